import { boundRow, tableOf } from '../execution.js'
import { evaluateFor, isTrue } from '../expression.js'
import { columnOf } from '../stored.js'
import { fieldNamed } from '../table.js'
import { changeRow } from './change-row.js'
import { stepRunner } from './step-runner.js'

/** A flag becomes its opposite; moments of change become now. */
export const flip = stepRunner('flip', (step, execution) => {
  const { entity, row } = boundRow(execution, step.row)
  const table = tableOf(execution, entity)
  changeRow(
    execution,
    step.row,
    new Map([
      [step.field, !isTrue(columnOf(row, step.field))] as const,
      ...step.touches.map(
        (field) => [field, evaluateFor(execution, { kind: 'now' }, fieldNamed(table, field))] as const,
      ),
    ]),
  )
  return null
})
