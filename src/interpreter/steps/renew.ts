import { evaluate } from '../expression.js'
import { refused } from '../refusal.js'
import { renewSession } from '../sessions.js'
import { columnOf, isSame } from '../stored.js'
import { stepRunner } from './step-runner.js'

/** The session of a token is renewed, and its account is there and in use; one answer for everything else. */
export const renew = stepRunner('renew', (step, execution) => {
  const { otherwise, active } = step
  const { sessions } = execution
  if (sessions === null) throw new Error(`${execution.operation.id} renews sessions, and none are kept`)
  const token = String(evaluate(execution, step.token) ?? '')
  const renewed = renewSession(execution, sessions, token, step.rotates)
  // The end of a session whose token was copied outlives the refusal.
  execution.commit()
  const row =
    renewed === null
      ? undefined
      : execution.transaction
          .rows(step.entity)
          .find((one) => isSame(columnOf(one, step.key), renewed.account))
  const mayStay =
    row !== undefined &&
    (active === null || isSame(columnOf(row, active.field), evaluate(execution, active.value)))
  if (renewed === null || row === undefined || !mayStay) return refused(otherwise.status, otherwise.message)
  execution.session = renewed
  execution.tokens.set('refresh', { token: renewed.token, lifetime: sessions.lifetime })
  execution.row.set(step.row, { entity: step.entity, row })
  return null
})
