import type { Association, AssociationEnd, Draft, DraftOperation } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import { primaryKey, referenceTo } from '../column.js'
import { entityNamed } from '../entity-of.js'
import { nounOf, pascalCase, plural, snakeCase, wordsOf } from '../naming.js'
import type { PathShape } from '../path.js'
import { shapeOf } from '../path.js'
import { momentOf } from '../steps/moment.js'
import { derivedColumn, referenceColumn } from '../../design/derived-column.js'
import { derived } from '../origins.js'
import { entityOfItem } from './path-entity.js'
import { isCountOf, isFlagOf, participleOf } from './verb.js'
import { referenceParts } from '../../design/reference-parts.js'

/** What a path ties the caller to: the row before its last word, and the word. */
export interface TiePath {
  readonly subject: Entity
  /** Position of the row in the items of the path. */
  readonly index: number
  readonly verb: string
  /** The path unties, as its word says: `unfollow`. */
  readonly unties: boolean
}

/**
 * What an operation such as `POST /articles/{slug}/favorite` ties: its path can also be called with
 * `DELETE`, or has a sibling that undoes it (`like`, `unlike`). Null for other operations.
 */
export function tiePathOf(draft: Draft, operation: DraftOperation): TiePath | null {
  if (!['POST', 'PUT', 'DELETE'].includes(operation.method)) return null
  const path = shapeOf(operation)
  const word = lastWord(path)
  const index = path.items.length - 2
  if (word === null || index < 0 || path.items[index]?.parameter === null) return null
  const unties = /^un[a-z]{3,30}$/.test(word) && hasSibling(draft, operation, word.slice(2))
  const verb = unties ? word.slice(2) : word
  const methods = methodsOn(draft, operation.path)
  const paired = methods.has('DELETE') && (methods.has('POST') || methods.has('PUT'))
  if (!paired && !unties && !hasSibling(draft, operation, `un${word}`)) return null
  const subject = entityOfItem(draft, path, index)
  if (subject === null || subject.managedElsewhere) return null
  if (isOwnState(subject, verb) || isStateOf(draft, subject, verb)) return null
  const named = entityNamed(draft.entities, word)
  if (named !== null && !tiesOnly(named, subject)) return null
  if (named === null && keptElsewhere(draft, subject, verb)) return null
  return { subject, index, verb: named === null ? verb : verb.replace(/s$/, ''), unties }
}

/**
 * Whether what a path does is a state of the row itself: rows that only their owner sees keep `is_pinned`, or a state
 * `pinned`, once for that owner, and nobody else is there to be tied to them.
 */
function isStateOf({ operations }: Draft, { name, owner, fields }: Entity, verb: string): boolean {
  if (owner === null || fields.some((field) => field.type === 'integer' && isCountOf(verb, field.name)))
    return false
  const kept = fields.some(
    (field) =>
      (field.type === 'boolean' && isFlagOf(verb, field.name)) ||
      field.enum?.some((value) => value.toLowerCase() === participleOf(verb)) === true,
  )
  return (
    kept &&
    operations.every(
      ({ method, resource, access }) =>
        method !== 'GET' || resource !== name || (access !== 'public' && access !== 'optional'),
    )
  )
}

/**
 * Whether a documented table keeps what a path does, with more than who did it to what: registrations with a state and a
 * code, beside `POST /classes/{id}/register`. A second table would never show in the first.
 */
function keptElsewhere({ entities }: Draft, subject: Entity, verb: string): boolean {
  const key = `${snakeCase(subject.name)}_id`
  return entities.some(
    (entity) =>
      entity !== subject &&
      namedAfter(entity, verb) &&
      (referenceTo(entity, subject) !== null || entity.fields.some(({ name }) => snakeCase(name) === key)) &&
      !tiesOnly(entity, subject),
  )
}

