import type { Table, TableCell } from 'mdast'
import { inlineText } from './inline-text.js'
import type { InlineText } from './inline-text.js'
import { spanOf } from './positions.js'
import type { Source } from './source.js'
import type { Span } from './span.js'

/** One cell: its text without marks, and where it stands. */
export interface Cell extends InlineText {
  /** The content of the cell without its blanks and pipes. */
  readonly whole: Span
  readonly node: TableCell
}

/** One row of a table. */
export interface Row {
  readonly cells: readonly Cell[]
  readonly span: Span
}

/** A table: its column titles as written, and its rows without the header. */
export interface TableText {
  readonly columns: readonly Cell[]
  readonly rows: readonly Row[]
  readonly span: Span
}

/** Reads a table node as text with spans. */
export function tableOf(source: Source, table: Table): TableText {
  const rows = table.children.map((row): Row => ({
    cells: row.children.map((cell) => cellOf(source, cell)),
    span: spanOf(source, row),
  }))
  return { columns: rows[0]?.cells ?? [], rows: rows.slice(1), span: spanOf(source, table) }
}

function cellOf(source: Source, cell: TableCell): Cell {
  const text = inlineText(source, cell)
  const first = cell.children[0]?.position?.start.offset
  const last = cell.children.at(-1)?.position?.end.offset
  const whole =
    first === undefined || last === undefined
      ? spanOf(source, cell)
      : { source: source.id, start: first, end: last }
  return { ...text, whole, node: cell }
}
