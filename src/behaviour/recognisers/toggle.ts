import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'
import { locateRow } from '../steps/locate.js'
import { touches } from '../steps/values.js'
import { flagEffect } from './flag.js'

/** Turns a boolean column into its opposite: `PATCH …/{id}/toggle` without a body. */
export const toggle: Recogniser = {
  behaviour: 'toggle',
  answers: 'row',
  recognises: (candidate) => flagEffect(candidate)?.effect === 'flip',
  implement: (candidate) => {
    const flag = flagEffect(candidate)
    if (flag === null || candidate.entity === null) return notImplemented('the flag is not known')
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const located = locateRow(candidate, candidate.entity)
    if (!located.ok) return notImplemented(located.why)
    const { row } = located.value
    return implemented(
      [
        ...guard.value,
        ...located.value.steps,
        {
          kind: 'flip',
          row,
          field: flag.column.name,
          touches: touches(candidate.entity).map((assignment) => assignment.field),
          origins: originsOf(candidate.operation, 'flag', 'summary'),
        },
      ],
      row,
    )
  },
}