/** Whether a noun of the name is made of the verb: `Registration` of `register`, `Booking` of `book`. */
function namedAfter({ name }: Entity, verb: string): boolean {
  return wordsOf(name).some((word) => {
    const shared = [...verb].findIndex((letter, index) => word[index] !== letter)
    return shared < 0 || shared >= Math.max(4, verb.length - 2)
  })
}

/** What is done to a row itself, whoever does it: a row is archived or published for everybody. */
const OWN_STATES =
  /^(?:archive|publish|activate|deactivate|complete|close|open|lock|pause|cancel|approve|enable|disable|hide|suspend|freeze|check)$/

function isOwnState(subject: Entity, verb: string): boolean {
  return OWN_STATES.test(verb) || momentOf(subject, verb) !== null
}

function lastWord(path: PathShape): string | null {
  const last = path.items.at(-1)
  if (last === undefined || last.parameter !== null) return null
  const words = wordsOf(last.literal)
  return words.length === 1 ? (words[0] ?? null) : null
}

function methodsOn({ operations }: Draft, path: string): ReadonlySet<string> {
  return new Set(operations.filter((other) => other.path === path).map(({ method }) => method))
}

function hasSibling({ operations }: Draft, { path }: DraftOperation, word: string): boolean {
  const sibling = `${path.slice(0, path.lastIndexOf('/') + 1)}${word}`
  return operations.some((other) => other.path.toLowerCase() === sibling.toLowerCase())
}

/** Whether a documented table holds nothing but who is tied to what. */
function tiesOnly(entity: Entity, subject: Entity): boolean {
  if (entity.owner === null || entity.managedElsewhere) return false
  const reference = referenceTo(entity, subject)
  return (
    reference !== null &&
    entity.fields.every(
      (field) =>
        field === reference ||
        field.name === entity.owner ||
        field.nullable ||
        field.generated !== null ||
        field.default !== null ||
        field.primaryKey ||
        /^created/i.test(field.name),
    )
  )
}

/** The relations that operations make and unmake, with tables for those that no document describes. */
export function withAssociations(draft: Draft): Draft {
  const associations: Association[] = []
  const entities = new Map<string, Entity>()
  for (const operation of draft.operations) {
    const tie = tiePathOf(draft, operation)
    if (tie === null || operation.access === 'public' || primaryKey(tie.subject) === null) continue
    const same = associations.findIndex(
      ({ verb, subject }) => verb === tie.verb && subject.entity === tie.subject.name,
    )
    const known = associations[same]
    if (known !== undefined) {
      associations[same] = { ...known, paths: [...new Set([...known.paths, operation.path])] }
      continue
    }
    const documented = draft.entities.find(
      (entity) => tiesOnly(entity, tie.subject) && namedFor(entity, tie.verb),
    )
    const { association, entity } =
      documented === undefined ? derivedTie(draft, tie, operation) : documentedTie(documented, tie, operation)
    associations.push(association)
    entities.set(entity.name, entity)
  }
  const replaced = draft.entities.map((entity) => {
    const tied = entities.get(entity.name)
    entities.delete(entity.name)
    return tied ?? entity
  })
  return {
    ...draft,
    entities: [...replaced, ...entities.values()].map((entity) => withoutComputed(entity, associations)),
    associations,
  }
}

function namedFor({ name }: Entity, verb: string): boolean {
  const stem = verb.replace(/e$/, '')
  return wordsOf(name).some((word) => word.startsWith(stem))
}

interface Tie {
  readonly association: Association
  readonly entity: Entity
}

function documentedTie(entity: Entity, { subject, verb }: TiePath, operation: DraftOperation): Tie {
  const reference = referenceTo(entity, subject)
  const target = primaryKey(subject)?.name ?? 'id'
  const field = reference?.name ?? `${snakeCase(subject.name)}_id`
  const caller = entity.owner ?? 'user_id'
  const both = [field, caller]
  const unique =
    entity.indexes.some((index) => index.unique && both.every((each) => index.fields.includes(each))) ||
    both.every((each) => entity.fields.some(({ name, primaryKey: key }) => name === each && key))
  return {
    association: {
      entity: entity.name,
      verb,
      paths: [operation.path],
      subject: { entity: subject.name, field, target },
      caller: { entity: userOf([entity])?.name ?? '', field: caller, target: 'id' },
    },
    entity: unique
      ? entity
      : {
          ...entity,
          indexes: [
            ...entity.indexes,
            {
              name: `uq_${snakeCase(entity.name)}_${both.join('_')}`,
              fields: both,
              unique: true,
              descending: false,
              where: [],
            },
          ],
        },
  }
}

