import type { Shape } from '../../claims/shape.js'
import type { JsonValue } from '../../claims/json.js'
import { isObject } from '../../design/conformance.js'
import type { Candidate } from '../candidate.js'
import { keyOf } from '../naming.js'

const PLACE = /^(?:row|line|index|idx|position|item|record)(?:number|no|num|index)?$/

/** True for a key of a report that holds the number of an element or row. */
export function isPlaceKey(name: string): boolean {
  return PLACE.test(keyOf(name))
}

const WITH_TITLES =
  /\b(?:header|titles?|heading)(?: (?:row|line))? (?:is|being|counts? as|as) (?:row |line )?(?:1|one)\b|\b(?:including|counting|counts) the header\b|\bline numbers?\b/
const WITHOUT_TITLES =
  /\bfirst (?:data |valid )?(?:row|line|record)(?: after the header)? (?:is|has|being|=|gets) (?:number |row )?(?:1|one)\b|\b(?:excluding|without|not counting) the header\b|\b(?:1|one)-based\b/
const FROM_ZERO = /\b(?:0|zero)-based\b|\bindex(?:es)? (?:starts?|begins?) at (?:0|zero)\b/

/** By what number reports call the first element of a list: `index` counts from 0, a row of people from 1. */
export function firstPlace({ operation, text }: Candidate): number {
  if (FROM_ZERO.test(text)) return 0
  if (WITHOUT_TITLES.test(text)) return 1
  const key = placeKey(operation.responseShape, 4)
  return key !== null && /^(?:index|idx|position)/.test(keyOf(key)) ? 0 : 1
}

/** By what number reports call the first row after the line of titles of a file; null where nothing says so. */
export function firstRow(candidate: Candidate): number | null {
  const { operation, text } = candidate
  if (FROM_ZERO.test(text)) return 0
  if (WITHOUT_TITLES.test(text)) return 1
  if (WITH_TITLES.test(text)) return 2
  const key = placeKey(operation.responseShape, 4)
  if (key === null) return 1
  if (keyOf(key).startsWith('line')) return 2
  if (/^(?:index|idx)/.test(keyOf(key))) return 0
  return operation.examples.some(({ response }) => exceedsRows(response ?? null, key)) ? 2 : null
}

/** Whether an example calls a row by a number that only counting the line of titles gives. */
function exceedsRows(report: JsonValue, key: string): boolean {
  if (!isObject(report)) return false
  const numbers = Object.values(report).filter((value) => typeof value === 'number')
  const errors = Object.values(report).find((value) => Array.isArray(value))
  const places = (Array.isArray(errors) ? errors : []).flatMap((error) => {
    const place = isObject(error) && Object.hasOwn(error, key) ? error[key] : null
    return typeof place === 'number' ? [place] : []
  })
  const all = numbers.reduce((sum, value) => sum + value, 0)
  return numbers.length > 0 && places.some((place) => place > all)
}

function placeKey(shape: Shape | null, depth: number): string | null {
  if (shape === null || depth === 0) return null
  if (shape.kind === 'array') return placeKey(shape.items, depth - 1)
  if (shape.kind !== 'object') return null
  const own = shape.fields.find(({ name, shape: inner }) => inner.kind !== 'array' && isPlaceKey(name))
  if (own !== undefined && depth < 4) return own.name
  for (const field of shape.fields) {
    const inner = placeKey(field.shape, depth - 1)
    if (inner !== null) return inner
  }
  return null
}
