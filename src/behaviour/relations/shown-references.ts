import type { Shape } from '../../claims/shape.js'
import type { Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import { columnNamed } from '../column.js'
import { keyOf, wordsOf } from '../naming.js'
import { impliedBy } from '../referred.js'
import { derived } from '../origins.js'

/**
 * Columns that mean a row by their names alone refer to it, where answers show something of that row beside them:
 * `depot_name` beside `depot_id`. What is shown must be there, so the row stays while others refer to it.
 */
export function withShownReferences(draft: Draft): Draft {
  const shown = namesShown(draft)
  return {
    ...draft,
    entities: draft.entities.map((entity) =>
      entity.managedElsewhere
        ? entity
        : { ...entity, fields: entity.fields.map((field) => referring(draft, entity, field, shown)) },
    ),
  }
}

function referring(draft: Draft, entity: Entity, field: Field, shown: ReadonlySet<string>): Field {
  const target = impliedBy(draft.entities, field)
  if (target === null || target.entity.managedElsewhere || target.entity === entity) return field
  const stem = wordsOf(field.name)
    .filter((word) => word !== 'id')
    .join('')
  const part = target.entity.fields.find(
    ({ name }) => shown.has(stem + keyOf(name)) && columnNamed(entity, `${stem}_${name}`) === null,
  )
  if (part === undefined || part === target.key) return field
  const why = `clients see the ${part.name} of its ${target.entity.name}`
  return {
    ...field,
    index: true,
    references: `${target.entity.name}.${target.key.name}`,
    onDelete: field.onDelete ?? 'restrict',
    origins: { ...field.origins, references: derived(why) },
  }
}

/** The names of all fields of answers, without notation. */
function namesShown({ operations }: Draft): ReadonlySet<string> {
  const names = new Set<string>()
  const visit = (shape: Shape, depth: number): void => {
    if (depth > 5) return
    if (shape.kind === 'array') visit(shape.items, depth + 1)
    if (shape.kind !== 'object') return
    for (const { name, shape: inner } of shape.fields) {
      names.add(keyOf(name))
      visit(inner, depth + 1)
    }
  }
  for (const { responseShape } of operations) if (responseShape !== null) visit(responseShape, 0)
  return names
}
