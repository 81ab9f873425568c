import type { ImplementedOperation } from '../../../fastapi/backend.js'
import { answering, status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { creatorOf } from '../creator.js'
import { rowsByEntity, type Prepared, type Row } from '../rendering.js'
import type { ProbeScope } from '../scope.js'
import { rowsShown } from '../shown.js'
import { findByPath, stepsOf, type StepOf } from '../steps.js'
import { unmade } from '../unmade.js'
import { keyOf } from './listing.js'

type Select = StepOf<'select'>
type Filter = Select['filters'][number]

/** The filter by which a list holds only what belongs to a row that was found before. */
function parentFilter(operation: ImplementedOperation, select: Select): Filter | undefined {
  const finds = new Set(stepsOf(operation, 'find').map(({ row }) => row))
  return select.filters.find(
    ({ through, comparison, value, whenQuery }) =>
      through.length === 0 &&
      comparison === 'equal' &&
      whenQuery === null &&
      value.kind === 'field' &&
      finds.has(value.row),
  )
}

/** A list below a row holds what belongs to that row. */
const listedChildren: OperationProbe = {
  id: 'listed-children',
  entry: null,
  title: 'A list below a row holds the rows that belong to it, and no others',
  cwe: 639,
  clause: 'API-1',
  applies: ({ operation }) =>
    stepsOf(operation, 'select').some((select) => parentFilter(operation, select) !== undefined),
  fire: async (scope) => {
    const { operation } = scope
    const select = stepsOf(operation, 'select').find((each) => parentFilter(operation, each) !== undefined)
    const filter = select === undefined ? undefined : parentFilter(operation, select)
    if (select === undefined || filter === undefined) return
    const prepared = await scope.prepare()
    const { user } = prepared
    const below = async ({ rows }: Prepared): Promise<Row> => {
      const { value, field } = filter
      const above = value.kind === 'field' ? rows.get(value.row)?.values.get(value.field) : undefined
      return await scope.makeRow(select.entity, {
        user,
        given: new Map([...rows.values()].map((row) => [row.entity, row])),
        ...(above === undefined ? {} : { columns: new Map([[field, above]]) }),
      })
    }
    const own = await below(prepared)
    const other = await below(await scope.prepare({ user }))
    const key = keyOf(scope, select.entity)
    await scope.expect(
      `another ${select.entity} belongs to another row`,
      prepared,
      {},
      answering(operation.success, 'the one that belongs to the row', ({ json }) => {
        const rows = rowsShown(operation.responseBody, json)
        if (rows === null) return 'the rows are not where the specification puts them'
        const keys = rows.map((row) => row.get(key)).filter((each) => each !== undefined)
        const [mine, theirs] = [own.values.get(key), other.values.get(key)]
        if (keys.length === 0 || mine === undefined) return rows.length === 0 ? 'no row is shown' : null
        if (!keys.includes(mine)) return 'the row that belongs there is not shown'
        return theirs !== undefined && keys.includes(theirs) ? 'a row of another one is shown' : null
      }),
    )
  },
}

/** A column of another table that refers to rows of an entity, and what becomes of it when one goes. */
interface Child {
  readonly entity: string
  readonly column: string
  readonly cascades: boolean
}

/** What refers to rows of an entity, goes or lets go with them, and can be made through the API. */
function childrenOf({ world }: ProbeScope, entity: string): readonly Child[] {
  const above = world.backend.tables.get(entity)
  return [...world.backend.tables.values()].flatMap((table) =>
    table === above
      ? []
      : table.columns.flatMap(({ field, foreignKey }): readonly Child[] =>
          foreignKey?.table === above?.name &&
          (field.onDelete === 'cascade' || field.onDelete === 'set-null') &&
          creatorOf(world, table.entity.name) !== null
            ? [
                {
                  entity: table.entity.name,
                  column: field.name,
                  cascades: field.onDelete === 'cascade',
                },
              ]
            : [],
        ),
  )
}

/** The operation that reads a row by itself, whatever it belongs to. */
function readerOf({ other }: ProbeScope, entity: string): ImplementedOperation | undefined {
  return other(
    (each) =>
      each.method === 'GET' &&
      findByPath(each)?.entity === entity &&
      stepsOf(each, 'find').length === 1 &&
      stepsOf(each, 'select').length === 0,
  )
}

/** A row goes with what belongs to it. */
const removedWithChildren: OperationProbe = {
  id: 'removed-with-children',
  entry: null,
  title: 'A row is removed with the rows that go with it, and let go by those that stay',
  cwe: 459,
  clause: 'DB-3',
  applies: ({ operation }) =>
    stepsOf(operation, 'remove').some(({ soft }) => soft === null) &&
    stepsOf(operation, 'check').length === 0 &&
    findByPath(operation) !== undefined,
  fire: async (scope) => {
    const { operation } = scope
    const entity = findByPath(operation)?.entity ?? ''
    for (const { entity: below, column, cascades } of childrenOf(scope, entity)) {
      const prepared = await scope.prepare()
      const row = prepared.rows.get(findByPath(operation)?.row ?? '')
      const given = rowsByEntity(prepared)
      const child = await scope.makeRow(below, { user: prepared.user, given }).catch(unmade)
      const refers = child?.values.get(column)
      if (child === null || (refers !== undefined && ![...(row?.values.values() ?? [])].includes(refers)))
        continue
      await scope.expect(`with a ${below} that refers to it`, prepared, {}, status(operation.success))
      const reader = readerOf(scope, below)
      if (reader === undefined) continue
      const looking = await scope.prepareOther(reader, {
        user: prepared.user,
        given: new Map([[below, child]]),
      })
      const wanted = cascades ? (findByPath(reader)?.otherwise.status ?? 404) : reader.success
      await scope.expect(cascades ? 'which goes with it' : 'which stays', looking, {}, status(wanted))
    }
  },
}

/** Rows that belong to another one. */
export const childProbes: readonly OperationProbe[] = [listedChildren, removedWithChildren]
