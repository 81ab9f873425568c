import type { Claim } from '../claims/claim.js'
import { isCredential } from './credential-field.js'
import { LIST_FIELD } from '../claims/list-field.js'
import { illustrates } from '../claims/illustrations.js'
import type { JsonValue } from '../claims/json.js'
import type { Shape, ValueType } from '../claims/shape.js'
import { VALUE_LIMITS } from '../claims/value-limits.js'
import type { Assembly } from './assembly.js'
import type { BodySource } from './body-sources.js'
import { bodySources, firstSpans, modelByRole } from './body-sources.js'
import { blankRefusal } from './blank-refusal.js'
import { entityKey, fold, slug } from './canonical-name.js'
import { parameterName, pathKey, segmentsOf } from './canonical-path.js'
import type { ValueFact } from './claim-index.js'
import { candidatesOf, weaken } from './claim-index.js'
import { isObject } from './conformance.js'
import type { Entity, Field } from './entity.js'
import type { EntityGroup } from './entity-groups.js'
import { columnKey } from './entity-groups.js'
import { valueFactsOf } from './fields.js'
import type { BodyField } from './operation.js'
import type { OperationGroup } from './operation-groups.js'
import { operationId } from './operation-groups.js'
import { shapeOfJson } from './response-shape.js'
import type { SchemaIndex } from './schemas.js'
import { resolveShape } from './schemas.js'
import { settleValue } from './value-rules.js'

/** Limits that a column puts on what a client may send. */
const STORABLE = new Set<ValueFact['property']>([...VALUE_LIMITS, 'type', 'shape'])

/** What an operation is about, for its body. */
export interface BodyContext {
  readonly group: OperationGroup
  readonly entity: Entity | null
  readonly entityGroup: EntityGroup | null
  readonly partial: boolean
  readonly schemas: SchemaIndex
  /** All operations, for a body that is described at another one. */
  readonly groups: readonly OperationGroup[]
}

/** Facts that a column adds to a body field, unless the field says so itself. */
function columnFills(
  entityGroup: EntityGroup | null,
  field: string,
  known: readonly ValueFact[],
): readonly ValueFact[] {
  const claims = entityGroup?.columns.get(columnKey(field)) ?? []
  return weaken(
    valueFactsOf(claims).filter(
      (fact) =>
        STORABLE.has(fact.property) &&
        known.every((one) => one.property !== fact.property || illustrates(one)),
    ),
    20,
  )
}

/** Whether a row cannot be made without a value for the field. */
function isNeeded(entity: Entity | null, field: string): boolean {
  const column = entity?.fields.find(({ name }) => columnKey(name) === columnKey(field))
  return column !== undefined && !column.nullable && column.default === null && column.generated === null
}

/** Whether a body below a row has one field: `PATCH /orders/{id}/status` without its status asks for nothing. */
function isAlone({ group, entity }: BodyContext, { fields }: BodySource): boolean {
  const last = segmentsOf(group.path).at(-1) ?? ''
  const [only, another] = [...fields.values()]
  if (only === undefined || another !== undefined || parameterName(last) !== null) return false
  const column = entity?.fields.find(({ name }) => columnKey(name) === columnKey(only.name))
  return (group.method === 'PATCH' || group.method === 'PUT') && column !== undefined && !column.nullable
}

/** A fact about structure with the schemas that it names; others as they are. */
function resolved(assembly: Assembly, schemas: SchemaIndex, fact: ValueFact): ValueFact {
  return fact.property === 'shape'
    ? { ...fact, value: resolveShape(assembly, schemas, fact.value, fact.span.source) }
    : fact
}

function buildBodyField(
  assembly: Assembly,
  { group, entity, entityGroup, partial, schemas }: BodyContext,
  name: string,
  facts: readonly ValueFact[],
  alone = false,
): BodyField {
  const id = operationId(group)
  const own = [...facts, ...blankRefusal(group, name)].map((fact) => resolved(assembly, schemas, fact))
  const settled = settleValue(assembly, [...own, ...columnFills(entityGroup, name, own)], {
    aspect: 'wire',
    topic: slug(`${entity?.name ?? id}-${name}`),
    subject: entity === null ? `${id} ${name}` : `${entity.name}.${name}`,
    also: [id],
  })
  const column = entity?.fields.find((field) => columnKey(field.name) === columnKey(name))
  const needed = (group.method !== 'PATCH' && isNeeded(entity, name)) || isCredential(group, name) || alone
  const required = !partial && (settled.required ?? (needed && !settled.hasDefault))
  const type = writtenAs(settled.rules.type, column)
  return {
    ...settled.rules,
    type,
    notBlank: settled.rules.notBlank && type === 'string',
    name,
    nullable: settled.nullable ?? (!required && column?.nullable === true),
    required,
    column: column?.name ?? null,
    default: settled.default,
    generated: settled.generated,
    description: settled.description,
    origins: settled.origins,
  }
}

