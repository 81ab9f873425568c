import type { ValueRules } from '../../design/value.js'
import type { Parsed } from '../parsed-json.js'
import { arrayReader } from './array.js'
import { boolean } from './boolean.js'
import { date } from './date.js'
import { decimal } from './decimal.js'
import { integer } from './integer.js'
import { moment } from './moment.js'
import { number } from './number.js'
import { objectReader } from './object.js'
import { isPattern } from './pattern.js'
import type { Location, Place, Reading, ValueReader } from './reading.js'
import { rejected } from './reading.js'
import { text } from './text.js'
import { time } from './time.js'
import { uuid } from './uuid.js'

function readAny(value: Parsed, rules: ValueRules, place: Place, location: Location): Reading {
  return readValue(value, rules, place, location)
}

/** The readers of values; a type that none of them knows cannot be run. */
const READERS: readonly ValueReader[] = [
  text,
  integer,
  number,
  decimal,
  boolean,
  moment,
  date,
  time,
  uuid,
  objectReader(readAny),
  arrayReader(readAny),
]

const READER_OF: ReadonlyMap<ValueRules['type'], ValueReader> = new Map(
  READERS.flatMap((reader) => reader.types.map((type) => [type, reader] as const)),
)

/** Whether values of a type can be read. */
export function isReadable(rules: ValueRules): boolean {
  return (
    READER_OF.has(rules.type) &&
    (rules.pattern === null || isPattern(rules.pattern)) &&
    (rules.items === null || isReadable(rules.items)) &&
    (rules.properties ?? []).every(isReadable)
  )
}

/**
 * Reads a value that a client sent.
 * @returns the value as rows hold it, or what is wrong with it
 */
export function readValue(value: Parsed, rules: ValueRules, place: Place, location: Location): Reading {
  const reader = READER_OF.get(rules.type)
  if (reader === undefined)
    return rejected(location, 'unknown_type', `Values of type ${rules.type} are unknown`)
  return reader.read(value, rules, place, location)
}
