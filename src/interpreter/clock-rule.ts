import type { Condition } from '../design/expression.js'
import { storedMoment } from './clock.js'
import { boundRow, type Execution } from './execution.js'
import { startOf } from './period.js'
import { stands } from './row-rule.js'
import { columnOf, compareStored, isSame } from './stored.js'

/** Whether a value of the body stands to the present as a rule says; what the row has already may stay. */
export function standsToPresent(
  execution: Execution,
  { body, type, rule, row }: Extract<Condition, { readonly kind: 'clock' }>,
): boolean {
  const { input, surroundings } = execution
  const value = input.body.get(body) ?? null
  if (value === null) return true
  const kept = row === null ? null : columnOf(boundRow(execution, row).row, rule.column)
  if (isSame(value, kept)) return true
  const now = surroundings.now()
  const today = startOf('day', now)
  const present = type === 'date' ? today.slice(0, 10) : rule.moment === 'today' ? today : storedMoment(now)
  return stands(compareStored(value, present), rule.relation)
}
