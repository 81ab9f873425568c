import { isWhole, isNumberText, isParsedArray, type Parsed } from '../parsed-json.js'
import type { Stored } from '../stored.js'
import { accepted, rejected, type Location, type Reading } from './reading.js'
import { isStorable } from './text.js'

/** How deep a free JSON value may be nested. */
const DEPTH = 100

/** A JSON value of any structure that a database and an answer can hold. */
export function freeJson(value: Parsed, location: Location): Reading {
  const fault = faultWithin(value, 0)
  if (fault === null) return accepted(plain(value))
  return rejected(location, fault[0], fault[1])
}

function faultWithin(value: Parsed, depth: number): readonly [string, string] | null {
  if (depth > DEPTH) return ['json_depth', 'Value is nested too deeply']
  if (typeof value === 'string') {
    return isStorable(value) ? null : ['string_characters', 'String contains a forbidden character']
  }
  if (isNumberText(value)) {
    const finite = isWhole(value) || Number.isFinite(Number(value.text))
    return finite ? null : ['finite_number', 'Input should be a finite number']
  }
  if (value === null || typeof value === 'boolean') return null
  const parts = isParsedArray(value) ? value : [...value].flat()
  for (const part of parts) {
    const fault = faultWithin(part, depth + 1)
    if (fault !== null) return fault
  }
  return null
}

/** The value as plain data; members are own properties of objects that inherit nothing. */
function plain(value: Parsed): Stored {
  if (isNumberText(value)) return Number(value.text)
  if (value === null || typeof value !== 'object') return value
  if (isParsedArray(value)) return value.map(plain)
  const members: Record<string, Stored> = Object.create(null) as Record<string, Stored>
  for (const [name, inner] of value) members[name] = plain(inner)
  return members
}
