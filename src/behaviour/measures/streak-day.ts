import type { Entity, Field } from '../../design/entity.js'
import type { Filter } from '../../design/step.js'
import { momentOf } from '../steps/moment.js'

/**
 * The column that tells on which day something was done: the one day that is no due date, else the moment at which rows
 * came into the state that counts, else the one at which they were made. Null where several may be meant.
 */
export function streakDay(entity: Entity, states: readonly Filter[]): Field | null {
  const days = entity.fields.filter(
    ({ name, type }) => type === 'date' && !/due|deadline|birth|start|end/i.test(name),
  )
  const [day, ...others] = days
  if (day !== undefined) return others.length === 0 ? day : null
  const reached = states.flatMap(({ field, value }) => {
    const word =
      value.kind === 'constant' && typeof value.value === 'string' ? value.value : field.replace(/^is_/, '')
    return momentOf(entity, word) ?? []
  })
  const moments = entity.fields.filter(({ type, touched }) => type === 'datetime' && !touched)
  const done = reached[0] ?? null
  if (states.length > 0) return done
  const named = moments.filter(({ name }) =>
    /(?:completed|done|logged|checked_?in|performed|recorded)_?at$/i.test(name),
  )
  if (named.length === 1) return named[0] ?? null
  return moments.length === 1 ? (moments[0] ?? null) : null
}
