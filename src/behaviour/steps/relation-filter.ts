import type { Association, Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Parameter } from '../../design/operation.js'
import type { Filter, Hop } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { fieldOf, primaryKey } from '../column.js'
import { entityNamed } from '../entity-of.js'
import { keyOf, wordsOf } from '../naming.js'
import { elementWord } from '../relations/collections.js'
import { isFlagOf, mentionsVerb } from '../relations/verb.js'
import { referenceParts } from '../../design/reference-parts.js'

/**
 * The filter that a query parameter means through a relation: an element of a list (`tag=`), the name of a row
 * that a column refers to (`author=jake`), or of a user who has done it (`favorited=jake`). Null when it means none.
 */
export function relationFilter(draft: Draft, entity: Entity, parameter: Parameter): Filter | null {
  if (parameter.type === 'array' && (parameter.items === null || parameter.items.type === 'string'))
    return collectionFilter(entity, parameter)
  if (parameter.type !== 'string' && parameter.type !== 'enum') return null
  return (
    collectionFilter(entity, parameter) ??
    handleFilter(draft, entity, parameter) ??
    tieFilter(draft, entity, parameter)
  )
}

function sent(parameter: Parameter, through: readonly Hop[], field: string): Filter {
  return {
    through,
    field,
    comparison: 'equal',
    value: { kind: 'query', name: parameter.name },
    whenQuery: parameter.name,
    cases: null,
  }
}

/** Words of a filter that asks for rows with all of its values. */
const EACH = /\b(?:all (?:of )?(?:the|these|those|given|specified)|every one|each of|match all|having all)\b/i

function collectionFilter(entity: Entity, parameter: Parameter): Filter | null {
  const collection = entity.collections?.find(
    ({ name }) => keyOf(elementWord(name)) === keyOf(elementWord(parameter.name)),
  )
  if (collection === undefined) return null
  const many = parameter.type === 'array'
  // Several texts in one value, and rows that must have all of them, are other filters than these.
  const text = parameter.description ?? ''
  if (many ? EACH.test(text) : /\bcomma|\blist of\b/i.test(text)) return null
  const { through } = collection
  const hop: Hop = { from: collection.target, entity: collection.entity, field: collection.field }
  const hops =
    through === undefined
      ? [hop]
      : [hop, { from: through.field, entity: through.entity, field: through.target }]
  const filter = sent(parameter, hops, collection.column)
  return many ? { ...filter, comparison: 'oneOf' } : filter
}

/** `author=jake`, where the column `author` refers to rows that are known by another column than their key. */
function handleFilter(draft: Draft, entity: Entity, parameter: Parameter): Filter | null {
  // `shelf_id=…` holds the key of a shelf, whatever its column is called; only `shelf=…` may hold its name.
  if (wordsOf(parameter.name).at(-1) === 'id') return null
  const keys = new Set([keyOf(parameter.name), keyOf(`${parameter.name}_id`)])
  const column = entity.fields.find(({ name, references }) => references !== null && keys.has(keyOf(name)))
  if (column === undefined || column.type === 'string') return null
  const { table, column: key } = referenceParts(column.references ?? '')
  const target = entityNamed(draft.entities, table)
  const handle = target === null ? null : handleOf(target)
  if (target === null || handle === null || target.managedElsewhere) return null
  const field = fieldOf(target, key)?.name ?? primaryKey(target)?.name
  return field === undefined
    ? null
    : sent(parameter, [{ from: column.name, entity: target.name, field }], handle.name)
}

/** `favorited=jake`: rows to which this user has done it. */
function tieFilter(draft: Draft, entity: Entity, parameter: Parameter): Filter | null {
  const association = draft.associations?.find(
    ({ verb, subject }) =>
      subject.entity === entity.name && isFlagOf(verb, parameter.name.replace(/_?by$/i, '')),
  )
  const user = association === undefined ? null : entityNamed(draft.entities, association.caller.entity)
  const handle = user === null || user.managedElsewhere ? null : handleOf(user)
  if (association === undefined || user === null || handle === null) return null
  const { caller } = association
  return sent(
    parameter,
    [tieHop(association), { from: caller.field, entity: user.name, field: caller.target }],
    handle.name,
  )
}

/** The column by which clients name a row: unique text that is no key and no address of its own. */
function handleOf(entity: Entity): Field | null {
  const unique = entity.fields.filter(
    ({ type, unique: single, primaryKey: key }) => type === 'string' && single && !key,
  )
  return (
    unique.find(({ name }) => /^(?:user_?name|handle|slug|nick_?name|code|name)$/i.test(name)) ??
    unique[0] ??
    null
  )
}

function tieHop({ entity, subject }: Association): Hop {
  return { from: subject.target, entity, field: subject.field }
}

/**
 * The rows that a list is made of by what the caller has done: to them (`/recipes/bookmarked`), or to
 * what they refer to (`/articles/feed`, "articles created by followed users"). Null for other lists.
 */
export function tiedFilter(candidate: Candidate, entity: Entity): Filter | null {
  const { draft, operation, end, word } = candidate
  if (operation.access === 'public' || operation.access === 'optional') return null
  for (const association of draft.associations ?? []) {
    const told =
      mentionsVerb(association.verb, word) ||
      (end !== 'collection' && mentionsVerb(association.verb, candidate.text))
    if (!told) continue
    const own = (through: readonly Hop[]): Filter => ({
      through,
      field: association.caller.field,
      comparison: 'equal',
      value: { kind: 'caller' },
      whenQuery: null,
      cases: null,
    })
    if (association.subject.entity === entity.name) return own([tieHop(association)])
    const column = entity.fields.find(
      ({ references }) =>
        references !== null &&
        entityNamed(draft.entities, referenceParts(references).table)?.name === association.subject.entity,
    )
    if (column !== undefined) return own([{ ...tieHop(association), from: column.name }])
  }
  return null
}
