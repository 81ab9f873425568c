import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { touches } from '../steps/values.js'
import { changeFlag } from './change-flag.js'
import { flagEffect } from './flag.js'

/** Turns a boolean column into its opposite: `PATCH …/{id}/toggle` without a body. */
export const toggle: Recogniser = {
  behaviour: 'toggle',
  answers: 'row',
  recognises: (candidate) => flagEffect(candidate)?.effect === 'flip',
  implement: (candidate) =>
    changeFlag(candidate, ({ entity, row, flag }) => ({
      kind: 'flip',
      row,
      field: flag.column.name,
      touches: touches(entity).map(({ field }) => field),
      origins: originsOf(candidate.operation, 'flag', 'summary'),
    })),
}
