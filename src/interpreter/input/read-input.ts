import type { Operation } from '../../design/operation.js'
import type { HttpRequest } from '../http.js'
import { parseJsonText } from '../json-text.js'
import { isParsedArray, isParsedObject, type Parsed, type ParsedObject } from '../parsed-json.js'
import type { FieldError } from '../refusal.js'
import type { Stored } from '../stored.js'
import { accepted, type Place, type Reading } from '../values/reading.js'
import { readValue } from '../values/read-value.js'
import type { BodyInput } from './body-input.js'
import type { PathInput } from './path-input.js'
import type { QueryInput } from './query-input.js'

/** What an operation takes from a request. */
export interface Inputs {
  readonly path: readonly PathInput[]
  readonly query: readonly QueryInput[]
  readonly body: readonly BodyInput[]
}

/** The values of a request, all of which keep their rules. */
export interface Input {
  readonly path: ReadonlyMap<string, Stored>
  readonly query: ReadonlyMap<string, Stored>
  readonly body: ReadonlyMap<string, Stored>
  /** Names of the body fields that were sent. */
  readonly sent: ReadonlySet<string>
  /** The elements, as they were sent, of lists that are looked at one by one. */
  readonly elements: ReadonlyMap<string, readonly Parsed[]>
  /** Contents of files by the fields of the form. */
  readonly files?: ReadonlyMap<string, readonly Uint8Array[]>
}

/** Collects values and errors of one part of a request. */
class Part {
  readonly values = new Map<string, Stored>()
  readonly errors: FieldError[] = []

  add(name: string, reading: Reading): void {
    if (reading.ok) this.values.set(name, reading.value)
    else this.errors.push(...reading.errors)
  }

  missing(...loc: readonly string[]): void {
    this.errors.push({ type: 'missing', loc, msg: 'Field required' })
  }
}

/** Reads the path parameters. */
export function readPath(inputs: readonly PathInput[], given: ReadonlyMap<string, string>): Part {
  const part = new Part()
  for (const { name, rules } of inputs) {
    const text = given.get(name) ?? ''
    part.add(name, rules === null ? accepted(text) : readValue(text, rules, 'url', ['path', name]))
  }
  return part
}

/** Reads the query: of a parameter given twice the last counts, unknown ones are ignored. */
export function readQuery(inputs: readonly QueryInput[], given: URLSearchParams): Part {
  const part = new Part()
  for (const { name, rules, required, initial } of inputs) {
    const all = given.getAll(name)
    const last = all.at(-1)
    if (last !== undefined) {
      part.add(name, readValue(rules.type === 'array' ? all : last, rules, 'url', ['query', name]))
    } else if (required) part.missing('query', name)
    else part.values.set(name, initial)
  }
  return part
}

/** The body of a request, with the names of the fields that were sent. */
export interface BodyPart {
  readonly values: ReadonlyMap<string, Stored>
  readonly errors: readonly FieldError[]
  readonly sent: ReadonlySet<string>
  readonly elements: ReadonlyMap<string, readonly Parsed[]>
}

const NO_OBJECT: FieldError = {
  type: 'model_attributes_type',
  loc: ['body'],
  msg: 'Body should be a JSON object',
}

/** Reads the body of an operation that takes one. */
export function readBody(operation: Operation, inputs: readonly BodyInput[], request: HttpRequest): BodyPart {
  const nothing = { values: new Map(), sent: new Set<string>(), elements: new Map() }
  const given = operation.form === true ? formOf(request) : jsonOf(request)
  const [only] = inputs
  if (operation.bodyIsArray === true && only !== undefined) {
    if (given === null) return { ...nothing, errors: [{ ...NO_OBJECT, type: 'missing' }] }
    if (given === undefined) return { ...nothing, errors: [{ ...NO_OBJECT, type: 'list_type' }] }
    return readBare(only, given, operation.unknownFields === 'refuse' ? 'strict-json' : 'json')
  }
  if (operation.bodyKey === null) {
    if (given === null) return { ...nothing, errors: [{ ...NO_OBJECT, type: 'missing' }] }
    if (!isObject(given)) return { ...nothing, errors: [NO_OBJECT] }
    return readFields(operation, inputs, given, ['body'])
  }
  const inner = isObject(given) ? given.get(operation.bodyKey) : undefined
  const place = ['body', operation.bodyKey]
  if (inner === undefined || inner === null) {
    return { ...nothing, errors: [{ type: 'missing', loc: place, msg: 'Field required' }] }
  }
  if (!isParsedObject(inner)) {
    const msg = 'Input should be a valid dictionary or object to extract fields from'
    return { ...nothing, errors: [{ type: 'model_attributes_type', loc: place, msg }] }
  }
  return readFields(operation, inputs, inner, place)
}

