import type { JsonValue } from '../claims/json.js'

/**
 * A value as rows hold it. Texts, ids, enums as they are; moments as `2026-03-05T10:00:00.000000` in
 * UTC, days as `2026-03-05` and times as `10:00:00.000000`, so that their order is that of the texts.
 */
export type Stored = JsonValue

/** A row of a table. Rows never change: a change puts another row in the place. */
export interface Row {
  /** Tells rows apart whatever their columns hold; grows with every insertion. */
  readonly serial: number
  readonly values: ReadonlyMap<string, Stored>
}

/** A column of a row; null when it holds nothing. */
export function columnOf(row: Row, field: string): Stored {
  return row.values.get(field) ?? null
}

/** Whether two stored values are the same. */
export function isSame(left: Stored, right: Stored): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object') return false
  return JSON.stringify(left) === JSON.stringify(right)
}

/** The order of a database: nothing before all else, false before true, texts by code points. */
export function compareStored(left: Stored, right: Stored): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null)
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right)
  return compareCodePoints(textOf(left), textOf(right))
}

function textOf(value: Stored): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** UTF-16 orders characters beyond the basic plane before some of those within; UTF-8 does not. */
function compareCodePoints(left: string, right: string): number {
  return left === right ? 0 : Buffer.compare(Buffer.from(left), Buffer.from(right))
}
