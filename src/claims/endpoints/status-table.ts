import type { Cell, Row } from '../../source/table.js'
import type { Claim } from '../claim.js'
import { unitReader } from '../outline/unit-reader.js'
import type { UnitOf } from '../outline/unit.js'
import type { Column } from './columns.js'
import { columnsOf } from './columns.js'
import { conditionOf, statusWords } from './error-words.js'
import { claimsOfOperation, claimsOfService } from './wire-claims.js'

const READER = 'status-table'

/**
 * A table of statuses, of one operation or of the whole service:
 *
 * ```markdown
 * | Code | Meaning | Usage |
 * |------|---------|-------|
 * | 404 | Not Found | the book does not exist |
 * ```
 */
export const statusTableReader = unitReader(READER, '| Code | Meaning | Usage |', (unit, { document }) => {
  if (unit.kind !== 'table' || /^(?:checklist|frontend|tasks)$/.test(document.source.kind)) return []
  const columns = columnsOf(unit.table)
  const at = columns.get('status') ?? statusColumn(unit)
  if (at === null || columns.has('method') || columns.has('path')) return []
  return unit.table.rows.flatMap((row) => rowClaims(unit, row, at, columns))
})

/** A column without a known title whose cells all begin with a status. */
function statusColumn({ table }: UnitOf<'table'>): number | null {
  const first =
    table.rows.length > 0 &&
    table.rows.every((row) => /^\W{0,2}[1-5]\d\d(?:\D|$)/.test(row.cells[0]?.text ?? ''))
  return first ? 0 : null
}

function rowClaims(
  unit: UnitOf<'table'>,
  row: Row,
  at: number,
  columns: ReadonlyMap<Column, number>,
): readonly Claim[] {
  const cell = row.cells[at]
  if (cell === undefined) return []
  const beside = [columns.get('condition'), columns.get('description')].flatMap(
    (index) => row.cells[index ?? -1] ?? [],
  )
  const others = beside.length > 0 ? beside : row.cells.filter((_, index) => index !== at)
  const condition = mostTelling(others) ?? null
  return statusWords(cell).flatMap(({ status, condition: own }) => {
    if (unit.operation !== null && status >= 200 && status < 300) {
      return claimsOfOperation(READER, unit.operation, [
        { property: 'success', value: status, span: cell.whole },
      ])
    }
    if (status < 400) return []
    const fact = {
      property: 'error',
      value: { status, condition: condition ?? own, message: null },
      span: row.span,
    } as const
    return unit.operation === null
      ? claimsOfService(READER, [fact])
      : claimsOfOperation(READER, unit.operation, [fact])
  })
}

/** The cell that says more than the reason phrase; the last such, since meanings stand before usages. */
function mostTelling(cells: readonly Cell[]): string | undefined {
  return cells.flatMap((cell) => conditionOf(cell.text) ?? []).at(-1)
}
