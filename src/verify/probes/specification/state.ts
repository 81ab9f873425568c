import { both, status, that, type Expectation } from '../expectation.js'
import { isRefused } from '../guarded.js'
import { move } from '../moved.js'
import type { OperationProbe } from '../probe.js'
import { refusing } from '../refusing.js'
import type { Prepared } from '../rendering.js'
import type { ProbeScope } from '../scope.js'
import { shownColumns } from '../shown.js'
import { stepsOf, type StepOf } from '../steps.js'

/** Most moves of one operation that are tried. */
const MOST_MOVES = 60

/** States move along the documented edges, and along no others. */
const moves: OperationProbe = {
  id: 'state-moves',
  entry: null,
  title: 'A state moves along the documented edges, and along no others',
  cwe: 841,
  clause: null,
  applies: ({ operation }) => stepsOf(operation, 'check').some(({ condition }) => condition.kind === 'edge'),
  fire: async (scope) => {
    const { operation } = scope
    for (const { condition, otherwise } of stepsOf(operation, 'check')) {
      if (condition.kind !== 'edge') continue
      const states = statesOf(scope, condition.row, condition.field)
      const pairs = states.flatMap((from) => states.flatMap((to) => (from === to ? [] : [{ from, to }])))
      for (const { from, to } of pairs.slice(0, MOST_MOVES)) {
        const prepared = await inState(scope, condition.row, condition.field, from)
        if (prepared === null) continue
        const allowed = condition.edges.some((edge) => edge.from === from && edge.to === to)
        await scope.expect(
          `${condition.field} from ${from} to ${to}`,
          prepared,
          { content: { [condition.body]: to } },
          allowed ? moved(scope, condition.row, condition.field, to) : refusing(scope, otherwise),
        )
      }
    }
  },
}

/** Operations that ask for a state refuse all others. */
const asked: OperationProbe = {
  id: 'state-required',
  entry: null,
  title: 'An operation that asks for a state refuses the others as specified',
  cwe: 841,
  clause: null,
  applies: ({ operation }) => stepsOf(operation, 'check').some((check) => requiredState(check) !== null),
  fire: async (scope) => {
    for (const check of stepsOf(scope.operation, 'check')) {
      const required = requiredState(check)
      if (required === null) continue
      for (const state of statesOf(scope, required.row, required.field)) {
        const prepared = await inState(scope, required.row, required.field, state)
        if (prepared === null) continue
        await scope.expect(
          `${required.field} ${state}`,
          prepared,
          {},
          required.states.includes(state)
            ? status(scope.operation.success)
            : refusing(scope, check.otherwise),
        )
      }
    }
  },
}

/** The states of a row that a check lets pass; null for another check. */
function requiredState({ condition }: StepOf<'check'>): {
  readonly row: string
  readonly field: string
  readonly states: readonly string[]
} | null {
  return condition.kind === 'oneOf' && condition.value.kind === 'field'
    ? { row: condition.value.row, field: condition.value.field, states: condition.values }
    : null
}

function entityOf({ operation }: ProbeScope, row: string): string | undefined {
  return stepsOf(operation, 'find').find((find) => find.row === row)?.entity
}

function statesOf(scope: ProbeScope, row: string, column: string): readonly string[] {
  const table = scope.world.backend.tables.get(entityOf(scope, row) ?? '')
  return table?.columns.find(({ field }) => field.name === column)?.field.enum ?? []
}

/** A valid request whose row is in a state; null where the row is refused for another reason then. */
async function inState(
  scope: ProbeScope,
  bound: string,
  column: string,
  state: string,
): Promise<Prepared | null> {
  const prepared = await scope.prepare()
  const row = prepared.rows.get(bound)
  const find = stepsOf(scope.operation, 'find').find((each) => each.row === bound)
  if (row === undefined || find === undefined) return null
  if (isRefused(scope.operation, find, { ...row, values: new Map([...row.values, [column, state]]) }))
    return null
  await move(scope, row, column, state)
  return prepared
}

/** Success, with the state and the moments of its beginning in the row that is shown. */
function moved({ operation }: ProbeScope, row: string, column: string, state: string): Expectation {
  const stamps = stepsOf(operation, 'assign').flatMap((assign) =>
    assign.row === row
      ? assign.values.filter(
          ({ whenEntering }) => whenEntering?.column === column && whenEntering.value === state,
        )
      : [],
  )
  return both(
    status(operation.success),
    that(`${column} ${state}`, ({ json }) => {
      const shown = shownColumns(operation.responseBody, json)
      if (shown === null) return null
      if (shown.has(column) && shown.get(column) !== state)
        return `${column} is ${JSON.stringify(shown.get(column))}`
      const missing = stamps.find(({ field }) => shown.has(field) && shown.get(field) === null)
      return missing === undefined ? null : `${missing.field} is null`
    }),
  )
}

/** Moves of states, and what asks for one. */
export const stateProbes = [moves, asked]
