import type { JsonValue } from '../../../claims/json.js'
import type { ImplementedOperation } from '../../../fastapi/backend.js'
import { accountRowOf, somebody } from '../account.js'
import type { Row } from '../rendering.js'
import type { ProbeScope } from '../scope.js'
import { findByPath, stepsOf, type StepOf } from '../steps.js'
import type { User } from '../users.js'

type Select = StepOf<'select'>
type Filter = Select['filters'][number]

/** A list that holds only rows to which others tie the caller, such as articles of people whom he follows. */
export const isTied = ({ through, comparison, value, whenQuery }: Filter): boolean =>
  through.length > 0 && comparison === 'equal' && value.kind === 'caller' && whenQuery === null

export const selectOf = (operation: ImplementedOperation): Select | undefined =>
  stepsOf(operation, 'select').find(({ filters, owner }) => owner === null && filters.some(isTied))

/** The operation that ties its caller to a row, and what it ties the caller to. */
export interface Tying {
  readonly operation: ImplementedOperation
  readonly entity: string
}

export function tyingOf({ other }: ProbeScope, association: string): Tying | undefined {
  const operation = other(
    (each) =>
      stepsOf(each, 'link')[0]?.entity === association &&
      findByPath(each) !== undefined &&
      stepsOf(each, 'find').length === 1,
  )
  const entity = operation === undefined ? undefined : findByPath(operation)?.entity
  return operation === undefined || entity === undefined ? undefined : { operation, entity }
}

/** Ties a user to a row. */
export async function tie(
  scope: ProbeScope,
  { operation, entity }: Tying,
  user: User,
  row: Row,
): Promise<boolean> {
  const prepared = await scope.prepareOther(operation, { user, given: new Map([[entity, row]]) })
  return (await scope.send(prepared)).status === operation.success
}

/** A row of a list, and what a user must be tied to in order to see it. */
interface Listed {
  readonly row: Row
  readonly tied: Row
}

/** Who makes a row, and what it has. */
interface Made {
  readonly maker?: User
  readonly columns?: ReadonlyMap<string, JsonValue> | undefined
}

/** A new row of somebody nobody knows, or one more of the same maker; null where nobody can be tied to it. */
export async function listed(
  scope: ProbeScope,
  { entity }: Select,
  tying: Tying,
  from: string,
  { maker, columns }: Made = {},
): Promise<Listed | null> {
  const user = maker ?? (await somebody(scope.world))
  const having = columns === undefined ? {} : { columns }
  if (tying.entity === entity) {
    const row = await scope.makeRow(entity, { user, ...having })
    return { row, tied: row }
  }
  const table = scope.world.backend.tables.get(entity)
  const account = table?.entity.owner === from ? accountRowOf(scope.world, tying.entity, user) : null
  if (table?.entity.owner === from && account === null) return null
  const tied = account ?? (await scope.makeRow(tying.entity, { user }))
  const given = new Map([[tying.entity, tied]])
  return { row: await scope.makeRow(entity, { user, given, ...having }), tied }
}