/** JSON writes moments and UUIDs as strings; where a document says no more, the column says what they are. */
function writtenAs(type: ValueType, column: Field | undefined): ValueType {
  return type === 'string' && column !== undefined && /^(?:date|datetime|time|uuid)$/.test(column.type)
    ? column.type
    : type
}

/** The operation at which the body is described: its own, or the one whose body it has. */
function bodyHome(group: OperationGroup, groups: readonly OperationGroup[], depth = 0): OperationGroup {
  const [like] = candidatesOf(group.claims, 'bodyLike')
  const own = [...group.body, ...candidatesOf(group.claims, 'bodySchema')]
  if (like === undefined || depth > 3 || own.some((claim) => !illustrates(claim))) return group
  const key = pathKey(like.value.path)
  const same = groups.filter(
    ({ method, path }) => method === like.value.method && pathKey(path).endsWith(key),
  )
  const target = same.find(({ path }) => pathKey(path) === key) ?? same[0]
  return target === undefined ? group : bodyHome(target, groups, depth + 1)
}

/** The body that an example shows, where nothing else describes one. */
function exampleFields(group: OperationGroup): BodySource | null {
  for (const { value, span, reader } of candidatesOf(group.claims, 'example')) {
    const { request } = value
    if (request === undefined || request === null || typeof request !== 'object') continue
    if (Array.isArray(request)) {
      const list = listSource(request, { span, reader })
      if (list !== null) return list
      continue
    }
    const fields = new Map(
      Object.entries(request).map(([name, example]): [string, { name: string; facts: ValueFact[] }] => [
        fold(name),
        {
          name,
          facts: [
            { property: 'example', value: example, span, reader },
            ...structureOf(name, example).map((fact) => ({ ...fact, span, reader })),
          ],
        },
      ]),
    )
    if (fields.size > 0) return { source: span.source, fields }
  }
  return null
}

/** A body that is a list of rows, as an example shows it: one field stands for it. */
function listSource(
  rows: readonly JsonValue[],
  { span, reader }: Pick<Claim, 'span' | 'reader'>,
): BodySource | null {
  const facts = structureOf(LIST_FIELD, rows).map((fact) => ({ ...fact, span, reader }))
  if (facts.length === 0) return null
  const exists: ValueFact = { property: 'required', value: true, span, reader }
  return {
    source: span.source,
    fields: new Map([[LIST_FIELD, { name: LIST_FIELD, facts: [...facts, exists] }]]),
  }
}

/** Whether a body is a list, and only an example tells so. */
export function showsListBody(group: OperationGroup, body: readonly BodyField[]): boolean {
  const [only, ...more] = body
  if (only?.name !== LIST_FIELD || more.length > 0 || group.body.length > 0) return false
  return candidatesOf(group.claims, 'example').some(({ value }) => Array.isArray(value.request))
}

/** What an example cannot leave open: that a value is an object, a list of objects, or a list of keys, and its members. */
function structureOf(
  name: string,
  example: JsonValue,
): readonly (
  | { readonly property: 'type'; readonly value: 'array' | 'object' }
  | { readonly property: 'shape'; readonly value: Shape }
)[] {
  const isRows = Array.isArray(example) && example.length > 0 && example.every((row) => isObject(row))
  if (!listsKeys(name, example) && !isRows && !(isObject(example) && Object.keys(example).length > 0))
    return []
  return [
    { property: 'type', value: Array.isArray(example) ? 'array' : 'object' },
    {
      property: 'shape',
      value: isRows ? rowsShape(example.filter((row) => isObject(row))) : shapeOfJson(example),
    },
  ]
}

/** The shape of several example rows: a member that one of them leaves out need not be there. */
function rowsShape(rows: readonly Readonly<Record<string, JsonValue>>[]): Shape {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const shown = (name: string): readonly JsonValue[] =>
    rows.flatMap((row) => (Object.hasOwn(row, name) ? [row[name] ?? null] : []))
  return {
    kind: 'array',
    items: {
      kind: 'object',
      name: null,
      fields: names.map((name) => ({
        name,
        shape: shapeOfJson(shown(name).find((value) => value !== null) ?? null),
        required: shown(name).length === rows.length,
        nullable: shown(name).includes(null),
      })),
    },
  }
}

