import type { Cell, Row } from '../../source/table.js'
import type { Claim } from '../claim.js'
import { inlineShape } from '../notation/inline-object.js'
import { unitReader } from '../outline/unit-reader.js'
import type { Shape } from '../shape.js'
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
  const at = statusColumn(unit, columns.get('status') ?? null)
  if (at === null || columns.has('method') || columns.has('path')) return []
  return unit.table.rows.flatMap((row) => rowClaims(unit, row, at, columns))
})

/**
 * The column of statuses: the one that is titled so, beside which a `Code` may hold names (`NOT_FOUND`), or the first
 * where all its cells begin with one.
 */
function statusColumn({ table }: UnitOf<'table'>, titled: number | null): number | null {
  const holds = (index: number): boolean =>
    table.rows.length > 0 &&
    table.rows.every((row) => /^\W{0,2}[1-5]\d\d(?:\D|$)/.test(row.cells[index]?.text ?? ''))
  const named = table.columns.findIndex(
    ({ text }, index) => /\b(?:http|status)\b/i.test(text) && holds(index),
  )
  if (named >= 0 && titled !== null && !holds(titled)) return named
  return titled ?? (holds(0) ? 0 : null)
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
      const body = row.cells[columns.get('body') ?? -1]
      const shape = body === undefined ? null : bodyShape(body.text)
      return claimsOfOperation(READER, unit.operation, [
        { property: 'success', value: status, span: cell.whole },
        ...(body === undefined || shape === null
          ? []
          : [{ property: 'response', value: { status, shape }, span: body.whole } as const]),
      ])
    }
    if (status < 400) return []
    const named = unit.operation === null && row.cells.some(({ text }) => NAMED.test(text))
    const fact = {
      property: 'error',
      value: {
        status,
        condition: condition ?? own,
        message: null,
        ...(named ? { catalogued: true as const } : {}),
      },
      span: row.span,
    } as const
    return unit.operation === null
      ? claimsOfService(READER, [fact])
      : claimsOfOperation(READER, unit.operation, [fact])
  })
}

/** The name of one error among many: `LOAN_004`. */
const NAMED = /^[`"']?[A-Z]{2,20}(?:_[A-Z]{1,20}){0,3}[_-]\d{1,5}[`"']?$/

/** What a cell shows of an answer: `{ id, state }`, `(empty)`, `the loan object`, `Loan[]`. */
function bodyShape(text: string): Shape | null {
  const words = text.trim()
  if (/^[_(*]{0,3}(?:empty|no (?:content|body)|none|nothing)\b/i.test(words)) return { kind: 'empty' }
  const open = words.search(/[{[]/)
  const close = Math.max(words.lastIndexOf('}'), words.lastIndexOf(']'))
  if (open >= 0 && open < 30 && close > open) return inlineShape(words.slice(open, close + 1))
  const named =
    /^(?:the |an? )?(?:updated |created |new |full )?[`*]{0,2}([A-Za-z][A-Za-z]{1,40})[`*]{0,2} (?:object|record|resource)\b/i.exec(
      words,
    )?.[1]
  if (named === undefined) return inlineShape(words)
  return /^(?:json|error|response|message|empty|success)$/i.test(named)
    ? null
    : { kind: 'reference', name: named.charAt(0).toUpperCase() + named.slice(1) }
}

/** The cell that says more than the reason phrase; the last such, since meanings stand before usages. */
function mostTelling(cells: readonly Cell[]): string | undefined {
  return cells.flatMap((cell) => conditionOf(cell.text) ?? []).at(-1)
}
