import { assignedValues } from '../assignment.js'
import { reachesAll } from '../caller.js'
import { tableOf, type Execution } from '../execution.js'
import { evaluate, evaluateFor } from '../expression.js'
import { newRow } from '../new-row.js'
import { isOwned } from '../owned.js'
import { refused } from '../refusal.js'
import { columnOf, isSame, type Row } from '../stored.js'
import { fieldNamed } from '../table.js'
import type { Expression } from '../../design/expression.js'
import { stepRunner, type StepOf } from './step-runner.js'

/** One row by its key, within the owner's rows (AUTH-3); another's is as absent (AUTH-4) unless specified. */
export const find = stepRunner('find', (step, execution) => {
  if (typeof step.whenBody === 'string' && evaluate(execution, step.key.value) === null) return null
  const rows = execution.transaction.rows(step.entity)
  const keys = [step.key, ...(step.also ?? [])]
  const withKey = rows.filter((row) => keys.every((key) => hasValue(execution, step, row, key)))
  const owner = reachesAll(step.wide, execution.roles) ? null : step.owner
  const row =
    owner === null
      ? withKey[0]
      : withKey.find((one) => isOwned(execution, tableOf(execution, step.entity), owner, one))
  if (row !== undefined) {
    execution.row.set(step.row, { entity: step.entity, row })
    return null
  }
  if (step.making !== undefined && step.making !== null) {
    const table = tableOf(execution, step.entity)
    const made = newRow(execution, table, assignedValues(execution, table, step.making))
    execution.transaction.put(step.entity, made)
    execution.row.set(step.row, { entity: step.entity, row: made })
    return null
  }
  const table = tableOf(execution, step.entity)
  const { seen } = step
  const shown = withKey.some((one) => seen === undefined || isOwned(execution, table, seen, one))
  const failure = shown && step.foreign !== null ? step.foreign : step.otherwise
  return refused(failure.status, failure.message)
})

function hasValue(
  execution: Execution,
  { entity }: StepOf<'find'>,
  row: Row,
  { field, value }: { readonly field: string; readonly value: Expression },
): boolean {
  const column = fieldNamed(tableOf(execution, entity), field)
  const wanted = evaluateFor(execution, value, column)
  return wanted !== null && isSame(columnOf(row, field), wanted)
}
