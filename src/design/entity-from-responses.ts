import type { ClaimOf } from '../claims/claim.js'
import type { Shape, ShapeField, ValueFacts, ValueType } from '../claims/shape.js'
import { entityKey, fold, singular, words } from './canonical-name.js'
import { parameterName, segmentsOf } from './canonical-path.js'
import type { EntityGroup } from './entity-groups.js'
import { columnKey } from './entity-groups.js'
import { writtenResources } from './entity-from-schema.js'
import type { OperationGroup } from './operation-groups.js'
import { shapeOfJson } from './response-shape.js'

type ColumnClaim = ClaimOf<'column'>

/** An object that an answer shows, with the claim that shows it. */
interface ShownRow {
  readonly fields: readonly ShapeField[]
  readonly claim: ClaimOf<'operation'>
}

/** Members of an answer that are worked out or carried, not stored. */
const NOT_STORED =
  /(?:count|total|score|percentage|average)$|^(?:access|refresh|id)?token$|^(?:links?|_links|meta|pagination)$/

/**
 * Entities that nothing describes but what operations take and answer: `POST /loans` answers an object with an id, so
 * there are loans. The rows have the members of that object, and of the body that makes one.
 *
 * @param told the entities that documents describe otherwise
 */
export function entitiesFromResponses(
  told: readonly EntityGroup[],
  operations: readonly OperationGroup[],
): readonly EntityGroup[] {
  const known = new Set(told.map(({ key }) => key))
  return [...writtenResources(operations)].flatMap((key): readonly EntityGroup[] => {
    // `calls` may be the rows of `CallSession`: that is asked elsewhere, no second table.
    if (known.has(key) || key === '' || told.some((entity) => isNamedWith(entity, key))) return []
    const own = operations.filter((operation) => collectionKey(operation) === key && !isAction(operation))
    const row = shownRow(own, key)
    if (row === null || own.every(({ method }) => method !== 'POST')) return []
    const columns = new Map<string, readonly ColumnClaim[]>()
    for (const field of row.fields) {
      const claims = shownColumn(key, field, row.claim)
      if (claims.length > 0) columns.set(columnKey(field.name), claims)
    }
    for (const claim of own.filter(({ method }) => method === 'POST').flatMap(({ body }) => body)) {
      const at = columnKey(claim.subject.field)
      const before = columns.get(at)
      const more = sentColumn(key, claim)
      if (more !== null && (before === undefined || before[0]?.span.source === claim.span.source))
        columns.set(at, [...(before ?? []), more])
    }
    return [{ key, names: [key], claims: [], columns }]
  })
}

/** Whether one of the words that a described entity is called by is the key. */
function isNamedWith({ names }: EntityGroup, key: string): boolean {
  return names.some((name) => words(name).some((word) => singular(word) === key))
}

/** The collection that an operation makes, lists or reads rows of: `loan` for `/loans` and `/loans/{id}`. */
function collectionKey({ path }: OperationGroup): string | null {
  const segments = segmentsOf(path)
  const last = segments.at(-1) ?? ''
  const name = parameterName(last) === null ? last : (segments.at(-2) ?? '')
  return parameterName(name) === null ? singular(fold(name)) : null
}

/** `/auth/login` names what is done, `/loans` what is kept: rows have a collection in the plural. */
function isAction({ path }: OperationGroup): boolean {
  const literals = segmentsOf(path).filter((segment) => parameterName(segment) === null)
  const last = literals.at(-1) ?? ''
  return singular(fold(last)) === fold(last) || literals.includes('auth')
}

/** What an operation shows of one row, the one that shows most surely what a row is first. */
function shownRow(operations: readonly OperationGroup[], key: string): ShownRow | null {
  const onRow = ({ path }: OperationGroup): boolean => parameterName(segmentsOf(path).at(-1) ?? '') !== null
  const order = [
    operations.filter((operation) => operation.method === 'GET' && onRow(operation)),
    operations.filter((operation) => operation.method === 'POST' && !onRow(operation)),
    operations.filter((operation) => operation.method === 'PUT' || operation.method === 'PATCH'),
    operations.filter((operation) => operation.method === 'GET' && !onRow(operation)),
  ]
  for (const operation of order.flat()) {
    const shown = operation.claims.filter(({ property }) => property === 'example' || property === 'response')
    // Samples tell more of a text than that it is one.
    const sampled = shown.toSorted(
      (left, right) => Number(right.property === 'example') - Number(left.property === 'example'),
    )
    for (const claim of sampled) {
      const fields = rowOf(shapeOf(claim), key, 0)
      if (fields !== null) return { fields, claim }
    }
  }
  return null
}

