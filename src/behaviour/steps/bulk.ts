import type { BodyField } from '../../design/operation.js'
import type { Failure, Step } from '../../design/step.js'
import { freeRules } from '../../design/value-rules.js'
import type { Candidate } from '../candidate.js'
import { fieldOf, primaryKey } from '../column.js'
import { entityNamed } from '../entity-of.js'
import { refusalOf } from '../failure.js'
import { keyOf, wordsOf } from '../naming.js'
import { originsOf, standard } from '../origins.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import { parentSteps } from './locate.js'
import { reachRule } from './owner.js'
import { removalMark } from './removal.js'

/** The id of the question what becomes of the others when one of the keys names no row. */
export const ABSENT_KEYS = 'absent-keys'

/** The most keys that a list may hold where no document says: each costs the database a parameter (DB-4). */
const MOST = 1000

const MANY = /^(?:bulk|batch|many|multiple|mass|selected)$/
const REMOVES = /^(?:delete|remove|destroy|purge)$/

/**
 * What an operation does to all rows that its body lists by their keys; null where it is no such operation.
 *
 *     DELETE /seeds/bulk         {"ids": [3, 5]}
 *     POST   /seeds/bulk-delete  {"seed_ids": [3, 5]}
 */
export function bulkOf(candidate: Candidate): 'delete' | null {
  const { operation, end, word, text } = candidate
  if ((end !== 'collection' && end !== 'collection-action') || listOf(candidate) === null) return null
  if (operation.method === 'DELETE') return 'delete'
  if (operation.method !== 'POST' || end !== 'collection-action') return null
  const words = wordsOf(word)
  if (words.some((one) => REMOVES.test(one))) return 'delete'
  if (!words.every((one) => MANY.test(one))) return null
  const removes = /\b(?:delet|remov)(?:e|es|ing)\b/.test(text)
  const changes = /\b(?:updat|chang)(?:e|es|ing)\b/.test(text)
  return removes && !changes ? 'delete' : null
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

/** The list of keys with their type and a bound; any other field as it is. */
export function withListedKeys(candidate: Candidate, field: BodyField): BodyField {
  const key = candidate.entity === null ? null : primaryKey(candidate.entity)
  if (key === null || bulkOf(candidate) === null || listOf(candidate)?.name !== field.name) return field
  const items = field.items === null || field.items.type !== key.type ? freeRules(key.type) : field.items
  // Which rows are meant is what the request is for, whether or not a document says that it must be there.
  return { ...field, items, maxItems: field.maxItems ?? MOST, required: true, nullable: false, default: null }
}

type ChangeListed = Extract<Step, { readonly kind: 'changeListed' }>

/**
 * The rows that the body lists: the parents that the path names are found first; who owns a row, its parent and whether
 * it is there are told by the statement itself, so that nobody comes between looking and writing (AUTH-3, DB-5).
 */
export function listedRows(candidate: Candidate, values: ChangeListed['values']): Built<readonly Step[]> {
  const { draft, entity, operation } = candidate
  const list = listOf(candidate)
  const key = entity === null ? null : primaryKey(entity)
  if (entity === null || list === null || key === null)
    return unbuilt('its body lists keys of no known entity')
  if (entity.managedElsewhere) return unbuilt(`${entity.name} is kept by another system`)
  const parents = parentSteps(candidate, entity)
  if (!parents.ok) return parents
  const owner = reachRule(candidate, entity)
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
  if (shape?.kind === 'object' && shape.fields.some(({ name }) => isMissing(name)))
    return { failure: null, isTold: true }
  if (operation.errorFacts.some(({ status }) => status === failure.status)) return { failure, isTold: true }
  if (/\b(?:ignor|skip)(?:e|es|s|ed|ped|ing|ping)?\b|\bpassed over\b/.test(text))
    return { failure: null, isTold: true }
  return { failure: answers.get(ABSENT_KEYS) === 'skip' ? null : failure, isTold: false }
}

/** Whether a key of the answer tells of the keys that reached no row. */
export function isMissing(name: string): boolean {
  return /^(?:num(?:ber)?)?(?:notfound|missing|failed|skipped|ignored|unknown)(?:ids|count)?$/.test(
    keyOf(name),
  )
}
