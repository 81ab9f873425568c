import type { Shape } from '../../claims/shape.js'
import type { BodyField } from '../../design/operation.js'
import type { Failure, Step } from '../../design/step.js'
import { isObject } from '../../design/conformance.js'
import type { PropertyRules } from '../../design/value.js'
import { freeRules } from '../../design/value-rules.js'
import type { Candidate } from '../candidate.js'
import { columnNamed, fieldOf, primaryKey } from '../column.js'
import { entityNamed } from '../entity-of.js'
import { refusalOf } from '../failure.js'
import { keyOf, wordsOf } from '../naming.js'
import { originsOf, standard } from '../origins.js'
import { rulesOf } from '../response/rules-of.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import { listCap } from './list-cap.js'
import { parentSteps } from './locate.js'
import { reachBelow } from './owner.js'
import { removalMark } from './removal.js'

/** The id of the question what becomes of the others when one of the keys names no row. */
export const ABSENT_KEYS = 'absent-keys'

/** The most keys that a list may hold where no document says: each costs the database a parameter (DB-4). */
const MOST = 1000

const MANY = /^(?:bulk|batch|many|multiple|mass|selected)$/
const MAKES = /^(?:create|add|import|upload|insert|new|copy|duplicate|export)$/
const REMOVES = /^(?:delete|remove|destroy|purge)$/

/**
 * What an operation does to all rows that its body lists by their keys; null where it is no such operation.
 *
 *     DELETE /seeds/bulk           {"ids": [3, 5]}
 *     POST   /seeds/bulk-delete    {"seed_ids": [3, 5]}
 *     PATCH  /seeds/bulk           {"ids": [3, 5], "changes": {"kind": "bean"}}
 *     POST   /seeds/bulk-archive   {"ids": [3, 5]}
 */
export function bulkOf(candidate: Candidate): 'delete' | 'update' | null {
  const { operation, end, word, text } = candidate
  if ((end !== 'collection' && end !== 'collection-action') || listOf(candidate) === null) return null
  if (operation.method === 'DELETE') return 'delete'
  const words = wordsOf(word)
  const removes = words.some((one) => REMOVES.test(one))
  if (operation.method === 'PATCH' || operation.method === 'PUT') return removes ? 'delete' : 'update'
  if (operation.method !== 'POST' || end !== 'collection-action') return null
  if (removes) return 'delete'
  if (words.some((one) => MAKES.test(one))) return null
  if (!words.every((one) => MANY.test(one))) return isMany(candidate, words) ? 'update' : null
  const said = /\b(?:delet|remov)(?:e|es|ing)\b/.test(text)
  const changes = /\b(?:updat|chang|mark)(?:e|es|ing|s)?\b/.test(text)
  if (said !== changes) return said ? 'delete' : 'update'
  return null
}

/** Whether a path says that many rows are meant, or its last word is all that is said of them. */
function isMany({ path }: Candidate, words: readonly string[]): boolean {
  const said = path.items.some(({ literal }) => wordsOf(literal).some((one) => MANY.test(one)))
  return said || words.length <= 3
}

/** The body field that lists keys of the entity: `ids`, `seed_ids`; null where there is none, or several. */
export function listOf({ entity, operation }: Candidate): BodyField | null {
  if (entity === null) return null
  const lists = operation.body.filter((field) => {
    const words = wordsOf(field.name)
    const plain = field.items === null || ['string', 'integer', 'uuid'].includes(field.items.type)
    if (field.type !== 'array' || !plain || words.at(-1) !== 'ids' || fieldOf(entity, field.name) !== null)
      return false
    return words.length === 1 || entityNamed([entity], words.slice(0, -1).join('_')) !== null
  })
  return lists.length === 1 ? (lists[0] ?? null) : null
}

/** The list of keys with their type and a bound, and the object of new values with the rules of their columns. */
export function withListedKeys(candidate: Candidate, field: BodyField): BodyField {
  const properties = bulkOf(candidate) === 'update' ? changedMembers(candidate, field) : null
  if (properties !== null)
    return { ...field, type: 'object', properties, required: true, nullable: false, default: null }
  const key = candidate.entity === null ? null : primaryKey(candidate.entity)
  if (key === null || bulkOf(candidate) === null || listOf(candidate)?.name !== field.name) return field
  const items = field.items === null || field.items.type !== key.type ? freeRules(key.type) : field.items
  // Which rows are meant is what the request is for, whether or not a document says that it must be there.
  return {
    ...field,
    items,
    maxItems: field.maxItems ?? listCap(candidate) ?? MOST,
    required: true,
    nullable: false,
    default: null,
  }
}

const CHANGES = /^(?:changes?|updates?|update_data|data|fields|values|patch|set|attributes|payload)$/i

/**
 * The members of an object of new values, such as `changes`, as their columns keep them; null where the field is no such
 * object, or a member is no column. An object that no document describes takes what the change of a single row takes.
 */
