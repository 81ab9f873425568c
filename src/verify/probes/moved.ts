import type { JsonValue } from '../../claims/json.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import { columnNamed } from '../../fastapi/settled.js'
import { keyColumns } from '../../fastapi/table.js'
import { CannotPrepare } from './probe.js'
import { render, type Row } from './rendering.js'
import type { Attributes } from './row-store.js'
import type { ProbeScope } from './scope.js'
import { shortestWay } from './shortest-way.js'
import { stepsOf, type StepOf } from './steps.js'
import type { World } from './world.js'

type Check = StepOf<'check'>
type Edge = Extract<Check['condition'], { readonly kind: 'edge' }>

/**
 * Gives a row another value in a column: in its table, or, where that is out of reach, along the moves that the API makes.
 * @throws CannotPrepare when neither leads there
 */
export async function move(scope: ProbeScope, row: Row, column: string, value: JsonValue): Promise<void> {
  if (row.values.get(column) === value) return
  const table = scope.world.backend.tables.get(row.entity)
  if (table !== undefined && scope.world.rows !== null) await setColumn(scope.world, row, column, value)
  else await walk(scope, row, column, value)
}

/**
 * Gives a row another value in a column of its table.
 * @throws CannotPrepare when the table is out of reach, or no such row is there
 */
export async function setColumn(
  { backend, rows }: World,
  { entity, values }: Row,
  column: string,
  value: JsonValue,
): Promise<void> {
  const table = backend.tables.get(entity)
  if (table === undefined || rows === null)
    throw new CannotPrepare(`no operation of the API makes ${column} of a ${entity} ${String(value)}`)
  const attribute = columnNamed(table, column)?.attribute
  const like: Record<string, JsonValue> = {}
  for (const { field, attribute: key } of keyColumns(table)) {
    const held = values.get(field.name)
    if (held === undefined) throw new CannotPrepare(`the API does not show ${entity}.${field.name}`)
    like[key] = held
  }
  const changed: Attributes = attribute === undefined ? {} : { [attribute]: value }
  const found = attribute === undefined ? 0 : await rows.change(table.className, like, changed)
  if (found !== 1) throw new CannotPrepare(`no ${entity} could be given another ${column}`)
}

/** Moves a row through the API, by one allowed move after the other. */
async function walk(scope: ProbeScope, row: Row, column: string, value: JsonValue): Promise<void> {
  const mover = scope.other((operation) => edgesOf(operation, row.entity, column).length > 0)
  const way = mover === undefined ? null : wayTo(edgesOf(mover, row.entity, column), row, column, value)
  if (mover === undefined || way === null)
    throw new CannotPrepare(`no operation of the API makes ${column} of a ${row.entity} ${String(value)}`)
  const given = new Map([[row.entity, row]])
  const prepared = await scope.prepareOther(mover, { user: row.user, given })
  for (const [body, state] of way) {
    const { status } = await scope.world.send(render(prepared, { content: { [body]: state } }))
    if (status !== mover.success)
      throw new CannotPrepare(`${mover.id} answered ${String(status)} to a move to ${state}`)
  }
}

/** The moves of a column that an operation makes. */
function edgesOf(operation: ImplementedOperation, entity: string, column: string): readonly Edge[] {
  const bound = stepsOf(operation, 'find').filter((find) => find.entity === entity)
  return stepsOf(operation, 'check').flatMap(({ condition }) =>
    condition.kind === 'edge' &&
    condition.field === column &&
    bound.some((find) => find.row === condition.row)
      ? [condition]
      : [],
  )
}

/** The shortest way from the state of a row to another, as body fields and their values; null where there is none. */
function wayTo(
  [edge]: readonly Edge[],
  row: Row,
  column: string,
  value: JsonValue,
): readonly (readonly [string, string])[] | null {
  const start = row.values.get(column)
  if (edge === undefined || typeof start !== 'string') return null
  return shortestWay(
    start,
    (state) => state === String(value),
    (state) =>
      edge.edges.flatMap(({ from, to }) => (from === state ? [[to, [edge.body, to] as const] as const] : [])),
  )
}
