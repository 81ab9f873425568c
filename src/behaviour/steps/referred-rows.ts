import type { Entity } from '../../design/entity.js'
import type { Failure } from '../../design/step.js'
import { refersTo } from '../../design/questions/reference-fate.js'
import type { Candidate } from '../candidate.js'
import { plural, sentenceName } from '../naming.js'
import { constantMessage, refusalOf } from '../failure.js'

/**
 * The answer to the removal of a row that rows of other tables refer to, where the database keeps them: 409, or the
 * status that documents give for it. The foreign key refuses it, so that no row comes between a look and the removal.
 * Null where nothing refers to the row, or what does goes with it or is emptied.
 */
export function referredFailure(candidate: Candidate, entity: Entity): Failure | null {
  const keeping = keepers(candidate, entity, new Set())
  if (keeping.length === 0) return null
  const { operation } = candidate
  const nouns = keeping.map(({ name }) => sentenceName(name).toLowerCase())
  const told = operation.errorFacts.find(({ status, condition, message }) => {
    const words = ` ${condition ?? ''} ${message ?? ''} `.toLowerCase()
    return (status === 409 || status === 400 || status === 422) && nouns.some((noun) => words.includes(noun))
  })
  const said = told?.message ?? null
  return {
    status:
      told?.status ??
      (operation.errors.includes(409) ? 409 : refusalOf(candidate, 'condition').failure.status),
    message:
      said !== null && constantMessage(said)
        ? said
        : `${sentenceName(entity.name)} still has ${nouns.map(plural).join(' or ')}`,
  }
}

/** The tables whose rows the database does not let go with a row of an entity, nor with those that go with it. */
function keepers(candidate: Candidate, entity: Entity, seen: Set<Entity>): readonly Entity[] {
  if (seen.has(entity)) return []
  seen.add(entity)
  return candidate.draft.entities.flatMap((other) => {
    if (other.managedElsewhere) return []
    const references = other.fields.filter((field) => field.references !== null && refersTo(field, entity))
    const kept = references.some(({ onDelete }) => onDelete === null || onDelete === 'restrict')
    const goes = references.some(({ onDelete }) => onDelete === 'cascade')
    return [...(kept ? [other] : []), ...(goes ? keepers(candidate, other, seen) : [])]
  })
}
