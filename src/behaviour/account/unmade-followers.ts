import { followedIn } from '../../claims/words/follow-words.js'
import type { Operation } from '../../design/operation.js'
import { columnNamed } from '../column.js'
import { keyOf } from '../naming.js'
import type { StatementContext } from './context.js'

/**
 * The column that a statement says follows a change of another one, where no operation gives it a value of its own:
 * `the slug also changes when the title changes`. Null for other statements.
 */
export function unmadeFollower({ design, statement, claims }: StatementContext): string | null {
  const followed = followedIn(statement.text)
  if (followed === null) return null
  const claimed = claims.find(({ property }) => property === 'recomputed')
  const name = claimed?.property === 'recomputed' ? claimed.value.field : followed.field
  if (name === null) return null
  const known = design.entities.some(
    (entity) => !entity.managedElsewhere && columnNamed(entity, name) !== null,
  )
  const made = design.operations.some((operation) => isMadeBy(operation, name))
  return made || (claimed === undefined && !known) ? null : name
}

/** Whether an operation gives a column of a row that is there a value which no request brings as it is. */
export function isMadeBy({ steps }: Operation, column: string): boolean {
  return (steps ?? []).some(
    (step) =>
      step.kind === 'assign' &&
      step.values.some(({ field, value }) => keyOf(field) === keyOf(column) && value.kind !== 'body'),
  )
}
