import { evaluate } from '../expression.js'
import { stepRunner } from './step-runner.js'

/** A signed token for an account. */
export const issue = stepRunner('issue', (step, execution) => {
  const subject = evaluate(execution, step.subject)
  execution.tokens.set(step.token, {
    token: execution.sign(String(subject), step.lifetime),
    lifetime: step.lifetime,
  })
  return null
})
