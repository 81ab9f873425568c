import { bodyFieldIn } from '../design/expression.js'
import type { Assignment } from '../design/step.js'
import type { Execution } from './execution.js'
import { evaluate, evaluateFor, hasMember } from './expression.js'
import { slugOf } from './slug.js'
import { fieldNamed, type Table } from './table.js'
import { isSame, type Stored } from './stored.js'

/**
 * The values that assignments give, in their order: of a partial update only what was sent, and
 * nothing never for a column that must hold something.
 */
export function assignedValues(
  execution: Execution,
  table: Table,
  assignments: readonly Assignment[],
  row: string | null = null,
): ReadonlyMap<string, Stored> {
  const values = new Map<string, Stored>()
  for (const assignment of assignments) {
    if (!isEntered(execution, assignment, row) || keepsSlug(execution, assignment, row)) continue
    const column = fieldNamed(table, assignment.field)
    const value = evaluateFor(execution, assignment.value, column)
    if (assignment.value.kind === 'member') {
      const object = execution.input.body.get(assignment.value.field) ?? null
      if (!hasMember(object, assignment.value.name) || (value === null && column?.nullable !== true)) continue
    }
    const from = bodyFieldIn(assignment.value)
    if (from !== null) {
      if (value === null && column !== null && !column.nullable) continue
      if (!isMeant(execution, assignment, from)) continue
    }
    values.set(assignment.field, value)
  }
  return values
}

function isMeant({ input, operation }: Execution, { whenBody }: Assignment, field: string): boolean {
  if (whenBody === null || input.sent.has(field)) return true
  return operation.body.some(({ name, required }) => name === field && required)
}

/** Whether a row keeps its address: the text that it is made of is not sent, or makes the same one. */
function keepsSlug(execution: Execution, assignment: Assignment, row: string | null): boolean {
  const { input, operation } = execution
  const { value, whenBody, field } = assignment
  if (value.kind !== 'slug' || whenBody === null || row === null) return false
  const text = input.sent.has(whenBody) ? (input.body.get(whenBody) ?? null) : null
  if (typeof text !== 'string') return true
  const held = (column: string): Stored => evaluate(execution, { kind: 'field', row, field: column })
  const source = operation.body.find(({ name }) => name === whenBody)?.column ?? null
  return (source !== null && isSame(held(source), text)) || held(field) === slugOf(text)
}

/** Whether the body moves a column to the value on whose entering the assignment waits. */
function isEntered(execution: Execution, { whenEntering }: Assignment, row: string | null): boolean {
  if (whenEntering === undefined) return true
  if (row === null || !execution.input.sent.has(whenEntering.body)) return false
  const wanted = evaluate(execution, { kind: 'body', field: whenEntering.body })
  const state = evaluate(execution, { kind: 'field', row, field: whenEntering.column })
  return isSame(wanted, whenEntering.value) && !isSame(state, whenEntering.value)
}
