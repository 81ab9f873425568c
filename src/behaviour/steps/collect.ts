import type { Collection, Entity } from '../../design/entity.js'
import type { BodyField } from '../../design/operation.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { keyOf } from '../naming.js'
import { originsOf } from '../origins.js'

/** The list that a body field fills and that is kept in rows of its own; null for a column. */
export function collectionOfBody(entity: Entity, field: BodyField): Collection | null {
  return entity.collections?.find(({ name }) => keyOf(name) === keyOf(field.name)) ?? null
}

/** Stores the lists of the body that are kept in rows of their own. */
export function collectSteps(candidate: Candidate, entity: Entity, row: string): readonly Step[] {
  return candidate.operation.body.flatMap((field): readonly Step[] => {
    const collection = collectionOfBody(entity, field)
    if (collection === null) return []
    return [
      {
        kind: 'collect',
        row,
        collection,
        value: { kind: 'body', field: field.name },
        whenBody: field.required ? null : field.name,
        origins: originsOf(candidate.operation, 'exists'),
      },
    ]
  })
}