export function changedMembers(
  { draft, entity, operation }: Candidate,
  { name, type, properties }: BodyField,
): readonly PropertyRules[] | null {
  if (entity === null || type !== 'object' || !CHANGES.test(name) || fieldOf(entity, name) !== null)
    return null
  const single = draft.operations.find(
    (other) =>
      (other.method === 'PATCH' || other.method === 'PUT') &&
      other !== operation &&
      other.path.endsWith('}') &&
      entityNamed([entity], segmentBefore(other.path)) !== null,
  )
  const shown = operation.examples.flatMap(({ request }) => {
    const object = isObject(request) && Object.hasOwn(request, name) ? request[name] : null
    return isObject(object) ? Object.keys(object).map((key) => ({ name: key })) : []
  })
  const described = (properties ?? []).length > 0 ? (properties ?? []) : (single?.body ?? shown)
  const named = [...new Map(described.map((member) => [member.name, member])).values()]
  const members = named.flatMap((member) => {
    const column = columnNamed(entity, member.name)
    const own = single?.body.find((one) => one.name === member.name)
    if (column === null) return []
    // The change of a single row tells more of a value than an example of many.
    const rules = own === undefined ? rulesOf(column) : rulesOf(own)
    return [{ ...rules, name: member.name, nullable: column.nullable, required: false }]
  })
  return members.length === 0 || members.length < named.length ? null : members
}

/** The segment before the last parameter of a path. */
function segmentBefore(path: string): string {
  return path.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{')) ?? ''
}

type ChangeListed = Extract<Step, { readonly kind: 'changeListed' }>

/**
 * The rows that the body lists: the parents that the path names are found first; who owns a row, its parent and whether
 * it is there are told by the statement itself, so that nobody comes between looking and writing (AUTH-3, DB-5).
 */
export function listedRows(
  candidate: Candidate,
  values: ChangeListed['values'],
  empty: Failure | null = null,
): Built<readonly Step[]> {
  const { draft, entity, operation } = candidate
  const list = listOf(candidate)
  const key = entity === null ? null : primaryKey(entity)
  if (entity === null || list === null || key === null)
    return unbuilt('its body lists keys of no known entity')
  if (entity.managedElsewhere) return unbuilt(`${entity.name} is kept by another system`)
  const parents = parentSteps(candidate, entity)
  if (!parents.ok) return parents
  const owner = reachBelow(candidate, entity, parents.value.parents)
  if (owner !== null && owner.through === undefined && fieldOf(entity, owner.field) === null)
    return unbuilt(`${entity.name} has no column ${owner.field} that tells whose a row is`)
  const mark = removalMark(draft, entity)
  const absent = absentKeys(candidate, entity.name)
  const step: ChangeListed & Step = {
    kind: 'changeListed',
    entity: entity.name,
    key: key.name,
    list: list.name,
    owner,
    also: [
      ...parents.value.parents.map(({ row, reference, target }) => ({
        field: reference.name,
        value: { kind: 'field', row, field: target } as const,
      })),
      ...(mark === null ? [] : [{ field: mark.set.field, value: mark.present }]),
    ],
    values,
    otherwise: absent.failure,
    ...(empty === null ? {} : { empty }),
    origins: [...originsOf(operation, 'exists'), ...(owner === null ? [] : standard('AUTH-3'))],
  }
  return built([...parents.value.steps, step])
}

/** What a key that reaches no row means: the refusal of the whole request, or nothing. `isTold`: the documents say which. */
export function absentKeys(
  candidate: Candidate,
  subject: string,
): { readonly failure: Failure | null; readonly isTold: boolean } {
  const { operation, answers, text } = candidate
  const { failure } = refusalOf(candidate, 'absent', subject)
  const shape = operation.responseShape
  if (
    shape?.kind === 'object' &&
    shape.fields.some(({ name, shape: inner }) => isMissing(name) || isResults(name, inner))
  )
    return { failure: null, isTold: true }
  if (operation.errorFacts.some(({ status }) => status === failure.status)) return { failure, isTold: true }
  if (/\b(?:ignor|skip)(?:e|es|s|ed|ped|ing|ping)?\b|\bpassed over\b/.test(text))
    return { failure: null, isTold: true }
  return { failure: answers.get(ABSENT_KEYS) === 'skip' ? null : failure, isTold: false }
}

/** Whether a key of the answer holds an object for each listed key: `results`. */
export function isResults(name: string, shape: Shape): boolean {
  return (
    shape.kind === 'array' &&
    shape.items.kind === 'object' &&
    /^(?:results?|items|outcomes?|details)$/i.test(name) &&
    shape.items.fields.some((field) => /^(?:status|success|ok|error|result|outcome)$/i.test(field.name))
  )
}

/** Whether a key of the answer tells of the keys that reached no row. */
export function isMissing(name: string): boolean {
  return /^(?:num(?:ber)?)?(?:notfound|missing|failed|skipped|ignored|unknown)(?:ids|count)?$/.test(
    keyOf(name),
  )
}
