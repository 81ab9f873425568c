import type { JsonValue } from '../../../claims/json.js'
import type { Field } from '../../../design/entity.js'
import { columnOf } from '../content.js'
import { creatorOf } from '../creator.js'
import type { OperationProbe } from '../probe.js'
import type { Prepared, Row } from '../rendering.js'
import type { ProbeScope } from '../scope.js'
import { stepsOf, type StepOf } from '../steps.js'

/** A list with the rows that a probe puts into it. */
export interface Listing {
  readonly select: StepOf<'select'>
  readonly prepared: Prepared
  /** Puts a row into the list. */
  readonly add: (columns?: ReadonlyMap<string, JsonValue>) => Promise<Row>
  readonly field: (column: string) => Field | undefined
}

/** The list of an operation; null where it selects none. */
export async function listingOf(scope: ProbeScope): Promise<Listing | null> {
  const select = stepsOf(scope.operation, 'select')[0]
  if (select === undefined) return null
  const prepared = await scope.prepare()
  const given = new Map([...prepared.rows.values()].map((row) => [row.entity, row]))
  return {
    select,
    prepared,
    add: (columns) =>
      scope.makeRow(select.entity, {
        user: prepared.user,
        given,
        ...(columns === undefined ? {} : { columns }),
      }),
    field: (column) =>
      scope.world.backend.tables.get(select.entity)?.columns.find((each) => each.field.name === column)
        ?.field,
  }
}

/** Rows of one's own alone can be counted; a list for all holds those of other probes. */
export const isOwned: OperationProbe['applies'] = ({ operation }) =>
  stepsOf(operation, 'select').some(({ owner }) => owner !== null)

/** The key of an entity's rows. */
export function keyOf(scope: ProbeScope, entity: string): string {
  return (
    scope.world.backend.tables.get(entity)?.columns.find(({ field }) => field.primaryKey)?.field.name ?? 'id'
  )
}

/** Whether the value of a column can be chosen: by a client when it makes a row, or in the table where none can. */
export function canSet(scope: ProbeScope, entity: string, column: string): boolean {
  const creator = creatorOf(scope.world, entity)
  if (creator === null) return scope.world.rows !== null
  return creator.body.some(({ name }) => columnOf(creator, name) === column) === true
}
