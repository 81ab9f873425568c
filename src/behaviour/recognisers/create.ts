import type { Candidate } from '../candidate.js'
import { entityOfShape } from '../entity-of.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { collectSteps } from '../steps/collect.js'
import { guardSteps } from '../steps/guard.js'
import { lineRows } from '../steps/lines.js'
import { parentSteps, rowName } from '../steps/locate.js'
import { relinkSteps } from '../steps/relink.js'
import { referenceSteps } from '../steps/references.js'
import { takeSteps, takeTrouble } from '../steps/take.js'
import { duplicateFailure, insertValues } from '../steps/values.js'

/**
 * Makes a row: `POST` on a collection (`POST /api/{user_id}/loans`), also under
 * a row of another one (`POST /books/{book_id}/reviews`).
 */
export const create: Recogniser = {
  behaviour: 'create',
  answers: 'row',
  recognises: (candidate) => {
    const { operation, end, word } = candidate
    if (operation.method !== 'POST') return false
    if (end === 'collection') return true
    if (operation.body.length === 0) return word.endsWith('s')
    return (
      end === 'collection-action' || (end === 'action' && (word.endsWith('s') || makesAnother(candidate)))
    )
  },
  implement: (candidate) => {
    const { entity } = candidate
    if (entity === null) return notImplemented('it is not known which entity it makes')
    if (entity.managedElsewhere) return notImplemented(`${entity.name} is kept by another system`)
    if (candidate.end !== 'collection')
      return notImplemented(`"${candidate.word}" is no collection of a known entity`)
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const parents = parentSteps(candidate, entity)
    if (!parents.ok) return notImplemented(parents.why)
    const lines = lineRows(candidate, entity)
    if (!lines.ok) return notImplemented(lines.why)
    const references = referenceSteps(candidate, entity)
    const found = [...parents.value.steps, ...references]
    const values = insertValues(candidate, entity, parents.value.parents, lines.value, found)
    if (!values.ok) return notImplemented(values.why)
    const row = rowName(entity)
    const trouble = takeTrouble(candidate, entity, references)
    if (trouble !== null) return notImplemented(trouble)
    return implemented(
      [
        ...guard.value,
        ...parents.value.steps,
        ...references,
        ...takeSteps(candidate, entity, references),
        ...(lines.value?.before ?? []),
        {
          kind: 'insert',
          row,
          entity: entity.name,
          values: values.value,
          duplicate: duplicateFailure(candidate, entity, values.value),
          origins: originsOf(candidate.operation, 'exists'),
        },
        ...(lines.value?.after ?? []),
        ...collectSteps(candidate, entity, row),
        ...relinkSteps(candidate, entity, row),
      ],
      row,
    )
  },
}

/** The response is a row of another entity than the one the path names. */
function makesAnother({ draft, operation, entity, path }: Candidate): boolean {
  const shown = entityOfShape(draft.entities, operation.responseShape)
  return (
    shown !== null &&
    shown === entity &&
    path.items.at(-2)?.parameter !== null &&
    !isNamed(shown.name, path.items.at(-2)?.literal ?? '')
  )
}

function isNamed(entity: string, literal: string): boolean {
  return literal.toLowerCase().startsWith(entity.toLowerCase().slice(0, -1))
}
