import type { PropertyRules } from '../../design/value.js'
import { isParsedObject, type ParsedObject } from '../parsed-json.js'
import type { FieldError } from '../refusal.js'
import { shownMoment } from '../shown-moment.js'
import type { Stored } from '../stored.js'
import type { ElementReader } from './array.js'
import { freeJson } from './json.js'
import { accepted, rejected, type Location, type Place, type Reading, type ValueReader } from './reading.js'

/** Objects: those of a known inner structure property by property, others as they are. */
export function objectReader(readProperty: ElementReader): ValueReader {
  return {
    types: ['object'],
    read: (value, { properties }, place, location) => {
      const known = place === 'url' || properties === null || properties.length === 0 ? null : properties
      if (isParsedObject(value)) {
        return known === null
          ? freeJson(value, location)
          : readProperties(value, known, place, location, readProperty)
      }
      return known === null
        ? rejected(location, 'dict_type', 'Input should be a valid dictionary')
        : rejected(
            location,
            'model_type',
            'Input should be a valid dictionary or object to extract fields from',
          )
    },
  }
}

function readProperties(
  given: ParsedObject,
  properties: readonly PropertyRules[],
  place: Place,
  location: Location,
  readProperty: ElementReader,
): Reading {
  const values: Record<string, Stored> = Object.create(null) as Record<string, Stored>
  const errors: FieldError[] = []
  for (const property of properties) {
    const { name } = property
    const value = given.get(name)
    const loc = [...location, name]
    if (value === undefined) {
      if (property.required) errors.push({ type: 'missing', loc, msg: 'Field required' })
    } else if (value === null && property.nullable) values[name] = null
    else if (value === null && !property.required) {
      errors.push({ type: 'null_forbidden', loc, msg: 'Field may be left out, but not null' })
    } else {
      const reading = readProperty(value, property, place, loc)
      if (!reading.ok) errors.push(...reading.errors)
      else values[name] = property.type === 'datetime' ? shownMoment(String(reading.value)) : reading.value
    }
  }
  if (place === 'strict-json') {
    const known = new Set(properties.map(({ name }) => name))
    for (const name of given.keys()) {
      if (known.has(name)) continue
      errors.push({
        type: 'extra_forbidden',
        loc: [...location, name],
        msg: 'Extra inputs are not permitted',
      })
    }
  }
  return errors.length === 0 ? accepted(values) : { ok: false, errors }
}
