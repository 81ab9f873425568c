import type { Shape } from '../../claims/shape.js'
import type { Draft, DraftOperation } from '../../design/draft.js'
import type { Collection, Entity, Field } from '../../design/entity.js'
import { keyOf, nounOf, pascalCase, plural, singular, snakeCase, wordsOf } from '../naming.js'
import { primaryKey } from '../column.js'
import { entityNamed } from '../entity-of.js'
import { shapeOf } from '../path.js'
import { derivedColumn, referenceColumn } from '../../design/derived-column.js'
import { derived } from '../origins.js'

/** What the elements of a list of texts are called: `tag` for `tagList`, `tags`, `tag_names`. */
export function elementWord(name: string): string {
  const words = wordsOf(name)
  const rest = /^(?:list|names?|array|set)$/.test(words.at(-1) ?? '') ? words.slice(0, -1) : words
  return [...rest.slice(0, -1), singular(rest.at(-1) ?? '')].join('_')
}

/** Whether an operation answers plain texts: `["reactjs"]`, or under one key. */
function answersTexts(shape: Shape | null): boolean {
  if (shape === null) return false
  if (shape.kind === 'array')
    return shape.items.kind === 'value' && (shape.items.facts.type ?? 'string') === 'string'
  return shape.kind === 'object' && shape.fields.length === 1 && answersTexts(shape.fields[0]?.shape ?? null)
}

/** The list of texts that `GET /tags` answers all of; null when the path names none. */
export function collectionListed(
  draft: Draft,
  operation: DraftOperation,
): { readonly entity: Entity; readonly field: string } | null {
  const { items } = shapeOf(operation)
  const [only] = items
  if (operation.method !== 'GET' || items.length !== 1 || only === undefined || only.parameter !== null)
    return null
  if (!answersTexts(operation.responseShape)) return null
  const word = elementWord(only.literal)
  for (const entity of draft.entities) {
    const names = [
      ...(entity.collections ?? []).map(({ name }) => name),
      ...entity.fields.filter(isTextList).map(({ name }) => name),
    ]
    const field = names.find((name) => elementWord(name) === word)
    if (field !== undefined) return { entity, field }
  }
  return null
}

function isTextList({ type, items }: Field): boolean {
  return type === 'array' && (items === null || items.type === 'string')
}

/** Lists of texts that another operation lists as such are kept in rows of their own. */
export function withCollections(draft: Draft): Draft {
  const entities = new Map(draft.entities.map((entity) => [entity.name, entity]))
  for (const operation of draft.operations) {
    const listed = collectionListed({ ...draft, entities: [...entities.values()] }, operation)
    if (listed === null || listed.entity.managedElsewhere) continue
    const field = listed.entity.fields.find(({ name }) => name === listed.field)
    const key = primaryKey(listed.entity)
    if (field === undefined || key === null) continue
    const why = `${operation.id} lists what ${listed.entity.name}.${field.name} holds`
    const { collection, entity } = rowsOf(draft, listed.entity, key, field, why)
    entities.set(listed.entity.name, {
      ...listed.entity,
      fields: listed.entity.fields.filter((one) => one !== field),
      collections: [...(listed.entity.collections ?? []), collection],
    })
    entities.set(entity.name, entity)
  }
  return { ...draft, entities: [...entities.values()] }
}

function rowsOf(draft: Draft, owner: Entity, key: Field, field: Field, why: string) {
  const word = elementWord(field.name)
  const plain = `${owner.name}${pascalCase(word)}`
  const name = entityNamed(draft.entities, plain) === null ? plain : `${plain}Text`
  const reference = `${snakeCase(owner.name)}_id`
  const column = keyOf(word) === keyOf(reference) ? 'text' : word
  const collection: Collection = {
    name: field.name,
    entity: name,
    field: reference,
    target: key.name,
    column,
    position: 'position',
    described: field,
  }
  const entity: Entity = {
    name,
    table: `${snakeCase(owner.name)}_${plural(word)}`,
    description: `The ${plural(word.replaceAll('_', ' '))} of ${plural(nounOf(owner.name))}.`,
    managedElsewhere: false,
    owner: null,
    fields: [
      referenceColumn(reference, { entity: owner.name, field: key }, why, { primaryKey: true }),
      derivedColumn(column, 'string', why, {
        maxLength: field.items?.maxLength ?? null,
        primaryKey: true,
      }),
      derivedColumn('position', 'integer', why),
    ],
    indexes: [
      {
        name: `ix_${snakeCase(owner.name)}_${plural(word)}_${column}`,
        fields: [column],
        unique: false,
        descending: false,
        where: [],
      },
    ],
    origins: { exists: derived(why) },
  }
  return { collection, entity }
}
