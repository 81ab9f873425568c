import type { ValueRules } from '../../design/value.js'
import { isParsedArray, type Parsed } from '../parsed-json.js'
import type { FieldError } from '../refusal.js'
import type { Stored } from '../stored.js'
import { freeJson } from './json.js'
import { accepted, rejected, type Location, type Place, type Reading, type ValueReader } from './reading.js'

/** Reads an element that is not an allowed null. */
export type ElementReader = (value: Parsed, rules: ValueRules, place: Place, location: Location) => Reading

/** Arrays, whose elements have rules of their own or are free. */
export function arrayReader(readElement: ElementReader): ValueReader {
  return {
    types: ['array'],
    read: (value, rules, place, location) => {
      if (!isParsedArray(value)) return rejected(location, 'list_type', 'Input should be a valid list')
      const { items } = rules
      // Too many are refused before any of them is looked at.
      const crowded = tooMany(value.length, rules, location)
      if (crowded !== null) return crowded
      const elements =
        items === null
          ? freeJson(value, location)
          : together(
              value.map((item, index) =>
                item === null && items.nullable
                  ? accepted(null)
                  : readElement(item, items, place, [...location, index]),
              ),
            )
      return elements.ok ? (tooFew(value.length, rules, location) ?? elements) : elements
    },
  }
}

function together(readings: readonly Reading[]): Reading {
  const values: Stored[] = []
  const errors: FieldError[] = []
  for (const reading of readings) {
    if (reading.ok) values.push(reading.value)
    else errors.push(...reading.errors)
  }
  return errors.length === 0 ? accepted(values) : { ok: false, errors }
}

function tooMany(length: number, { maxItems }: ValueRules, location: Location): Reading | null {
  if (maxItems === null || length <= maxItems) return null
  return rejected(location, 'too_long', `List should have at most ${counted(maxItems, length)}`)
}

function tooFew(length: number, { minItems }: ValueRules, location: Location): Reading | null {
  if (minItems === null || length >= minItems) return null
  return rejected(location, 'too_short', `List should have at least ${counted(minItems, length)}`)
}

function counted(limit: number, length: number): string {
  return `${limit} item${limit === 1 ? '' : 's'} after validation, not ${length}`
}
