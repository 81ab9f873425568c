import type { Entity } from '../../design/entity.js'
import type { DraftOperation } from '../../design/draft.js'
import type { BodyField } from '../../design/operation.js'
import type { Assignment } from '../../design/step.js'
import type { PropertyRules } from '../../design/value.js'
import type { Candidate } from '../candidate.js'
import { columnNamed, fieldOf } from '../column.js'
import { entityNamed } from '../entity-of.js'
import { wordsOf } from '../naming.js'
import { impliedBy, referredBy } from '../referred.js'
import { rulesOf } from '../response/rules-of.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import type { Parent } from './locate.js'
import { listCap } from './list-cap.js'
import { insertValues } from './values.js'

/** The most rows that a list may bring where no document says. */
const MOST = 1000

const MANY = /^(?:bulk|batch|many|multiple|mass|create|add|insert|import)$/

/**
 * The list of new rows in a body, of an operation that makes many at once; null for any other operation.
 *
 *     POST /seeds/bulk   {"seeds": [{"name": "Carrot"}, {"name": "Dill"}]}
 */
export function rowsListOf({ operation, entity, end, word }: Candidate): BodyField | null {
  if (operation.method !== 'POST' || entity === null || end === 'item' || end === 'action') return null
  if (end === 'collection-action' && !wordsOf(word).every((one) => MANY.test(one))) return null
  const [only, ...more] = operation.body
  const bare = operation.bodyIsArray === true
  if (only?.type !== 'array' || more.length > 0) return null
  if (!bare && fieldOf(entity, only.name) !== null) return null
  const members = only.items?.properties ?? []
  if (members.length === 0 || !members.every(({ name }) => columnNamed(entity, name) !== null)) return null
  const named = entityNamed([entity], only.name) !== null
  return bare || named || end === 'collection-action' ? only : null
}

/** The operation that makes a single row, whose rules each row of a list keeps. */
export function singleCreate({ draft, operation, entity }: Candidate): DraftOperation | undefined {
  const collection = operation.path.slice(0, operation.path.lastIndexOf('/'))
  return draft.operations.find(
    (other) =>
      other.method === 'POST' &&
      other !== operation &&
      other.path === collection &&
      entity !== null &&
      other.body.every((field) => field.type !== 'array' || fieldOf(entity, field.name) !== null),
  )
}

/** The fields of one row: as the creation of a single one takes them, else as the list describes them. */
export function fieldsOf(candidate: Candidate, list: BodyField): readonly BodyField[] {
  const members = list.items?.properties ?? []
  const single = singleCreate(candidate)?.body ?? []
  if (members.every(({ name }) => single.some((field) => field.name === name)))
    return single.map((field) => indispensable(candidate, field))
  return members.map((member): BodyField => {
    const column = candidate.entity === null ? null : columnNamed(candidate.entity, member.name)
    return {
      ...member,
      ...(column === null || column.enum === null ? {} : { type: column.type, enum: column.enum }),
      column: null,
      default: column?.default ?? null,
      generated: null,
      description: null,
      origins: {},
    }
  })
}

/** A field without which no row can be stored must be there, as in the creation of a single one. */
export function indispensable({ entity }: Candidate, field: BodyField): BodyField {
  const column = entity === null ? null : columnNamed(entity, field.name)
  const needed = column !== null && !column.nullable && column.default === null && column.generated === null
  return needed && field.default === null ? { ...field, required: true, nullable: false } : field
}

/** The list with the rules of its rows, and a bound; any other field as it is. */
export function withListedRows(candidate: Candidate, field: BodyField): BodyField {
  const list = rowsListOf(candidate)
  if (list === null || list.name !== field.name || field.items === null) return field
  return {
    ...field,
    items: { ...field.items, type: 'object', properties: memberRules(fieldsOf(candidate, list)) },
    maxItems: field.maxItems ?? mostRows(candidate),
    required: true,
    nullable: false,
    default: null,
  }
}

/** The most rows of one request. */
export function mostRows(candidate: Candidate): number {
  return listCap(candidate) ?? MOST
}

/** The rules of one element, by its fields. */
export function memberRules(fields: readonly BodyField[]): readonly PropertyRules[] {
  return fields.map((member) => ({
    ...rulesOf(member),
    name: member.name,
    required: member.required,
    nullable: member.nullable || (!member.required && member.default === null),
  }))
}

/** What each new row holds: members of its element, or what every row of the request has; else why it cannot. */
export function listedValues(
  candidate: Candidate,
  entity: Entity,
  parents: readonly Parent[],
  fields: readonly BodyField[],
): Built<readonly Assignment[]> {
  const values = insertValues(
    { ...candidate, operation: { ...candidate.operation, body: fields } },
    entity,
    parents,
  )
  if (!values.ok) return values
  const assignments: Assignment[] = []
  for (const assignment of values.value) {
    const { value } = assignment
    const column = fieldOf(entity, assignment.field)
    if (column === null) return unbuilt(`${entity.name} has no column ${assignment.field}`)
    if (['caller', 'now', 'constant', 'path', 'field'].includes(value.kind)) {
      assignments.push(assignment)
      continue
    }
    const member = value.kind === 'body' ? fields.find(({ name }) => name === value.field) : undefined
    if (value.kind !== 'body' || member === undefined)
      return unbuilt(`${column.name} is made anew for each row, which cannot be done for many at once yet`)
    const why = unfitForElement(candidate, member, column)
    if (why !== null) return unbuilt(why)
    const otherwise = member.default ?? column.default
    if (otherwise === null && !member.required && !column.nullable)
      return unbuilt(`nothing gives ${entity.name}.${column.name} its value where an element has none`)
    assignments.push({
      field: column.name,
      value: {
        kind: 'element',
        name: member.name,
        otherwise: member.required && !member.nullable ? null : otherwise,
      },
      whenBody: null,
    })
  }
  return built(assignments)
}

function unfitForElement(
  { draft }: Candidate,
  member: BodyField,
  column: NonNullable<ReturnType<typeof fieldOf>>,
): string | null {
  if (referredBy(draft.entities, column) !== null || impliedBy(draft.entities, column) !== null)
    return `${column.name} refers to other rows, which is not looked up for many new rows yet`
  const text = (type: string): boolean => type === 'string' || type === 'enum'
  if (member.type !== column.type && !(text(member.type) && text(column.type)))
    return `the member "${member.name}" is of another type than its column`
  return ['array', 'object', 'bytes'].includes(member.type)
    ? `the member "${member.name}" has an inner structure, which cannot be stored for many new rows yet`
    : null
}