function derivedTie(draft: Draft, { subject, verb }: TiePath, operation: DraftOperation): Tie {
  const key = primaryKey(subject)
  const why = `${operation.id} ties a ${subject.name} to the caller, and no document names a table for it`
  const user = userOf(draft.entities)
  const reflexive = user !== null && user.name === subject.name
  const target = key?.name ?? 'id'
  const subjectEnd: AssociationEnd = {
    entity: subject.name,
    field: reflexive
      ? `${participleOf(verb)}_${snakeCase(subject.name)}_id`
      : `${snakeCase(subject.name)}_id`,
    target,
  }
  const callerField = callerColumn(draft, user, why)
  const callerEnd: AssociationEnd = {
    entity: user?.name ?? '',
    field: callerField.name,
    target: referenceParts(callerField.references ?? '').column,
  }
  const plain = `${subject.name}${pascalCase(verb)}`
  const name = draft.entities.some((entity) => entity.name === plain) ? `${plain}Tie` : plain
  const entity: Entity = {
    name,
    table: null,
    description: `Which users ${verb} which ${plural(nounOf(subject.name))}.`,
    managedElsewhere: false,
    owner: callerField.name,
    fields: [
      ...(key === null
        ? []
        : [
            referenceColumn(subjectEnd.field, { entity: subject.name, field: key }, why, {
              primaryKey: true,
            }),
          ]),
      { ...callerField, primaryKey: true },
    ],
    indexes: [
      {
        name: `ix_${snakeCase(name)}_${callerEnd.field}`,
        fields: [callerEnd.field],
        unique: false,
        descending: false,
        where: [],
      },
    ],
    origins: { exists: derived(why) },
  }
  return {
    association: { entity: name, verb, paths: [operation.path], subject: subjectEnd, caller: callerEnd },
    entity,
  }
}

/** The entity of those who call, when this backend keeps it. */
function userOf(entities: readonly Entity[]): Entity | null {
  const user = entityNamed(entities, 'user')
  return user === null || user.managedElsewhere || primaryKey(user) === null ? null : user
}

/** The column that holds the caller: a reference to the users, or their id as other tables hold it. */
function callerColumn(draft: Draft, user: Entity | null, why: string): Field {
  const key = user === null ? null : primaryKey(user)
  if (user !== null && key !== null) return referenceColumn('user_id', { entity: user.name, field: key }, why)
  const owned = draft.entities.flatMap(({ owner, fields }) => fields.filter(({ name }) => name === owner))
  const like = owned.find(({ type }) => type === 'string' || type === 'uuid' || type === 'integer')
  return like === undefined
    ? derivedColumn('user_id', 'string', why, { maxLength: 255 })
    : derivedColumn('user_id', like.type, why, {
        maxLength: like.maxLength,
        references: like.references,
        onDelete: like.onDelete,
      })
}

/** A row does not store what its relations tell: flags of the caller and counts. */
function withoutComputed(entity: Entity, associations: readonly Association[]): Entity {
  const own = associations.filter(({ subject }) => subject.entity === entity.name)
  if (own.length === 0) return entity
  const computed = (field: Field): boolean =>
    own.some(
      ({ verb }) =>
        (field.type === 'boolean' && isFlagOf(verb, field.name)) ||
        (field.type === 'integer' && isCountOf(verb, field.name)),
    )
  return { ...entity, fields: entity.fields.filter((field) => !computed(field)) }
}
