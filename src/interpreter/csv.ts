import type { ValueRules } from '../design/value.js'
import { withoutEmptyFraction } from './shown-moment.js'
import type { Stored } from './stored.js'

/** Digits of a decimal after its point, at most. */
const SCALE = 10

/** Texts that begin like a formula and are none. */
const NUMBER_LIKE = /^[-+\p{Nd}][-+\p{Nd} ().]*$/u

/** One line of CSV (RFC 4180), as Python's `csv` writes it. */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
  return `${quoted.length === 1 && quoted[0] === '' ? '""' : quoted.join(',')}\r\n`
}

/** A stored value as text that no spreadsheet takes for a formula (CWE-1236). */
export function csvCell(value: Stored, rules: ValueRules | null): string {
  if (value === null) return ''
  const type = rules?.type ?? 'string'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') {
    if (type === 'decimal') return value.toFixed(SCALE).replace(/\.?0{1,10}$/, '')
    return type === 'number' ? floatText(value) : String(value)
  }
  if (typeof value === 'object') return jsonText(value, rules)
  if (type === 'datetime') return `${withoutEmptyFraction(value)}+00:00`
  if (type === 'time') return withoutEmptyFraction(value)
  if (type === 'date') return value
  return /^[=+\-@\t\r]/.test(value) && !NUMBER_LIKE.test(value) ? `'${value}` : value
}

/** A number with a point, or an exponent where Python writes one. */
function floatText(value: number): string {
  const size = Math.abs(value)
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    const [digits = '', exponent = ''] = value.toExponential().split('e')
    return `${digits}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`
  }
  return Number.isInteger(value) ? `${value}.0` : String(value)
}

/** JSON with blanks after commas and colons, as `json.dumps` writes it. */
function jsonText(value: Stored, rules: ValueRules | null): string {
  if (typeof value === 'number' && rules?.type === 'number') return floatText(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) {
    return `[${value.map((item: Stored) => jsonText(item, rules?.items ?? null)).join(', ')}]`
  }
  const members = Object.entries(value).map(([name, member]) => {
    const property = rules?.properties?.find((each) => each.name === name) ?? null
    return `${JSON.stringify(name)}: ${jsonText(member, property)}`
  })
  return `{${members.join(', ')}}`
}
