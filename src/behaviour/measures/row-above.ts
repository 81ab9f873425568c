import type { Entity } from '../../design/entity.js'
import type { Measure } from '../../design/measure.js'
import type { Candidate } from '../candidate.js'
import { primaryKey, referenceTo } from '../column.js'
import { entityOfItem } from '../relations/path-entity.js'
import type { Built } from '../steps/guard.js'
import { built, unbuilt } from '../steps/guard.js'
import type { Located } from '../steps/locate.js'
import { rowOfPath } from '../steps/locate.js'

/** The row that a path of statistics names, and its entity. */
type RowAbove = Located & { readonly entity: Entity }

/** The entity whose row the path names: `/habits/{id}/stats`; null where it names none. */
export function entityAbove({ draft, path }: Candidate): Entity | null {
  const index = path.items.findLastIndex(({ parameter }) => parameter !== null && parameter !== path.owner)
  return index < 0 ? null : entityOfItem(draft, path, index)
}

/** Finds the row below which statistics are asked; null where the path names none. */
export function rowAbove(candidate: Candidate): Built<RowAbove | null> {
  const { path } = candidate
  const named = path.items.filter(({ parameter }) => parameter !== null && parameter !== path.owner)
  if (named.length === 0) return built(null)
  const entity = entityAbove(candidate)
  if (named.length > 1 || entity === null)
    return unbuilt('counts and sums below several rows cannot be built yet')
  const index = path.items.findLastIndex(({ parameter }) => parameter !== null)
  const located = rowOfPath(candidate, entity, index)
  return located.ok ? built({ ...located.value, entity }) : located
}

/** Measures over the rows that refer to the row above; as they are where there is none. */
export function tiedTo(
  { draft }: Candidate,
  measures: readonly Measure[],
  above: RowAbove | null,
): Built<readonly Measure[]> {
  if (above === null) return built(measures)
  const key = primaryKey(above.entity)
  const tied: Measure[] = []
  for (const measure of measures) {
    const entity = draft.entities.find(({ name }) => name === measure.entity)
    const reference = entity === undefined ? null : referenceTo(entity, above.entity)
    if (reference === null || key === null)
      return unbuilt(`nothing ties ${measure.entity} to the ${above.entity.name} in the path`)
    tied.push({
      ...measure,
      // The row above was found as the caller's own.
      owner: measure.owner?.through?.[0]?.entity === above.entity.name ? null : measure.owner,
      filters: [
        {
          through: [],
          field: reference.name,
          comparison: 'equal',
          value: { kind: 'field', row: above.row, field: key.name },
          whenQuery: null,
          cases: null,
        },
        ...measure.filters,
      ],
    })
  }
  return built(tied)
}
