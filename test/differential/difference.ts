import type { JsonValue } from '../../src/claims/json.js'
import type { HttpResponse } from '../../src/interpreter/http.js'
import { cursorValues } from './cursors.js'
import type { BackendResponse } from './backend-process.js'

/** Error types that Pydantic gives for one thing, depending on how a type is put together. */
const SAME_TYPES: readonly (readonly string[])[] = [
  ['too_long', 'string_too_long'],
  ['too_short', 'string_too_short', 'string_blank'],
  ['string_characters', 'string_unicode'],
  ['model_type', 'model_attributes_type'],
  ['value_error', 'url_parsing', 'url_scheme', 'url_too_long'],
]

/** A moment within a text. */
const MOMENT = /(\d{4}-\d\d-\d\dT[\d:.]{8,15}\+00:00)/

/** What `5.0` has more than `5`: a column of JSON does not tell them apart. */
const WHOLE = /(?<=\d)\.0(?=[,\]}])/g

/** Generated moments of a run lie this near to its begin, in milliseconds. */
const NEAR = 6 * 60 * 60 * 1000

/**
 * Compares the two sides of one sequence of requests. Moments that either side made itself may
 * differ, but the same one here is the same one there.
 */
export class Comparison {
  readonly #moments = new Map<string, string>()
  readonly #start: number
  #invalid = false

  constructor(start: number) {
    this.#start = start
  }

  /** What differs between the interpreter's answer and the backend's, in words; null for nothing. */
  difference(expected: HttpResponse, actual: BackendResponse): string | null {
    if (expected.status !== actual.status) {
      return `status ${expected.status} and ${actual.status} ${actual.error ?? ''}`
    }
    this.#invalid = expected.status === 422 || expected.status === 400
    const challenge = actual.headers['www-authenticate']
    if (expected.headers.get('www-authenticate') !== challenge) return `WWW-Authenticate ${challenge}`
    if (expected.text !== undefined)
      return this.#file(Buffer.from(expected.text).toString('utf8'), actual.body)
    if (expected.body === undefined) return actual.body === '' ? null : `body ${actual.body}`
    const plain = JSON.parse(JSON.stringify(expected.body)) as JsonValue
    return this.#value(plain, JSON.parse(actual.body) as JsonValue, '$')
  }

  /** Files are compared as texts between moments. */
  #file(expected: string, actual: string): string | null {
    const parts = (text: string): readonly string[] => text.replaceAll(WHOLE, '').split(MOMENT)
    const [here, there] = [parts(expected), parts(actual)]
    return here.length === there.length ? this.#value(here, there, '$') : told('$', expected, actual)
  }

  #value(expected: JsonValue, actual: JsonValue, place: string): string | null {
    if (typeof expected === 'string' && typeof actual === 'string') return this.#text(expected, actual, place)
    if (isList(expected) && isList(actual)) {
      if (expected.length !== actual.length) return told(place, expected, actual)
      return first(
        expected.map((item, index) => this.#value(item, actual[index] ?? null, `${place}[${index}]`)),
      )
    }
    if (isObject(expected) && isObject(actual)) {
      if (isFieldError(expected) && isFieldError(actual)) return fieldErrors(expected, actual, place)
      const names = Object.keys(expected)
      if (names.toSorted().join() !== Object.keys(actual).toSorted().join())
        return told(place, expected, actual)
      return first(
        names.map((name) => this.#value(expected[name] ?? null, actual[name] ?? null, `${place}.${name}`)),
      )
    }
    if (typeof expected === 'number' && typeof actual === 'number') {
      return Math.abs(expected - actual) <= 1e-9 * Math.abs(expected) ? null : told(place, expected, actual)
    }
    return expected === actual ? null : told(place, expected, actual)
  }

  #text(expected: string, actual: string, place: string): string | null {
    if (expected === actual || (isToken(expected) && isToken(actual))) return null
    // One text for each invalid field: its place must agree, its words may come from Pydantic's parsers.
    if (this.#invalid && place.endsWith(']') && firstWord(expected) === firstWord(actual)) return null
    const [here, there] = [cursorValues(expected), cursorValues(actual)]
    if (here !== null && there !== null) return this.#value(here, there, place)
    if (!this.#isGenerated(expected) || !this.#isGenerated(actual)) return told(place, expected, actual)
    const known = this.#moments.get(expected)
    if (known === undefined) {
      this.#moments.set(expected, actual)
      return shapeOf(expected) === shapeOf(actual) ? null : told(place, expected, actual)
    }
    return known === actual ? null : told(place, `${expected} (seen as ${known})`, actual)
  }

  #isGenerated(text: string): boolean {
    if (!/^\d{4}-\d\d-\d\dT/.test(text)) return false
    const time = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`)
    return Math.abs(time - this.#start) < NEAR
  }
}

function firstWord(text: string): string {
  return text.split(' ', 1)[0] ?? ''
}

/** Whether a text is a token: the one is signed a moment after the other. */
function isToken(text: string): boolean {
  return /^[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}$/.test(text)
}

/** Whether a moment carries an offset. */
function shapeOf(moment: string): string {
  return /(Z|[+-]\d\d:\d\d)?$/.exec(moment)?.[1] ?? ''
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isFieldError(value: { readonly [key: string]: JsonValue }): boolean {
  return Object.keys(value).toSorted().join() === 'loc,msg,type'
}

/** Places and types of errors must agree; their words may come from Pydantic's parsers. */
function fieldErrors(
  expected: { readonly [key: string]: JsonValue },
  actual: { readonly [key: string]: JsonValue },
  place: string,
): string | null {
  const group = (type: JsonValue): string =>
    String(SAME_TYPES.find((types) => types.some((one) => one === type))?.[0] ?? type)
  const same =
    JSON.stringify(expected['loc']) === JSON.stringify(actual['loc']) &&
    group(expected['type'] ?? null) === group(actual['type'] ?? null)
  return same ? null : told(place, expected, actual)
}

function told(place: string, expected: JsonValue, actual: JsonValue): string {
  const short = (value: JsonValue): string => JSON.stringify(value).slice(0, 600)
  return `${place}: interpreter ${short(expected)}, backend ${short(actual)}`
}

function first(findings: readonly (string | null)[]): string | null {
  return findings.find((finding) => finding !== null) ?? null
}