function shapeOf(claim: ClaimOf<'operation'>): Shape | null {
  if (claim.property === 'response')
    return claim.value.status >= 200 && claim.value.status < 300 ? claim.value.shape : null
  if (claim.property !== 'example' || claim.value.response === undefined) return null
  const { status } = claim.value
  return status === null || (status >= 200 && status < 300) ? shapeOfJson(claim.value.response) : null
}

/** The members of the object with an id that a shape is, holds under a key, or lists. */
function rowOf(shape: Shape | null, key: string, depth: number): readonly ShapeField[] | null {
  if (shape === null || depth > 2) return null
  if (shape.kind === 'array') return rowOf(shape.items, key, depth)
  if (shape.kind !== 'object') return null
  const identified = shape.fields.some(({ name }) => /^_?id$/.test(name) || fold(name) === `${key}id`)
  if (identified && shape.fields.length > 1) return shape.fields
  const inner = shape.fields.flatMap(({ name, shape: each }) => {
    const telling =
      /^(?:data|result|results|items|content|records|list)$/i.test(name) || entityKey(name) === key
    const found = telling ? rowOf(each, key, depth + 1) : null
    return found === null ? [] : [found]
  })
  return inner[0] ?? null
}

const ISO_DATE = /^\d{4}-\d\d-\d\d$/
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The type that a sample of a text has. */
function sampledType({ type, example }: Partial<ValueFacts>): ValueType | null {
  if (type !== 'string' || typeof example !== 'string') return type ?? null
  if (ISO_TIME.test(example)) return 'datetime'
  if (ISO_DATE.test(example)) return 'date'
  return UUID.test(example) ? 'uuid' : type
}

/** A member of an answer as a column; none for what is worked out, and for rows of other tables. */
function shownColumn(
  entity: string,
  { name, shape, nullable }: ShapeField,
  { span, reader }: ClaimOf<'operation'>,
): readonly ColumnClaim[] {
  if (NOT_STORED.test(fold(name))) return []
  const of = { subject: { kind: 'column', entity, field: name }, span, reader } as const
  const exists: ColumnClaim = { ...of, property: 'exists', value: true }
  const absent: readonly ColumnClaim[] = nullable ? [{ ...of, property: 'nullable', value: true }] : []
  switch (shape.kind) {
    case 'value': {
      const type = sampledType(shape.facts)
      const { enum: values } = shape.facts
      return [
        exists,
        ...absent,
        ...(type === null ? [] : [{ ...of, property: 'type', value: type } as const]),
        ...(values === undefined || values === null
          ? []
          : [{ ...of, property: 'enum', value: values } as const]),
      ]
    }
    case 'array':
      return shape.items.kind === 'value' || shape.items.kind === 'unknown'
        ? [
            exists,
            ...absent,
            { ...of, property: 'type', value: 'array' },
            { ...of, property: 'shape', value: shape },
          ]
        : []
    case 'unknown':
      return [exists, { ...of, property: 'nullable', value: true }]
    default:
      return []
  }
}

/** What is said of a member of the body that makes a row, as said of the column. */
function sentColumn(entity: string, claim: ClaimOf<'body'>): ColumnClaim | null {
  // What may be left out must be able to be absent.
  if (claim.property === 'required' && !claim.value)
    return {
      subject: { kind: 'column', entity, field: claim.subject.field },
      property: 'nullable',
      value: true,
      span: claim.span,
      reader: claim.reader,
    }
  return claim.property === 'required' ||
    claim.property === 'readOnly' ||
    claim.property === 'example' ||
    claim.property === 'default'
    ? null
    : { ...claim, subject: { kind: 'column', entity, field: claim.subject.field } }
}
