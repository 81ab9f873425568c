import type { JsonValue } from '../../claims/json.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import { shortestWay } from './shortest-way.js'
import { stepsOf, type StepOf } from './steps.js'

/** A column of a row, and the values of which it must have one. */
interface RequiredState {
  readonly column: string
  readonly values: readonly JsonValue[]
}

/** The states that a row must be in for an operation not to refuse it. */
export function requiredStates(operation: ImplementedOperation, row: string): readonly RequiredState[] {
  return stepsOf(operation, 'check').flatMap(({ condition }): readonly RequiredState[] => {
    if (condition.kind === 'oneOf' && condition.value.kind === 'field' && condition.value.row === row)
      return [{ column: condition.value.field, values: condition.values }]
    if (condition.kind !== 'equal' || condition.left.kind !== 'field' || condition.left.row !== row) return []
    return condition.right.kind === 'constant'
      ? [{ column: condition.left.field, values: [condition.right.value] }]
      : []
  })
}

/** A move that an operation makes by itself: the state that it sets, and those from which it does. */
interface Move {
  readonly operation: ImplementedOperation
  readonly from: readonly JsonValue[] | null
  readonly to: JsonValue
}

/** The operations that move a column of an entity by themselves, such as `POST /visits/{id}/check-in`. */
function movesOf(
  operations: readonly ImplementedOperation[],
  entity: string,
  column: string,
): readonly Move[] {
  return operations.flatMap((operation) =>
    stepsOf(operation, 'assign').flatMap(({ row, values }): readonly Move[] => {
      const set = values.find(({ field }) => field === column)
      if (set?.value.kind !== 'constant' || !finds(operation, row, entity)) return []
      const required = requiredStates(operation, row).find((state) => state.column === column)
      return [{ operation, from: required?.values ?? null, to: set.value.value }]
    }),
  )
}

function finds(operation: ImplementedOperation, row: string, entity: string): boolean {
  return stepsOf(operation, 'find').some((find: StepOf<'find'>) => find.row === row && find.entity === entity)
}

/** The fewest moves from one state to one of others; null where the operations lead to none of them. */
export function wayBetween(
  operations: readonly ImplementedOperation[],
  entity: string,
  { column, values }: RequiredState,
  start: JsonValue,
): readonly ImplementedOperation[] | null {
  const moves = movesOf(operations, entity, column)
  return shortestWay(
    start,
    (state) => values.includes(state),
    (state) =>
      moves.flatMap(({ operation, from, to }) =>
        from === null || from.includes(state) ? [[to, operation] as const] : [],
      ),
  )
}
