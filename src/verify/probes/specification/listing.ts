import type { JsonValue } from '../../../claims/json.js'
import type { Field } from '../../../design/entity.js'
import { somebody } from '../account.js'
import { columnOf } from '../content.js'
import { creatorOf } from '../creator.js'
import { CannotPrepare, type OperationProbe } from '../probe.js'
import { rowsByEntity, type Prepared, type Row } from '../rendering.js'
import type { ProbeScope } from '../scope.js'
import { stepsOf, type StepOf } from '../steps.js'
import { unmade } from '../unmade.js'
import { isTied, listed, selectOf, tie, tyingOf } from './tying.js'

/** A list with the rows that a probe puts into it. */
export interface Listing {
  readonly select: StepOf<'select'>
  readonly prepared: Prepared
  /** The list holds no rows but those that are put into it, so that they can be counted. */
  readonly isPrivate: boolean
  /** Puts a row into the list. */
  readonly add: (columns?: ReadonlyMap<string, JsonValue>) => Promise<Row>
  readonly field: (column: string) => Field | undefined
}

/** The list of an operation; null where it selects none. */
export async function listingOf(scope: ProbeScope): Promise<Listing | null> {
  const select = stepsOf(scope.operation, 'select')[0]
  if (select === undefined) return null
  const prepared = await scope.prepare()
  return listingIn(scope, select, prepared, isOwned(scope))
}

/**
 * The list of an operation whose rows can be counted. A list for all is confined by a filter to the rows that refer to a
 * row which only this probe knows: `?shelf_id=7`.
 * @returns null where it selects none, or nothing confines it
 */
export async function privateListingOf(scope: ProbeScope): Promise<Listing | null> {
  const listing = await listingOf(scope)
  if (listing === null || listing.isPrivate) return listing
  const tied = await tiedListing(scope, listing)
  if (tied !== null) return tied
  const { select, prepared } = listing
  const { tables } = scope.world.backend
  for (const { whenQuery, field, ...filter } of select.filters.filter(confines)) {
    const column = tables.get(select.entity)?.columns.find((each) => each.field.name === field)
    const above = [...tables.values()].find(({ name }) => name === column?.foreignKey?.table)
    const key = above?.columns.find(({ attribute }) => attribute === column?.foreignKey?.column)?.field.name
    if (above === undefined || key === undefined || above.entity.name === select.entity) continue
    if (whenQuery === null || filter.value.kind !== 'query' || !canSet(scope, select.entity, field)) continue
    const parent = await scope.makeRow(above.entity.name, { user: prepared.user }).catch(unmade)
    const value = parent?.values.get(key)
    if (parent === null || (typeof value !== 'string' && typeof value !== 'number')) continue
    const rows = new Map([...prepared.rows, [whenQuery, parent]])
    const query = new Map([...prepared.query, [whenQuery, String(value)]])
    const confined = listingIn(scope, select, { ...prepared, rows, query }, true)
    return {
      ...confined,
      add: async (columns) => {
        const row = await confined.add(columns)
        if (row.values.get(field) === value) return row
        throw new CannotPrepare(`no ${select.entity} can be made that ?${whenQuery}=${String(value)} shows`)
      },
    }
  }
  return null
}

/** A list of what its caller is tied to: of one whom nobody else knows, or of rows that are tied one by one. */
async function tiedListing(scope: ProbeScope, listing: Listing): Promise<Listing | null> {
  const { select, prepared } = listing
  const hop = selectOf(scope.operation) === undefined ? undefined : select.filters.find(isTied)?.through[0]
  const tying = hop === undefined ? undefined : tyingOf(scope, hop.entity)
  if (hop === undefined || tying === undefined) return null
  const maker = await somebody(scope.world)
  let isTiedToMaker = false
  return {
    ...listing,
    isPrivate: true,
    add: async (columns) => {
      const made = await listed(scope, select, tying, hop.from, { maker, columns })
      // Whom a caller follows is followed once; rows are tied one by one.
      const isDone = isTiedToMaker && tying.entity !== select.entity
      if (made === null || !(isDone || (await tie(scope, tying, prepared.user, made.tied))))
        throw new CannotPrepare(`nobody can be tied to a ${select.entity}`)
      isTiedToMaker = true
      return made.row
    },
  }
}

/** Whether a filter may leave the rows that refer to one row alone. */
function confines({ through, comparison, whenQuery, cases }: StepOf<'select'>['filters'][number]): boolean {
  return through.length === 0 && comparison === 'equal' && whenQuery !== null && cases === null
}

function listingIn(
  scope: ProbeScope,
  select: StepOf<'select'>,
  prepared: Prepared,
  isPrivate: boolean,
): Listing {
  const given = rowsByEntity(prepared)
  return {
    select,
    prepared,
    isPrivate,
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

/** Whether rows of a list may be counted: its own, or those that a filter may confine it to. */
export const mayBePrivate: OperationProbe['applies'] = (traits) =>
  isOwned(traits) ||
  selectOf(traits.operation) !== undefined ||
  stepsOf(traits.operation, 'select').some(({ filters }) => filters.some(confines))

/** Rows of one's own alone can be counted; a list for all holds those of other probes. */
const isOwned: OperationProbe['applies'] = ({ operation }) =>
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