/** Whether a field that an example shows lists keys: `"ids": [3, 5]`. */
function listsKeys(name: string, value: JsonValue): boolean {
  return (
    /(?:^|_)ids$|Ids$/.test(name) &&
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((key) => typeof key === 'string' || typeof key === 'number')
  )
}

/** Whether an example shows that a removal is told by its body which rows it removes. */
function removesListed(group: OperationGroup): boolean {
  return (
    group.method === 'DELETE' &&
    candidatesOf(group.claims, 'example').some(
      ({ value: { request } }) =>
        isObject(request) && Object.entries(request).some(([name, value]) => listsKeys(name, value)),
    )
  )
}

/** Names of the rows in a path, as columns that refer to them are named: `shelf_id` in `/shelves/{shelf_id}/books`. */
function namesInPath({ path }: OperationGroup): ReadonlySet<string> {
  const segments = segmentsOf(path)
  return new Set(
    segments.flatMap((segment, index) => {
      const name = parameterName(segment)
      const owner = entityKey(segments[index - 1] ?? '')
      return name === null ? [] : [fold(name), ...(owner === '' ? [] : [`${owner}id`])]
    }),
  )
}

/** Columns a client fills in, for a body that documents ask for but do not describe. */
function columnFields(
  entity: Entity | null,
  group: OperationGroup,
  groups: readonly OperationGroup[],
): readonly BodyField[] {
  if (entity === null || entity.managedElsewhere) return []
  const given = namesInPath(group)
  const keyed = entity.fields.some(({ primaryKey }) => primaryKey)
  return entity.fields
    .filter(
      (field) =>
        !field.primaryKey &&
        !given.has(fold(field.name)) &&
        // It becomes the key of a table without one.
        (keyed || field.name !== 'id') &&
        field.generated === null &&
        // The state of a new row is where its moves begin, not what a client likes.
        (group.method !== 'POST' || ((field.edges ?? []).length === 0 && !isMoved(field, entity, groups))) &&
        !field.touched &&
        field.kept !== true &&
        !isMomentOfState(field, entity) &&
        // What is kept of another row no client says.
        !/\b(?:copied|snapshot\w{0,3}|taken over|taken from)\b/i.test(field.description ?? '') &&
        field.name !== entity.owner &&
        !/(?:created|updated|deleted)_?at$/i.test(field.name),
    )
    .map((field) => ({
      ...field,
      required: group.method !== 'PATCH' && !field.nullable && field.default === null,
      // What is not sent of a change stays as it is.
      ...(group.method === 'PATCH' ? { default: null } : {}),
      column: field.name,
      origins: {
        exists: [
          {
            kind: 'derived' as const,
            why: 'no document lists the fields of this body; these are the columns a client can fill',
            from: firstSpans(group),
          },
        ],
      },
    }))
}

/** Whether a moment is called after a state of its row, which sets it: `cancelled_at` beside a status `cancelled`. */
function isMomentOfState({ name, type, nullable }: Field, { fields }: Entity): boolean {
  const stem = /^([a-z]{3,40})_?(?:at|on)$/i.exec(name)?.[1]?.toLowerCase()
  if (stem === undefined || !nullable || (type !== 'datetime' && type !== 'date')) return false
  return fields.some(({ enum: states }) => states?.some((state) => state.toLowerCase() === stem) === true)
}

/** Whether the operation makes or changes a row of its entity: the path ends in the entity's collection or row. */
function writesRow(context: BodyContext): boolean {
  const { group, entityGroup } = context
  const names = segmentsOf(group.path)
  const last = names.at(-1) ?? ''
  const onRow = parameterName(last) !== null
  const collection = onRow ? (names.at(-2) ?? '') : last
  const called = context.entity?.aliases?.includes(collection.toLowerCase()) === true
  const own = entityGroup !== null && (called || entityKey(collection) === entityGroup.key)
  return own && (onRow === (group.method !== 'POST') || changesSoleRow(context))
}

/** Whether actions on single rows lead to the values of a column: `POST /orders/{id}/cancel` to `cancelled`. */
function isMoved(
  { enum: states, default: begins }: Field,
  entity: Entity,
  groups: readonly OperationGroup[],
): boolean {
  if (states === null || begins === null) return false
  return groups.some(({ method, path }) => {
    const [action = '', row = '', collection = ''] = segmentsOf(path).toReversed()
    return (
      /^(?:POST|PUT|PATCH)$/.test(method) &&
      /^[a-z]{4,20}$/.test(action) &&
      parameterName(row) !== null &&
      (entityKey(collection) === entityKey(entity.name) ||
        entity.aliases?.includes(collection.toLowerCase()) === true) &&
      states.some((state) => state !== begins && state.toLowerCase().startsWith(action.replace(/e$/, '')))
    )
  })
}

