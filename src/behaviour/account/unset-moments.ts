import type { Operation } from '../../design/operation.js'
import { momentsOnEntering } from '../moments-on-entering.js'
import type { StatementContext } from './context.js'
import { isMadeBy } from './unmade-followers.js'

/** The moment that a statement says a state sets, where no operation sets it; null for other statements. */
export function unsetMoment({ design, statement }: StatementContext): string | null {
  const said = design.entities
    .filter(({ managedElsewhere }) => !managedElsewhere)
    .flatMap((entity) => momentsOnEntering(statement.text, entity))
  return (
    said.find(({ moment }) => !design.operations.some((one) => sets(one, moment.name)))?.moment.name ?? null
  )
}

/** Whether an operation sets the moment: with a state, or with a flag that it turns. */
function sets(operation: Operation, moment: string): boolean {
  return (
    isMadeBy(operation, moment) ||
    (operation.steps ?? []).some((step) => step.kind === 'flip' && step.touches.includes(moment))
  )
}
