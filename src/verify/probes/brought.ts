import type { JsonValue } from '../../claims/json.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import type { Answer } from './http.js'
import { setColumn } from './moved.js'
import { CannotPrepare } from './probe.js'
import type { Row } from './rendering.js'
import { requiredStates, wayBetween } from './required-state.js'
import { shownColumns } from './shown.js'
import { stepsOf, type StepOf } from './steps.js'
import type { World } from './world.js'

/**
 * A new row in a state in which an operation does not refuse it: moved there by the operations of the API that do so,
 * or in its table where none leads there. `perform` sends a valid request of another operation for the row.
 * @throws CannotPrepare when neither can
 */
export async function brought(
  world: World,
  operation: ImplementedOperation,
  { row: bound, entity }: StepOf<'find'>,
  row: Row,
  perform: (other: ImplementedOperation, row: Row) => Promise<Answer>,
): Promise<Row> {
  const values = new Map(row.values)
  const moved: Row = { ...row, values }
  const record = (shown: Iterable<readonly [string, JsonValue]>): void => {
    for (const [column, value] of shown) values.set(column, value)
  }
  for (const state of requiredStates(operation, bound)) {
    const held = values.get(state.column)
    const [wanted] = state.values
    // What the API does not show may be as it must.
    if (held === undefined || wanted === undefined || state.values.includes(held)) continue
    const way = wayBetween(world.backend.operations, entity, state, held)
    if (way === null) {
      await setColumn(world, moved, state.column, wanted)
      record([[state.column, wanted]])
      continue
    }
    for (const step of way) {
      const answer = await perform(step, moved)
      if (answer.status !== step.success)
        throw new CannotPrepare(`${step.id} answered ${String(answer.status)} to a ${entity}`)
      record(constantsOf(step))
      record(shownColumns(step.responseBody, answer.json) ?? [])
    }
  }
  return moved
}

/** The columns that an operation sets to what no request brings. */
function constantsOf(operation: ImplementedOperation) {
  return stepsOf(operation, 'assign').flatMap(({ values }) =>
    values.flatMap(({ field, value }) => (value.kind === 'constant' ? [[field, value.value] as const] : [])),
  )
}
