import type { Step } from '../../design/step.js'
import { set } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, string } from '../../python/nodes/literal.js'
import { name } from '../../python/nodes/name.js'
import { binary, compare, conditional } from '../../python/nodes/operator.js'
import { assign, traced, type Statement } from '../../python/nodes/statement.js'
import type { Handler } from '../handler.js'
import { widenedFor } from '../../design/widened-step.js'

/** The variable that holds whose rows are meant; None for everybody's. */
export const WHOSE = name('owner_id')

/** The variable that holds the roles of the caller. */
export const HELD = 'roles'

/**
 * Whose rows a caller reaches: `owner_id = None if "warden" in roles else current_user["id"]`, before the first step that
 * asks.
 *
 * @param caller the caller's id, as the column of owners holds it
 */
export function emitReach(step: Step, { operation }: Handler, caller: Expression): readonly Statement[] {
  const wide = widenedFor(step)
  const first = operation.steps.find((one) => widenedFor(one) !== null)
  if (wide === null || first !== step) return []
  const [role, ...others] = wide.roles.map(string)
  const widened =
    role !== undefined && others.length === 0
      ? compare(role, 'in', name(HELD))
      : binary(name(HELD), '&', set(wide.roles.map(string)))
  return [
    traced(assign(WHOSE, conditional(widened, none, caller)), step.origins, 'whose rows the caller reaches'),
  ]
}
