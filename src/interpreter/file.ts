import type { JsonValue } from '../claims/json.js'
import type { Field } from '../design/entity.js'
import type { FileBody } from '../design/operation.js'
import type { Response } from '../design/step.js'
import { boundRows, tableOf, type Execution } from './execution.js'
import { shownValue } from './shown-value.js'
import { columnOf, type Stored } from './stored.js'
import { fieldNamed } from './table.js'

/** One value of a file, with the column that it stands in. */
export interface Cell {
  readonly title: string
  readonly column: Field | null
  readonly value: Stored
}

/** The rows of a file. */
export function fileOf(
  execution: Execution,
  { columns }: FileBody,
  value: Response,
): readonly (readonly Cell[])[] {
  if (value.kind !== 'rows') throw new Error('the file holds rows, but no step names them')
  const { entity, rows } = boundRows(execution, value.rows)
  const table = tableOf(execution, entity)
  return rows.map((row) =>
    columns.map(({ title, column }) => ({
      title,
      column: fieldNamed(table, column),
      value: columnOf(row, column),
    })),
  )
}

/** The form that a request asks for. */
export function formatOf({ operation, input }: Execution, { choice, format }: FileBody): FileBody['format'] {
  const words = operation.query.find(({ name }) => name === choice)?.enum ?? []
  const json = words.find((word) => /^json$/i.test(word))
  if (choice === null || json === undefined) return format
  return input.query.get(choice) === json ? 'json' : 'csv'
}

/** The rows of a file as JSON. */
export function shownRecords(rows: readonly (readonly Cell[])[]): JsonValue {
  return rows.map((cells) =>
    Object.fromEntries(
      cells.map(({ title, column, value }) => [title, column === null ? value : shownValue(value, column)]),
    ),
  )
}
