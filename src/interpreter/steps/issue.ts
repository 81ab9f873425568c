import { evaluate } from '../expression.js'
import { openSession } from '../sessions.js'
import { stepRunner } from './step-runner.js'

/** A signed token for an account, or a session with the token that renews it. */
export const issue = stepRunner('issue', (step, execution) => {
  const account = evaluate(execution, step.subject)
  if (step.token === 'refresh') {
    const { sessions } = execution
    if (sessions === null) throw new Error(`${execution.operation.id} opens a session, and none are kept`)
    execution.session = openSession(execution, sessions, account)
    execution.tokens.set('refresh', { token: execution.session.token, lifetime: sessions.lifetime })
    return null
  }
  const session = step.inSession === true ? (execution.session?.id ?? null) : null
  execution.tokens.set(step.token, {
    token: execution.sign(String(account), step.lifetime, { role: step.role ?? null, session }),
    lifetime: step.lifetime,
  })
  return null
})
