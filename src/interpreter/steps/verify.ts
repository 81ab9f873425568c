import { boundRow } from '../execution.js'
import { evaluate } from '../expression.js'
import { isPassword } from '../password.js'
import { refused } from '../refusal.js'
import type { Lock } from '../../design/step.js'
import { storedMoment } from '../clock.js'
import type { Execution } from '../execution.js'
import { columnOf, isSame, type Row, type Stored } from '../stored.js'
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
  const { active, inactive = null, lock = null, otherwise } = step
  const locked = lock === null || row === undefined ? null : columnOf(row, lock.until)
  const { surroundings } = execution
  if (lock !== null && locked !== null && String(locked) > storedMoment(surroundings.now()))
    return refused(lock.otherwise.status, lock.otherwise.message)
  const inUse =
    row !== undefined &&
    (active === null || isSame(columnOf(row, active.field), evaluate(execution, active.value)))
  if (row === undefined || !matches || (!inUse && inactive === null)) {
    if (row !== undefined && lock !== null) countFailure(execution, step.entity, row, lock)
    return refused(otherwise.status, otherwise.message)
  }
  if (!inUse && inactive !== null) return refused(inactive.status, inactive.message)
  const { verified } = step
  if (verified !== undefined && verified !== null && columnOf(row, verified.field) !== true)
    return refused(verified.otherwise.status, verified.otherwise.message)
  const forgotten = lock === null ? row : changed(row, [lock.failures, 0], [lock.until, null])
  if (lock !== null) execution.transaction.put(step.entity, forgotten)
  execution.row.set(step.row, { entity: step.entity, row: forgotten })
  return null
})

/** One failure more, which outlives the refusal; the last one that is allowed locks the account. */
function countFailure(execution: Execution, entity: string, row: Row, lock: Lock): void {
  const failures = Number(columnOf(row, lock.failures)) + 1
  const end = storedMoment(execution.surroundings.now() + lock.seconds * 1000)
  execution.transaction.put(
    entity,
    failures >= lock.attempts
      ? changed(row, [lock.failures, 0], [lock.until, end])
      : changed(row, [lock.failures, failures]),
  )
  execution.commit()
}

function changed(row: Row, ...values: readonly (readonly [string, Stored])[]): Row {
  return { ...row, values: new Map([...row.values, ...values]) }
}