/** A body that is the value of one field itself. */
function readBare({ name, rules, isApart }: BodyInput, given: Parsed, within: Place): BodyPart {
  const reading = readValue(given, rules, within, ['body'])
  if (!reading.ok) return { values: new Map(), sent: new Set(), elements: new Map(), errors: reading.errors }
  return {
    values: new Map([[name, reading.value]]),
    sent: new Set([name]),
    elements: new Map(isApart && isParsedArray(given) ? [[name, given]] : []),
    errors: [],
  }
}

function isObject(given: Parsed | undefined): given is ParsedObject {
  return given !== undefined && isParsedObject(given)
}

/** The body as JSON; null for none, undefined for one that is malformed or not declared as JSON. */
function jsonOf({ headers, body }: HttpRequest): Parsed | undefined {
  if (body.length === 0) return null
  const type = mediaTypeOf(headers)
  return /^application\/(?:[\w.-]+\+)?json$/.test(type) ? parseJsonText(body) : undefined
}

/** The fields of an encoded form, of which the last counts where one comes twice; none of a body that is declared as another. */
function formOf({ headers, body }: HttpRequest): ParsedObject {
  const type = mediaTypeOf(headers)
  const text = type === 'application/x-www-form-urlencoded' ? new TextDecoder().decode(body) : ''
  // FastAPI takes an empty field for none.
  return new Map([...new URLSearchParams(text)].filter(([, value]) => value !== ''))
}

function mediaTypeOf(headers: HttpRequest['headers']): string {
  return (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

function readFields(
  { unknownFields }: Operation,
  inputs: readonly BodyInput[],
  given: ParsedObject,
  place: readonly string[],
): BodyPart {
  const part = new Part()
  const within = unknownFields === 'refuse' ? 'strict-json' : 'json'
  const sent = new Set<string>()
  const elements = new Map<string, readonly Parsed[]>()
  for (const { name, rules, required, nullable, initial, isApart } of inputs) {
    const value = given.get(name)
    const location = [...place, name]
    if (value === undefined) {
      if (required) part.missing(...location)
      else part.values.set(name, initial)
      continue
    }
    sent.add(name)
    if (isApart && isParsedArray(value)) elements.set(name, value)
    // What may be left out is null in the back end until it is sent.
    const read = !required && initial === null ? { ...rules, nullable: true } : rules
    if (value !== null) part.add(name, readValue(value, read, within, location))
    else if (nullable) part.values.set(name, null)
    else if (!required && initial === null) {
      const msg = 'Field may be left out, but not null'
      part.errors.push({ type: 'null_forbidden', loc: location, msg })
    } else part.add(name, readValue(null, rules, within, location))
  }
  if (unknownFields === 'refuse') {
    const known = new Set(inputs.map(({ name }) => name))
    for (const name of given.keys()) {
      if (known.has(name)) continue
      const loc = [...place, printable(name)]
      part.errors.push({ type: 'extra_forbidden', loc, msg: 'Extra inputs are not permitted' })
    }
  }
  return { values: part.values, errors: part.errors, sent, elements }
}

/** A name that a client made up, as bounded ASCII with Python's escapes. */
function printable(name: string): string {
  return [...[...name].slice(0, 100).join('')]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0
      if (code < 0x80) return character
      if (code < 0x1_00) return `\\x${code.toString(16).padStart(2, '0')}`
      if (code < 0x1_00_00) return `\\u${code.toString(16).padStart(4, '0')}`
      return `\\U${code.toString(16).padStart(8, '0')}`
    })
    .join('')
}
