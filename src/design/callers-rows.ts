import type { Span } from '../source/span.js'
import type { Assembly } from './assembly.js'
import { entityKey } from './canonical-name.js'
import { derivedColumn, referenceColumn } from './derived-column.js'
import type { Entity, Field } from './entity.js'
import { columnKey } from './entity-groups.js'
import { isGivenByCallers } from './given-owner.js'
import type { OperationGroup } from './operation-groups.js'
import { ask, claimedAt, listed } from './questions/ask.js'
import { referenceParts } from './reference-parts.js'
import { entityOfPath } from './resource.js'

/** The question which column holds the caller, where documents name none. */
export const CALLERS_COLUMN = 'callers-column'

/** The column that is added where documents say that rows are the caller's and name none. */
const COLUMN = 'user_id'

/** Names of columns that may hold a person. */
const PERSONAL = /(?:_id|Id|_by|By|_uid|_sub)$|^(?:user|owner|author|creator|member|customer|sub|uid)$/

/** The ids that tokens of another system name have one of these types. */
const IDS: ReadonlySet<string> = new Set(['string', 'uuid', 'integer'])

/**
 * Finds the column that ties rows to the caller where it has no usual name:
 *
 *     member_id | VARCHAR | NOT NULL (Better Auth user id)      "The caller's bookings"
 *
 * The one required column that holds a user and that no request brings is the owner's. Where documents say that rows are the
 * caller's, a single column that refers to nothing known is enough; where there is none, one is added: a question, since
 * otherwise each caller would see the rows of all.
 */
export function withCallersRows(
  assembly: Assembly,
  entities: readonly Entity[],
  operations: readonly OperationGroup[],
): readonly Entity[] {
  const tied = entities.map((entity): Entity => {
    if (isSettled(entity)) return entity
    const owner = callersColumn(entity, entities, operations)
    return owner === null
      ? entity
      : { ...entity, owner: owner.name, origins: { ...entity.origins, owner: reasons(entity, owner) } }
  })
  const open = tied.filter(
    (entity) =>
      entity.ofCallers !== undefined &&
      !isSettled(entity) &&
      !isBelow(entity, tied, new Set()) &&
      entity.fields.every((field) => field.holdsUser !== true && !refersToAccount(field, tied)) &&
      operations.some((group) => isOn(group, entity, tied)),
  )
  if (open.length === 0) return tied
  ask(assembly, {
    id: CALLERS_COLUMN,
    kind: 'missing',
    concern: 'security',
    subjects: open.map(({ name }) => name),
    about: `Documents say that rows of ${listed(open.map(({ name }) => name))} are the caller's, and no column holds whose a row is.`,
    spans: open.flatMap((entity) => claimedAt(entity, 'ofCallers')),
    options: [
      {
        id: 'add',
        label: `a column ${COLUMN} is added and filled from the token; nobody reaches the rows of others`,
      },
      { id: 'shared', label: 'whoever has a token reaches the rows that all others made' },
      { id: 'specified', label: 'the specification names the column that holds the owner; read it again' },
    ],
    recommended: 'add',
  })
  const answer = assembly.answers.get(CALLERS_COLUMN) ?? 'add'
  return answer === 'add'
    ? tied.map((entity) => (open.includes(entity) ? withColumn(entity, tied) : entity))
    : tied
}

/** Whether it is known whose the rows are, or they are nobody's. */
function isSettled({ name, owner, parties, managedElsewhere }: Entity): boolean {
  return owner !== null || parties !== undefined || managedElsewhere || entityKey(name) === 'user'
}

