import { bodyFieldIn } from '../../design/expression.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { refusalOf } from '../failure.js'
import { originsOf } from '../origins.js'
import type { Implementation } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { collectSteps } from '../steps/collect.js'
import { edgeSteps, enteringStamps } from '../steps/edges.js'
import { guardSteps } from '../steps/guard.js'
import { locateCaller, namesCaller } from '../steps/locate-caller.js'
import { locateSole, namesSole } from '../steps/locate-sole.js'
import { locateRow } from '../steps/locate.js'
import { protectedSteps } from '../steps/protected.js'
import { relinkSteps } from '../steps/relink.js'
import { referenceSteps } from '../steps/references.js'
import { changeValues, duplicateFailure } from '../steps/values.js'

/** The steps of `replace` and `update`: find the row, check the body, assign. */
export function changeRow(candidate: Candidate, extent: 'partial' | 'full'): Implementation {
  const { entity, operation } = candidate
  if (entity === null) return notImplemented('it is not known which entity it changes')
  const guard = guardSteps(candidate)
  if (!guard.ok) return notImplemented(guard.why)
  const sole = namesSole(candidate)
  const locate = sole ? locateSole : namesCaller(candidate) ? locateCaller : locateRow
  const located = locate(candidate, entity)
  if (!located.ok) return notImplemented(located.why)
  const values = changeValues(candidate, entity, extent)
  if (!values.ok) return notImplemented(values.why)
  if (!values.value.some(({ value }) => bodyFieldIn(value) !== null))
    return notImplemented(`nothing says which fields of ${entity.name} it changes`)
  const { row, steps } = located.value
  const references = referenceSteps(candidate, entity)
  const atLeastOne = operation.facts.atLeastOne ?? []
  const refusal = refusalOf(candidate, 'validation')
  const check: readonly Step[] =
    atLeastOne.length === 0
      ? []
      : [
          {
            kind: 'check',
            condition: { kind: 'anyBodyField', fields: atLeastOne },
            otherwise: { status: refusal.failure.status, message: 'At least one field must be provided' },
            origins: originsOf(operation, 'atLeastOne'),
          },
        ]
  return implemented(
    [
      ...guard.value,
      ...check,
      // What a new row refers to must be there before it is made.
      ...(sole ? [...references, ...steps] : [...steps, ...references]),
      ...protectedSteps(candidate, entity, row),
      ...edgeSteps(candidate, entity, row),
      {
        kind: 'assign',
        row,
        values: [...enteringStamps(candidate, entity), ...values.value],
        duplicate: duplicateFailure(candidate, entity, values.value),
        origins: originsOf(operation, 'update', 'exists'),
      },
      ...collectSteps(candidate, entity, row),
      ...relinkSteps(candidate, entity, row),
    ],
    row,
  )
}

/** Whether a change by `PUT` replaces all fields: as claimed, else when one of them is required. */
export function isFull({ operation }: Candidate): boolean {
  const claimed = operation.facts.update
  return claimed === undefined ? operation.body.some((field) => field.required) : claimed === 'full'
}
