import { createDiagnostic } from '../../diagnostics/create.js'
import type { Method } from '../claim.js'
import { type Collector, READER } from './collector.js'
import { type Fact } from './facts.js'
import { fieldOf, isList, itemsOf, keySpan, pairSpan, type Place, textOf, topOf } from './place.js'
import { follow } from './reference.js'
import { stateRules } from './rules.js'
import { valueFactsAt } from './shape.js'
import { jsonOf } from './value.js'

/** Where a parameter can stand. */
type Location = 'path' | 'query' | 'header'

/** A parameter of an operation, its reference followed. */
export interface Parameter {
  readonly name: string
  /** `path`, `query`, `header`; also `cookie`, and `body` and `formData` of Swagger 2.0. */
  readonly in: string
  readonly required: boolean
  readonly place: Place
}

/**
 * The parameters of an operation: its own, then those of its path that it does not replace (OpenAPI
 * 3.1, 4.8.9). Optional query parameters that a path gives to all its operations are meant for
 * reading, and are left to `GET` where there is one.
 */
export function parametersOf(
  method: Method,
  path: Place,
  operation: Place,
  collector: Collector,
): readonly Parameter[] {
  const own = listed(operation, collector)
  const replaced = new Set(own.map((parameter) => `${parameter.in} ${parameter.name}`))
  const readElsewhere = method !== 'GET' && fieldOf(path, 'get') !== null
  const shared = listed(path, collector).filter((parameter) => {
    if (replaced.has(`${parameter.in} ${parameter.name}`)) return false
    if (!readElsewhere || parameter.in !== 'query' || parameter.required) return true
    const parameters = { name: parameter.name, method }
    const span = keySpan(fieldOf(parameter.place, 'name') ?? parameter.place)
    collector.report(createDiagnostic('parameter-of-path', parameters, span))
    return false
  })
  return [...shared, ...own]
}

function listed(owner: Place, collector: Collector): readonly Parameter[] {
  const container = fieldOf(owner, 'parameters')
  if (container !== null && !isList(container))
    collector.report(
      createDiagnostic('contract-structure', { what: 'parameters', wanted: 'a list' }, keySpan(container)),
    )
  return itemsOf(container).flatMap((item) => {
    const place = follow(item, collector)?.place
    if (place === undefined) return []
    const name = textOf(fieldOf(place, 'name'))
    const where = textOf(fieldOf(place, 'in'))
    if (name === null || where === null) {
      const parameters = { what: 'a parameter', wanted: 'name and in' }
      collector.report(createDiagnostic('contract-structure', parameters, pairSpan(place)))
      return []
    }
    const required = where === 'path' || textOf(fieldOf(place, 'required')) === 'true'
    return [{ name, in: where, required, place }]
  })
}

/** Claims of one parameter. */
export function readParameter(
  method: Method,
  path: string,
  parameter: Parameter,
  collector: Collector,
): void {
  const { name, place, required } = parameter
  const location = locationOf(parameter.in)
  if (location === null) {
    if (parameter.in !== 'body' && parameter.in !== 'formData') {
      const parameters = { what: `the ${parameter.in} parameter ${name}` }
      collector.report(createDiagnostic('contract-unsupported', parameters, pairSpan(place)))
    }
    return
  }
  const subject = { kind: 'parameter', method, path, in: location, name } as const
  const namePlace = fieldOf(place, 'name') ?? place
  const span = pairSpan(namePlace)
  collector.claim({ subject, property: 'exists', value: true, span, reader: READER })
  const requiredPlace = fieldOf(place, 'required')
  collector.claim({
    subject,
    property: 'required',
    value: required,
    span: requiredPlace === null ? span : pairSpan(requiredPlace),
    reader: READER,
  })
  for (const fact of factsOfParameter(place, collector)) collector.claim({ subject, ...fact, reader: READER })
  stateRules(fieldOf(place, 'description'), [`${method} ${path}`, name], 'value', collector)
}

/** Facts of the schema; a description and an example of the parameter itself come first. */
function factsOfParameter(place: Place, collector: Collector): readonly Fact[] {
  // Swagger 2.0 writes the schema's keys beside `name` and `in`.
  const schema = fieldOf(place, 'schema') ?? contentSchema(place) ?? place
  const facts: Fact[] = []
  const description = fieldOf(place, 'description')
  const text = textOf(description)
  if (description !== null && text !== null)
    facts.push({ property: 'description', value: text.trim(), span: pairSpan(description) })
  const example = fieldOf(place, 'example')
  const value = jsonOf(example)
  if (example !== null && value !== undefined)
    facts.push({ property: 'example', value, span: pairSpan(example) })
  const between = delimiterOf(place, schema)
  if (between !== null) return [...asOneText(facts, valueFactsAt(schema, collector), between, place)]
  const known = new Set<string>(facts.map(({ property }) => property))
  const inner = valueFactsAt(schema, collector).filter(({ property }) => !known.has(property))
  return [...facts, ...inner]
}

/** What stands between the values of a list that is sent as one text, by style (OpenAPI 3.1, 4.8.12.3) and by format (Swagger 2.0). */
const DELIMITERS: Readonly<Record<string, string>> = {
  form: 'commas',
  spaceDelimited: 'spaces',
  pipeDelimited: 'pipes',
  csv: 'commas',
  ssv: 'spaces',
  tsv: 'tabs',
  pipes: 'pipes',
}

/** What stands between the values of an array in a query; null where the parameter is repeated, or holds one value. */
function delimiterOf(place: Place, schema: Place): string | null {
  if (textOf(fieldOf(place, 'in')) !== 'query' || textOf(fieldOf(schema, 'type')) !== 'array') return null
  if (schema === place) {
    // Without a format Swagger 2.0 means commas; who writes its form into a later contract does not.
    const swagger = fieldOf(topOf(place.document, place.yaml), 'swagger') !== null
    return DELIMITERS[textOf(fieldOf(place, 'collectionFormat')) ?? (swagger ? 'csv' : '')] ?? null
  }
  const style = textOf(fieldOf(place, 'style')) ?? 'form'
  const explodes = textOf(fieldOf(place, 'explode')) ?? String(style === 'form')
  return explodes === 'false' ? (DELIMITERS[style] ?? null) : null
}

/** The facts of a list that is sent as one text; what holds of the array does not hold of the text. */
function asOneText(
  facts: readonly Fact[],
  inner: readonly Fact[],
  between: string,
  place: Place,
): readonly Fact[] {
  const described = [...facts, ...inner].find(({ property }) => property === 'description')
  const words = described?.property === 'description' ? `${described.value.replace(/\.?$/, '.')} ` : ''
  const span = described?.span ?? pairSpan(fieldOf(place, 'name') ?? place)
  return [
    { property: 'type', value: 'string', span },
    { property: 'description', value: `${words}Several values, separated by ${between}.`, span },
  ]
}

function contentSchema(place: Place): Place | null {
  const json = fieldOf(place, 'content')
  const media = json === null ? null : fieldOf(json, 'application/json')
  return media === null ? null : fieldOf(media, 'schema')
}

function locationOf(name: string): Location | null {
  return name === 'path' || name === 'query' || name === 'header' ? name : null
}
