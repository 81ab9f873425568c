import { call, keyword } from '../../python/nodes/call.js'
import { name } from '../../python/nodes/name.js'
import { expression, type Statement } from '../../python/nodes/statement.js'
import { tableNamed } from '../backend.js'
import { columnNamed } from '../settled.js'
import { attributeOf, type Table } from '../table.js'
import { factoryName, type Arrangement } from './arrangement.js'
import { ownerValue } from './row-value.js'
import type { Scope, StepOf } from './scope.js'

/** The arrangement with the caller tied to the other user, where a list shows rows of those the caller is tied to. */
export function withTies(
  scope: Scope,
  { filters }: StepOf<'select'>,
  table: Table,
  arrangement: Arrangement,
): Arrangement {
  const ties = filters.flatMap(({ through: [hop, ...more], field, value }): readonly [Table, Statement][] => {
    if (hop === undefined || more.length > 0 || value.kind !== 'caller') return []
    const other = tableNamed(scope.backend, hop.entity)
    const from = columnNamed(table, hop.from)?.field
    const caller = columnNamed(other, field)?.field
    if (from === undefined || caller === undefined || from.primaryKey) return []
    const made = call(
      name(factoryName(other)),
      keyword(attributeOf(other, hop.field), ownerValue(scope.backend, 'OTHER_USER', from.type)),
      keyword(attributeOf(other, field), ownerValue(scope.backend, 'USER', caller.type)),
    )
    return [[other, expression(made)]]
  })
  return {
    ...arrangement,
    statements: [...arrangement.statements, ...ties.map(([, statement]) => statement)],
    fixtures: [...arrangement.fixtures, ...ties.map(([other]) => factoryName(other))],
  }
}
