import type { Entity } from '../../design/entity.js'
import type { Assignment } from '../../design/step.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'
import { locateRow } from '../steps/locate.js'
import { momentOf } from '../steps/moment.js'
import { touches } from '../steps/values.js'
import type { FlagEffect } from './flag.js'
import { flagEffect } from './flag.js'

/**
 * Sets a boolean column: `PATCH …/{id}/complete` with `{"completed": true}`, or
 * `…/complete` beside `…/incomplete`, or words such as "marks the task as done".
 */
export const set: Recogniser = {
  behaviour: 'set',
  answers: 'row',
  recognises: (candidate) => {
    const flag = flagEffect(candidate)
    return flag !== null && flag.effect !== 'flip'
  },
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
          kind: 'assign',
          row,
          values: [assignment(flag), ...stamps(candidate.entity, flag), ...touches(candidate.entity)],
          duplicate: null,
          origins: originsOf(candidate.operation, 'flag', 'summary'),
        },
      ],
      row,
    )
  },
}

/** The moment of a flag, where a column holds it: `completed_at` beside `is_completed`. */
function stamps(entity: Entity, { column, given, effect }: FlagEffect): readonly Assignment[] {
  const moment = given === null ? momentOf(entity, column.name) : null
  if (moment === null || moment.touched) return []
  const value =
    effect === 'set-true' ? ({ kind: 'now' } as const) : ({ kind: 'constant', value: null } as const)
  return [{ field: moment.name, value, whenBody: null }]
}

function assignment({ column, effect, given }: FlagEffect): Assignment {
  if (given === null)
    return { field: column.name, value: { kind: 'constant', value: effect === 'set-true' }, whenBody: null }
  const optional = !given.required && given.default === null
  return {
    field: column.name,
    value: { kind: 'body', field: given.name },
    whenBody: optional ? given.name : null,
  }
}
