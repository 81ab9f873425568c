import type { ValueType } from '../claims/shape.js'
import type { Assembly } from './assembly.js'
import type { Entity, Field } from './entity.js'
import { ask, claimedAt, listed } from './questions/ask.js'
import { referencedColumn } from './referenced-types.js'

const ID = 'caller-id-type'

/** A column that holds the id of whoever made the row. */
interface OwnerColumn {
  readonly entity: Entity
  readonly field: Field
  /** It refers to a table of this backend, whose key settles its type. */
  readonly anchored: boolean
}

function ownerColumns(entities: readonly Entity[]): readonly OwnerColumn[] {
  return entities.flatMap((entity) => {
    const field = entity.fields.find(({ name }) => name === entity.owner)
    return entity.managedElsewhere || field === undefined
      ? []
      : [{ entity, field, anchored: referencedColumn(entities, field) !== null }]
  })
}

/** The type of the key that owners have in a table of another system; null where no document tells. */
function keyElsewhere(entities: readonly Entity[]): ValueType | null {
  const keys = entities
    .filter(({ managedElsewhere, name }) => managedElsewhere && /^users?$/i.test(name))
    .flatMap(({ fields }) => fields.filter(({ primaryKey }) => primaryKey))
  return keys[0]?.type ?? null
}

/** The types from the most frequent on; the first of equals that a document gives. */
function byFrequency(types: readonly ValueType[]): readonly ValueType[] {
  const count = (type: ValueType): number => types.filter((other) => other === type).length
  return [...new Set(types)].toSorted((left, right) => count(right) - count(left))
}

/**
 * One type for all columns that hold the caller's id, since one token fills them:
 *
 *     tasks.user_id UUID        conversations.user_id INTEGER
 *
 * Where documents write two, one must give way: a question. Columns that refer to several tables of
 * accounts keep the types of their keys.
 */
export function withOneCallerId(assembly: Assembly, entities: readonly Entity[]): readonly Entity[] {
  const columns = ownerColumns(entities)
  const types = byFrequency(columns.map(({ field }) => field.type))
  const anchored = new Set(columns.filter((column) => column.anchored).map(({ field }) => field.type))
  if (types.length < 2 || anchored.size > 1) return entities
  const elsewhere = keyElsewhere(entities)
  const [settled] = anchored
  const known = elsewhere !== null && types.includes(elsewhere) ? elsewhere : undefined
  const recommended = settled ?? known ?? types[0] ?? 'string'
  const spans = columns.flatMap(({ field }) => claimedAt(field, 'type').slice(0, 1))
  ask(assembly, {
    id: ID,
    kind: 'conflict',
    concern: 'data-loss',
    subjects: columns.map(({ entity, field }) => `${entity.name}.${field.name}`),
    about: `One token names the owner of all rows, and the documents give its id several types: ${listed(
      columns.map(({ entity, field }) => `${entity.name}.${field.name} is ${field.type}`),
    )}.`,
    spans,
    options: (settled === undefined ? types : [settled]).map((type) => ({
      id: type,
      label: `user ids are of type ${type} in every table; a token with another one is refused`,
    })),
    recommended,
  })
  const answer = assembly.answers.get(ID)
  const type = types.find((one) => one === answer) ?? recommended
  return entities.map((entity) => {
    const column = columns.find((one) => one.entity === entity)
    if (column === undefined || column.anchored || column.field.type === type) return entity
    return {
      ...entity,
      fields: entity.fields.map((field) => (field === column.field ? as(type, field) : field)),
    }
  })
}

function as(type: ValueType, field: Field): Field {
  const why = 'it holds the id of the caller, as other columns do'
  return {
    ...field,
    type,
    generated: null,
    minimum: null,
    maximum: null,
    maxLength: type === 'string' ? field.maxLength : null,
    origins: { ...field.origins, type: [{ kind: 'derived', why, from: claimedAt(field, 'type') }] },
  }
}
