import type { Tie } from '../../design/step.js'
import type { Execution } from '../execution.js'
import { evaluateFor } from '../expression.js'
import type { Stored } from '../stored.js'
import { fieldNamed, type Table } from '../table.js'

/** The values of a relation's columns. */
export function tieValues(
  execution: Execution,
  table: Table,
  ties: readonly Tie[],
): ReadonlyMap<string, Stored> {
  return new Map(
    ties.map(({ field, value }) => [field, evaluateFor(execution, value, fieldNamed(table, field))]),
  )
}
