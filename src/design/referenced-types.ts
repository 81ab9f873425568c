import type { Assembly } from './assembly.js'
import { entityKey, slug } from './canonical-name.js'
import type { Entity, Field } from './entity.js'
import type { Origin } from './origin.js'
import { referenceParts } from './reference-parts.js'
import { claimedAt } from './questions/ask.js'

/**
 * Gives a foreign key the type of the column it refers to. A database refuses a
 * reference between types (a text to a UUID), so where documents write two, one
 * must give way, and rows of either side may be at stake: a question.
 */
export function referencedTypes(assembly: Assembly, entities: readonly Entity[]): readonly Entity[] {
  return entities.map((entity) =>
    entity.managedElsewhere
      ? entity
      : { ...entity, fields: entity.fields.map((field) => fitted(assembly, entities, entity, field)) },
  )
}

function fitted(assembly: Assembly, entities: readonly Entity[], entity: Entity, field: Field): Field {
  const target = referencedColumn(entities, field)
  if (target === null) return isUntyped(field) && refersToKeyless(entities, field) ? numbered(field) : field
  if (target.field.type === field.type) return field
  const named = `${target.entity.name}.${target.field.name}`
  if (isUntyped(field))
    return typedAs(field, target.field, [{ kind: 'derived', why: `it refers to ${named}`, from: [] }])
  const id = `${slug(`${entity.name}-${field.name}`)}-reference-type`
  const answer = assembly.answers.get(id) ?? null
  const spans = [...claimedAt(field, 'type'), ...claimedAt(target.field, 'type')]
  assembly.questions.add({
    id,
    kind: 'conflict',
    concern: 'internal',
    blocking: false,
    subjects: [`${entity.name}.${field.name}`],
    about: `${entity.name}.${field.name} is ${field.type} and refers to ${named}, which is ${target.field.type}; a database cannot enforce that.`,
    sources: [...new Set(spans.map(assembly.sources.line))].slice(0, 8),
    spans: spans.slice(0, 8),
    options: [
      { id: 'referenced', label: `${entity.name}.${field.name} is stored as ${target.field.type}` },
      { id: 'unenforced', label: 'both stay as written; the database lets ids in that no row has' },
    ],
    recommended: 'referenced',
    answer,
  })
  if (answer === 'unenforced') return { ...field, references: null, onDelete: null }
  return typedAs(
    field,
    target.field,
    answer === null
      ? [{ kind: 'derived', why: `it refers to ${named}`, from: claimedAt(target.field, 'type') }]
      : [{ kind: 'answer', question: id, option: answer }],
  )
}

function typedAs(field: Field, { type }: Field, origins: readonly Origin[]): Field {
  return {
    ...field,
    type,
    maxLength: type === 'string' ? field.maxLength : null,
    origins: { ...field.origins, type: origins },
  }
}

/** Whether no document gives the field a type. */
function isUntyped({ origins }: Field): boolean {
  return (origins['type'] ?? []).length === 0
}

/** Whether a field refers to the `id` of a table for which no document names a key: it will be a number. */
function refersToKeyless(entities: readonly Entity[], { references }: Field): boolean {
  if (references === null) return false
  const { table, column } = referenceParts(references)
  const entity = entities.find((one) => one.table === table || entityKey(one.name) === entityKey(table))
  return (
    column === 'id' &&
    entity !== undefined &&
    !entity.managedElsewhere &&
    entity.fields.every(({ name, primaryKey }) => name !== 'id' && !primaryKey)
  )
}

function numbered(field: Field): Field {
  const why = `it refers to a key that is a number, as no document names one`
  return {
    ...field,
    type: 'integer',
    maxLength: null,
    origins: { ...field.origins, type: [{ kind: 'derived', why, from: [] }] },
  }
}

/** The column that a field refers to, when this backend has its table. */
export function referencedColumn(
  entities: readonly Entity[],
  { references }: Field,
): { readonly entity: Entity; readonly field: Field } | null {
  if (references === null) return null
  const { table, column } = referenceParts(references)
  const entity = entities.find(
    (candidate) => candidate.table === table || entityKey(candidate.name) === entityKey(table),
  )
  if (entity === undefined || entity.managedElsewhere) return null
  const field = entity.fields.find(({ name }) => name === column)
  return field === undefined ? null : { entity, field }
}
