import type { Collection, Entity } from '../../design/entity.js'
import type { BodyField } from '../../design/operation.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { keyOf } from '../naming.js'
import { originsOf } from '../origins.js'
import { rulesOf } from '../response/rules-of.js'

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
        ...(collection.through?.owner === null || collection.through === undefined
          ? {}
          : { owner: { kind: 'caller' } as const }),
        whenBody: field.required ? null : field.name,
        origins: originsOf(candidate.operation, 'exists'),
      },
    ]
  })
}

/** Why a list of names cannot be stored: names are found as they are written, and these are one whatever their case. */
export function namesTrouble({ entities }: Candidate['draft'], steps: readonly Step[]): string | null {
  for (const step of steps) {
    const through = step.kind === 'collect' ? step.collection.through : undefined
    if (step.kind !== 'collect' || through === undefined) continue
    const holder = entities.find(({ name }) => name === through.entity)
    const { column } = step.collection
    if (holder?.indexes.some(({ ignoreCase = [] }) => ignoreCase.includes(column)) === true)
      return `its list names rows of ${through.entity} as they are written, and their ${column} is one whatever its case`
  }
  return null
}

/** A list of names is bounded as the column is that holds them. */
export function withNameRules(entities: readonly Entity[], entity: Entity, field: BodyField): BodyField {
  const collection = collectionOfBody(entity, field)
  const holder = entities.find(({ name }) => name === collection?.through?.entity)
  const column = holder?.fields.find(({ name }) => name === collection?.column)
  if (column === undefined) return field
  const items = field.items ?? rulesOf({ ...column, nullable: false })
  return {
    ...field,
    items: {
      ...items,
      minLength: items.minLength ?? column.minLength,
      maxLength: items.maxLength ?? column.maxLength,
    },
  }
}
