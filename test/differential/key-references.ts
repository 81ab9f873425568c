import type { Operation } from '../../src/design/operation.js'
import type { Table } from '../../src/interpreter/table.js'

/** A column of rows whose values a request may name. */
export interface KeyOf {
  readonly entity: string
  readonly column: string
}

/** The column of other rows that a path parameter or a body field holds a value of; null when it names none. */
export function keyNamedBy(
  { steps }: Operation,
  name: string,
  tables: ReadonlyMap<string, Table>,
): KeyOf | null {
  const rows = new Map<string, string>()
  for (const step of steps ?? []) {
    if (step.kind === 'find' || step.kind === 'insert') rows.set(step.row, step.entity)
    if (step.kind === 'find') {
      const { value, field } = step.key
      const names =
        (value.kind === 'path' && value.name === name) || (value.kind === 'body' && value.field === name)
      if (names) return { entity: step.entity, column: field }
    }
    if (step.kind !== 'insert' && step.kind !== 'assign') continue
    const assigned = step.values.find(({ value }) => value.kind === 'body' && value.field === name)
    const table = tables.get(rows.get(step.row) ?? '')
    const reference = table?.references.find(({ field }) => field.name === assigned?.field)
    if (reference !== undefined) return { entity: reference.entity, column: reference.column }
  }
  return null
}
