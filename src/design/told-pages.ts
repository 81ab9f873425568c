import type { JsonValue } from '../claims/json.js'
import type { Shape, ShapeField } from '../claims/shape.js'
import type { Assembly } from './assembly.js'
import type { DraftOperation } from './draft.js'
import type { Parameter } from './operation.js'
import { ask, claimedAt, listed } from './questions/ask.js'
import { freeRules } from './value-rules.js'

const ID = 'told-pages'

/** Keys of an answer that tell which page it holds, and how large pages are. */
const PAGE = /^(?:current_?)?page(?:_?(?:number|no))?$/i
const OFFSET = /^(?:offset|skip)$/i

/** Names of how many rows a page holds. */
export const PAGE_SIZE = /^(?:limit|page_?size|per_?page|page_?limit)$/i

/** Query parameters that cut lists into pages. */
const PAGING = /^(?:limit|offset|page|page_?size|per_?page|cursor|skip|size|take|start|after|before)$/i

/** How large pages are where no document shows a size. */
export const USUAL_SIZE = 20

/** The greatest size of a page that a client may ask for. */
const LARGEST = 100

/**
 * Gives lists the query parameters of the pages that their answers tell of, where no document names any:
 *
 *     GET /parcels  →  {"parcels": […], "pagination": {"page": 1, "limit": 20, "total": 57}}
 *
 * How a client asks for the next page, no document says: a question.
 */
export function withToldPages(
  assembly: Assembly,
  operations: readonly DraftOperation[],
): readonly DraftOperation[] {
  const found = operations.flatMap((operation) => {
    const parameters = toldBy(operation)
    return parameters.length === 0 ? [] : [{ operation, parameters }]
  })
  if (found.length === 0) return operations
  const names = found.flatMap(({ parameters }) => parameters.map(({ name }) => name))
  ask(assembly, {
    id: ID,
    kind: 'missing',
    concern: 'client-visible',
    subjects: found.map(({ operation }) => operation.id),
    about: `Answers tell which page they hold, and no document says how a client asks for another: ${listed(found.map(({ operation }) => operation.id))}.`,
    spans: found.flatMap(({ operation }) => claimedAt(operation, 'exists').slice(0, 1)),
    options: [
      {
        id: 'parameters',
        label: `clients send ${listed([...new Set(names)])} in the query, as the answer calls them`,
      },
      { id: 'specified', label: 'the documents name the parameters now; read them again' },
    ],
    recommended: 'parameters',
  })
  if (assembly.answers.get(ID) === 'specified') return operations
  return operations.map((operation) => {
    const one = found.find((each) => each.operation === operation)
    return one === undefined ? operation : { ...operation, query: [...operation.query, ...one.parameters] }
  })
}

/** The parameters that the keys of an answer stand for; none where the page or its size is not told. */
function toldBy(operation: DraftOperation): readonly Parameter[] {
  const { method, query, responseShape } = operation
  if (method !== 'GET' || responseShape === null || query.some(({ name }) => PAGING.test(name))) return []
  const keys = keysOf(responseShape, 3)
  const size = keys.find(({ name }) => PAGE_SIZE.test(name))
  const page = keys.find(({ name }) => PAGE.test(name))
  const offset = keys.find(({ name }) => OFFSET.test(name))
  const position = page ?? offset
  if (size === undefined || position === undefined || !holdsRows(responseShape, 3)) return []
  const shown = exampleOf(size, operation)
  const start = page === undefined ? 0 : 1
  return [
    parameter(
      page === undefined ? position.name : position.name.replace(/^current_?p/i, 'p'),
      start,
      start,
      null,
    ),
    parameter(size.name, shown === null ? USUAL_SIZE : Math.min(shown, LARGEST), 1, LARGEST),
  ]
}

function parameter(name: string, value: number, minimum: number, maximum: number | null): Parameter {
  return {
    ...freeRules('integer'),
    name,
    minimum,
    maximum,
    required: false,
    default: value,
    generated: null,
    description: null,
    origins: {
      exists: [{ kind: 'derived', why: 'the answer tells which page it holds', from: [] }],
    },
  }
}

/** The keys of an answer and of the objects in it that hold numbers. */
function keysOf(shape: Shape, depth: number): readonly ShapeField[] {
  if (shape.kind !== 'object' || depth === 0) return []
  return shape.fields.flatMap((field) =>
    field.shape.kind === 'value' && (field.shape.facts.type ?? 'integer') === 'integer'
      ? [field]
      : keysOf(field.shape, depth - 1),
  )
}

function holdsRows(shape: Shape, depth: number): boolean {
  if (shape.kind !== 'object' || depth === 0) return false
  return shape.fields.some(
    ({ shape: inner }) =>
      (inner.kind === 'array' && inner.items.kind !== 'value') || holdsRows(inner, depth - 1),
  )
}

/** The size that a document shows: of the key itself, else in an example of the answer. */
function exampleOf({ name, shape }: ShapeField, { examples }: DraftOperation): number | null {
  const facts = shape.kind === 'value' ? [shape.facts.default, shape.facts.example] : []
  const shown = [...facts, ...examples.map(({ response }) => memberIn(response, name, 3))]
  const isSize = (value: JsonValue | undefined): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value > 0
  return shown.find(isSize) ?? null
}

/** The value under a key of an object or of one within it. */
function memberIn(value: JsonValue | undefined, key: string, depth: number): number | null {
  if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value)) return null
  for (const [name, inner] of Object.entries(value)) {
    const found = name === key ? inner : depth > 1 ? memberIn(inner, key, depth - 1) : null
    if (typeof found === 'number') return found
  }
  return null
}
