import type { Entity } from '../../design/entity.js'
import type { Assignment } from '../../design/step.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { momentOf } from '../steps/moment.js'
import { touches } from '../steps/values.js'
import { changeFlag } from './change-flag.js'
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
  implement: (candidate) =>
    changeFlag(candidate, ({ entity, row, flag }) => ({
      kind: 'assign',
      row,
      values: [assignment(flag), ...stamps(entity, flag), ...touches(entity)],
      duplicate: null,
      origins: originsOf(candidate.operation, 'flag', 'summary'),
    })),
}

/** The moment of a flag, where a column holds it: `completed_at` beside `is_completed`. */
export function stamps(entity: Entity, { column, given, effect }: FlagEffect): readonly Assignment[] {
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