/** Whether it changes a row that its path need not name: `PUT /profile`, where nothing makes profiles or names one. */
function changesSoleRow({ group, entity, groups }: BodyContext): boolean {
  if ((group.method !== 'PUT' && group.method !== 'PATCH') || (entity?.owner ?? null) === null) return false
  const key = pathKey(group.path)
  return groups.every(
    ({ method, path }) =>
      !pathKey(path).startsWith(`${key}/{`) && (method !== 'POST' || pathKey(path) !== key),
  )
}

/** The field of a source that means the same value: `is_open` and `open` do. */
function sameField(source: BodySource, name: string) {
  return [...source.fields.values()].find((field) => columnKey(field.name) === columnKey(name))
}

/** Fields that only a weaker document lists: they are asked and left out unless a person says otherwise. */
function askExtras(
  assembly: Assembly,
  context: BodyContext,
  strongest: BodySource,
  others: readonly BodySource[],
): readonly [string, readonly ValueFact[]][] {
  const id = operationId(context.group)
  const extras = others.flatMap(({ fields }) =>
    [...fields].filter(([, { name }]) => sameField(strongest, name) === undefined),
  )
  const [first] = extras
  if (first === undefined) return []
  const asked = `${slug(id)}-more-body-fields`
  const answer = assembly.answers.get(asked) ?? null
  const names = [...new Set(extras.map(([, { name }]) => name))]
  const spans = [
    ...extras.slice(0, 4).flatMap(([, { facts }]) => facts[0]?.span ?? []),
    ...[...strongest.fields.values()].slice(0, 1).flatMap(({ facts }) => facts[0]?.span ?? []),
  ]
  assembly.questions.add({
    id: asked,
    kind: 'conflict',
    concern: 'client-visible',
    blocking: false,
    subjects: [id],
    about: `One document gives ${id} the body fields ${names.join(', ')}; the document that describes it in full does not.`,
    sources: [...new Set(spans.map(assembly.sources.line))],
    spans,
    options: [
      { id: 'leave-out', label: `${names.join(', ')} cannot be sent` },
      { id: 'add', label: `clients can send ${names.join(', ')}` },
    ],
    recommended: 'leave-out',
    answer,
  })
  return answer === 'add'
    ? extras.map(([, { name, facts }]): [string, readonly ValueFact[]] => [name, facts])
    : []
}

/** Whether an operation is called one that turns a flag into its opposite, which takes no value. */
function flips({ claims }: OperationGroup): boolean {
  return (
    candidatesOf(claims, 'flag').some(({ value }) => value.effect === 'flip') ||
    candidatesOf(claims, 'summary').some(({ value }) => /^\W{0,4}toggl/i.test(value))
  )
}

/**
 * The fields of a request body. The strongest document that lists any decides
 * which there are; other documents, the request model that corresponds by its
 * name and the columns add what it leaves open.
 */
export function buildBody(assembly: Assembly, context: BodyContext): readonly BodyField[] {
  const { group, entityGroup, schemas } = context
  if (group.method === 'GET' || group.method === 'HEAD') return []
  const home = bodyHome(group, context.groups)
  const described = bodySources(assembly, home, schemas)
  // A removal, and what turns a flag over, has a body only where a document gives it one.
  if (described.length === 0 && (group.method === 'DELETE' || flips(group)) && !removesListed(home)) return []
  const named = candidatesOf(home.claims, 'bodySchema').some((claim) => !illustrates(claim))
  const model = entityGroup === null || named ? null : modelByRole(home, schemas, entityGroup.key)
  const example = described.length > 0 || model !== null ? null : exampleFields(home)
  const shown = !named && home.body.every(illustrates)
  const [strongest, ...others] = [
    ...(shown ? [] : described),
    ...(model === null ? [] : [model]),
    ...(shown ? described : []),
    ...(example === null ? [] : [example]),
  ]
  if (strongest === undefined) {
    const none = candidatesOf(home.claims, 'noBody').length > 0
    return writesRow(context) && !none ? columnFields(context.entity, group, context.groups) : []
  }
  const fields = [...strongest.fields.values()].map(({ name, facts }) => {
    const more = others.flatMap((other) => sameField(other, name)?.facts ?? [])
    return buildBodyField(assembly, context, name, [...facts, ...more], isAlone(context, strongest))
  })
  const extras = askExtras(
    assembly,
    context,
    strongest,
    others.filter((other) => other !== model),
  )
  return [...fields, ...extras.map(([name, facts]) => buildBodyField(assembly, context, name, facts))]
}
