import type { Filter } from '../../design/step.js'
import { call, keyword, type Keyword } from '../../python/nodes/call.js'
import { attribute, name } from '../../python/nodes/name.js'
import { assign, expression, type Statement } from '../../python/nodes/statement.js'
import { tableNamed, type Backend } from '../backend.js'
import { columnNamed } from '../settled.js'
import { attributeOf, keyColumns, type Column, type Table } from '../table.js'
import { factoryName, type Arrangement } from './arrangement.js'
import { ownerValue } from './row-value.js'
import type { Scope, StepOf } from './scope.js'

/** The variable of the row that the caller is tied to. */
const TIED = 'tied'

/** A list of rows that refer to what the caller is tied to, such as a feed. */
interface Feed {
  /** The column of the listed rows that refers to it. */
  readonly column: Column
  /** The table of what the caller is tied to; null when another system keeps it. */
  readonly tied: Table | null
}

function feedOf(backend: Backend, { through: [hop, ...more], value }: Filter, table: Table): Feed | null {
  const column = hop === undefined || more.length > 0 ? null : columnNamed(table, hop.from)
  if (column === null || column.field.primaryKey || value.kind !== 'caller') return null
  const tied = [...backend.tables.values()].find((each) => each.name === column.foreignKey?.table) ?? null
  return { column, tied }
}

/** The column by which a listed row refers to what the caller is tied to. */
export function tiedColumns({ backend }: Scope, filter: Filter, table: Table): readonly Keyword[] {
  const feed = feedOf(backend, filter, table)
  if (feed === null) return []
  const { column, tied } = feed
  const key = tied === null ? undefined : keyColumns(tied)[0]
  return [
    keyword(
      column.attribute,
      key === undefined
        ? ownerValue(backend, 'OTHER_USER', column.field.type)
        : attribute(name(TIED), key.attribute),
    ),
  ]
}

/** The arrangement with a row to which the caller is tied, where a list shows what refers to such rows. */
export function withTies(
  scope: Scope,
  { filters }: StepOf<'select'>,
  table: Table,
  arrangement: Arrangement,
): Arrangement {
  const statements: Statement[] = []
  const fixtures: string[] = []
  for (const filter of filters) {
    const [hop] = filter.through
    const feed = feedOf(scope.backend, filter, table)
    if (feed === null || hop === undefined) continue
    const { column, tied } = feed
    if (tied !== null) {
      const key = keyColumns(tied)[0]
      // Of users the other one: the caller is not tied to the caller.
      const user = column.field.name === table.entity.owner && key !== undefined
      const id = user ? [keyword(key.attribute, ownerValue(scope.backend, 'OTHER_USER', key.field.type))] : []
      statements.push(assign(name(TIED), call(name(factoryName(tied)), ...id)))
      fixtures.push(factoryName(tied))
    }
    const holder = tableNamed(scope.backend, hop.entity)
    const caller = columnNamed(holder, filter.field)
    if (caller === null) continue
    const [reference] = tiedColumns(scope, filter, table)
    if (reference === undefined) continue
    statements.push(
      expression(
        call(
          name(factoryName(holder)),
          keyword(attributeOf(holder, hop.field), reference.value),
          keyword(caller.attribute, ownerValue(scope.backend, 'USER', caller.field.type)),
        ),
      ),
    )
    fixtures.push(factoryName(holder))
  }
  return {
    ...arrangement,
    statements: [...arrangement.statements, ...statements],
    fixtures: [...arrangement.fixtures, ...fixtures],
  }
}