/** The one column that holds the caller; null where none or several may be. */
function callersColumn(
  entity: Entity,
  entities: readonly Entity[],
  operations: readonly OperationGroup[],
): Field | null {
  const possible = entity.fields.filter(
    (field) =>
      !field.nullable &&
      !field.primaryKey &&
      field.default === null &&
      field.enum === null &&
      IDS.has(field.type) &&
      PERSONAL.test(field.name) &&
      !isGivenByCallers(field.name, entity, entities, operations),
  )
  const users = possible.filter((field) => field.holdsUser === true || refersToUser(field, entities))
  const named = possible.filter(({ name }) => columnKey(name) === `${entityKey(entity.ofCallers ?? '')}id`)
  const loose = entity.ofCallers === undefined ? [] : possible.filter((field) => isUntied(field, entities))
  for (const found of [named, users, loose]) {
    const [only, ...more] = found
    if (only !== undefined) return more.length === 0 ? only : null
  }
  return null
}

/** The entity that documents call so, by its own name or that of its table. */
function called(entities: readonly Entity[], word: string): Entity | undefined {
  const key = entityKey(word)
  return entities.find(({ name, table }) => entityKey(name) === key || entityKey(table ?? name) === key)
}

/** Whether a column refers to the table of users of another system. */
function refersToUser({ references }: Field, entities: readonly Entity[]): boolean {
  if (references === null) return false
  const { table } = referenceParts(references)
  const target = called(entities, table)
  return entityKey(table) === 'user' && (target === undefined || target.managedElsewhere)
}

/** Whether a column refers to accounts that this service keeps, which are told apart by who signs in. */
function refersToAccount({ references, nullable }: Field, entities: readonly Entity[]): boolean {
  if (references === null || nullable) return false
  const target = called(entities, referenceParts(references).table)
  return target?.fields.some(({ name }) => /^(?:hashed_?)?password/i.test(name)) === true
}

/** Whether a column refers to no table and is called after none. */
function isUntied({ name, references }: Field, entities: readonly Entity[]): boolean {
  const key = entityKey(name.replace(/_?(?:id|by)$/i, ''))
  return references === null && !entities.some((entity) => entityKey(entity.name) === key)
}

/** Whether rows stand below those of a user: they are that user's, by no column of their own. */
function isBelow(entity: Entity, entities: readonly Entity[], seen: ReadonlySet<Entity>): boolean {
  if (seen.has(entity)) return false
  return entity.fields.some(({ references, nullable, name }) => {
    const named = references === null ? name.replace(/_?id$/i, '') : referenceParts(references).table
    const above = called(entities, named)
    if (nullable || above === undefined || above === entity || (references === null && named === name))
      return false
    return above.owner !== null || isBelow(above, entities, new Set([...seen, entity]))
  })
}

function isOn({ path }: OperationGroup, entity: Entity, entities: readonly Entity[]): boolean {
  return entityOfPath(path, entities)?.name === entity.name
}

function reasons(entity: Entity, owner: Field): Entity['origins'][string] {
  const from: readonly Span[] = [...claimedAt(entity, 'ofCallers'), ...claimedAt(owner, 'holdsUser')]
  const said = entity.origins['ofCallers'] ?? []
  return [...said, { kind: 'derived', why: `${owner.name} is the column that holds a user`, from }]
}

function withColumn(entity: Entity, entities: readonly Entity[]): Entity {
  const why = 'rows are the caller’s, and no document names the column that holds whose they are'
  const users = entities.find(({ name, managedElsewhere }) => entityKey(name) === 'user' && !managedElsewhere)
  const key = users?.fields.find(({ primaryKey }) => primaryKey)
  const like = entities.flatMap(({ owner, fields }) => fields.filter(({ name }) => name === owner))[0]
  const more = { index: true }
  const column =
    users !== undefined && key !== undefined
      ? referenceColumn(COLUMN, { entity: users.name, field: key }, why, more)
      : derivedColumn(COLUMN, like?.type ?? 'string', why, { ...more, maxLength: like?.maxLength ?? 255 })
  return {
    ...entity,
    owner: column.name,
    fields: [...entity.fields, column],
    origins: { ...entity.origins, owner: entity.origins['ofCallers'] ?? [] },
  }
}
