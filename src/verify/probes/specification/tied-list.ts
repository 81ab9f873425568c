import { accountRowOf, somebody } from '../account.js'
import { answering, type Expectation } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import type { Row } from '../rendering.js'
import type { ProbeScope } from '../scope.js'
import { rowsShown } from '../shown.js'
import { stepsOf, type StepOf } from '../steps.js'
import { keyOf } from './listing.js'
import { isTied, listed, selectOf, tie, tyingOf } from './tying.js'

type Filter = StepOf<'select'>['filters'][number]

/** A list that holds this row alone. */
function holding(scope: ProbeScope, entity: string, wanted: Row | null): Expectation {
  const { operation } = scope
  const key = keyOf(scope, entity)
  const words = wanted === null ? 'no rows' : 'the one row that the caller is tied to'
  return answering(operation.success, words, ({ json }) => {
    const rows = rowsShown(operation.responseBody, json)
    if (rows === null) return 'the rows are not where the specification puts them'
    if (rows.length > (wanted === null ? 0 : 1)) return `${String(rows.length)} rows, also of others`
    if (wanted === null) return null
    const [row] = rows
    if (row === undefined) return 'the row is not shown'
    const differs = (column: string): boolean => {
      const [shown, made] = [row.get(column), wanted.values.get(column)]
      return shown !== undefined && made !== undefined && shown !== made
    }
    const other = [key, ...uniqueColumns(scope, entity)].find(differs)
    return other === undefined ? null : `the row of another ${other} is shown`
  })
}

function uniqueColumns({ world }: ProbeScope, entity: string): readonly string[] {
  const columns = world.backend.tables.get(entity)?.columns ?? []
  return columns.flatMap(({ field }) => (field.unique ? [field.name] : []))
}

/** What a caller is tied to is shown to that caller, and nothing else is. */
export const tiedRows: OperationProbe = {
  id: 'tied-rows',
  entry: 22,
  title: 'A list of rows that a caller is tied to holds those, and no others',
  cwe: 639,
  clause: 'AUTH-3',
  applies: ({ operation }) => selectOf(operation) !== undefined,
  fire: async (scope) => {
    const { operation, world } = scope
    const select = selectOf(operation)
    const [hop] = select?.filters.find(isTied)?.through ?? []
    if (select === undefined || hop === undefined) return
    await scope.makeRow(select.entity, { user: await somebody(world) })
    const prepared = await scope.prepare()
    await scope.expect(
      'by somebody who is tied to nothing',
      prepared,
      {},
      holding(scope, select.entity, null),
    )
    const tying = tyingOf(scope, hop.entity)
    if (tying === undefined) return
    const [mine, theirs] = [
      await listed(scope, select, tying, hop.from),
      await listed(scope, select, tying, hop.from),
    ]
    if (mine === null || theirs === null) return
    if (!(await tie(scope, tying, prepared.user, mine.tied))) return
    if (!(await tie(scope, tying, await somebody(world), theirs.tied))) return
    await scope.expect(
      'where another user is tied to another row',
      prepared,
      {},
      holding(scope, select.entity, mine.row),
    )
  },
}

/** A filter by what a user is tied to, or has made, such as `?favorited=ada` and `?author=ada`. */
const isNamed = ({ through, comparison, value, whenQuery }: Filter): boolean =>
  through.length > 0 && comparison === 'equal' && value.kind === 'query' && whenQuery !== null

/** Filters that name a user show what that user is tied to, or has made. */
export const namedFilters: OperationProbe = {
  id: 'filters-by-user',
  entry: null,
  title: 'A filter that names a user shows the rows of that user, and no others',
  cwe: null,
  clause: 'API-1',
  applies: ({ operation }) => stepsOf(operation, 'select').some(({ filters }) => filters.some(isNamed)),
  fire: async (scope) => {
    const { operation, world } = scope
    const select = stepsOf(operation, 'select').find(({ filters }) => filters.some(isNamed))
    if (select === undefined) return
    const owner = world.backend.tables.get(select.entity)?.entity.owner
    for (const { through, field, whenQuery } of select.filters.filter(isNamed)) {
      const [hop, accounts = hop] = through
      if (hop === undefined || accounts === undefined || whenQuery === null) continue
      const tying = through.length === 2 ? tyingOf(scope, hop.entity) : undefined
      if (through.length > 2 || (tying === undefined && hop.from !== owner)) continue
      const [user, another] = [await somebody(world), await somebody(world)]
      const name = accountRowOf(world, accounts.entity, user)?.values.get(field)
      if (typeof name !== 'string' && typeof name !== 'number') continue
      const mine = tying === undefined ? null : await listed(scope, select, tying, hop.from)
      const theirs = tying === undefined ? null : await listed(scope, select, tying, hop.from)
      if (tying !== undefined) {
        if (mine === null || theirs === null) continue
        if (!(await tie(scope, tying, user, mine.tied)) || !(await tie(scope, tying, another, theirs.tied)))
          continue
      } else await scope.makeRow(select.entity, { user: another })
      const row = mine?.row ?? (await scope.makeRow(select.entity, { user }))
      await scope.expect(
        `?${whenQuery}=…, of one of two users`,
        await scope.prepare(),
        { query: { [whenQuery]: String(name) } },
        holding(scope, select.entity, row),
      )
    }
  },
}
