import { boundRow } from '../execution.js'
import { evaluate } from '../expression.js'
import { isPassword } from '../password.js'
import { refused } from '../refusal.js'
import { columnOf, isSame } from '../stored.js'
import { stepRunner } from './step-runner.js'

/** The password of an account; an unknown account and a wrong password have one answer (CWE-204). */
export const verify = stepRunner('verify', (step, execution) => {
  const password = String(evaluate(execution, step.password) ?? '')
  const sent = evaluate(execution, step.value)
  const row =
    step.keys.length === 0
      ? boundRow(execution, step.row).row
      : execution.transaction
          .rows(step.entity)
          .find((one) => sent !== null && step.keys.some((key) => isSame(columnOf(one, key), sent)))
  const matches = isPassword(password, row === undefined ? null : columnOf(row, step.hash))
  const { active } = step
  const mayEnter =
    row !== undefined &&
    (active === null || isSame(columnOf(row, active.field), evaluate(execution, active.value)))
  if (row === undefined || !matches || !mayEnter) {
    return refused(step.otherwise.status, step.otherwise.message)
  }
  const { verified } = step
  if (verified !== undefined && verified !== null && columnOf(row, verified.field) !== true)
    return refused(verified.otherwise.status, verified.otherwise.message)
  execution.row.set(step.row, { entity: step.entity, row })
  return null
})
