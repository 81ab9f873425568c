import { assignedValues } from '../assignment.js'
import { boundRow, tableOf } from '../execution.js'
import { removeRow } from '../removal.js'
import { changeRow } from './change-row.js'
import { stepRunner } from './step-runner.js'

/** A row is removed, with what the database removes with it and the files that it names, or marked as removed. */
export const remove = stepRunner('remove', (step, execution) => {
  const { entity, row } = boundRow(execution, step.row)
  if (step.soft === null) {
    execution.referred ??= step.referred ?? null
    removeRow(execution.transaction, execution.tables, entity, row)
    for (const column of execution.fileColumns.get(entity) ?? []) {
      const addresses = row.values.get(column) ?? null
      for (const address of Array.isArray(addresses) ? addresses : [addresses])
        execution.files.discard(address)
    }
  } else changeRow(execution, step.row, assignedValues(execution, tableOf(execution, entity), [step.soft]))
  return null
})
