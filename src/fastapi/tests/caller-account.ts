import { call, keyword } from '../../python/nodes/call.js'
import { name } from '../../python/nodes/name.js'
import { expression, type Statement } from '../../python/nodes/statement.js'
import { tableNamed } from '../backend.js'
import { viewsShownBy } from '../models-of.js'
import { columnNamed } from '../settled.js'
import { attributeOf, type Table } from '../table.js'
import { ownerValue, type User } from './row-value.js'
import { stepsOf, type Scope } from './scope.js'

/** The row of the caller, for an operation that shows whom a new row belongs to. */
export interface CallerAccount {
  readonly table: Table
  readonly statement: Statement
}

/** The account that a new row of the caller refers to and that the answer shows; null where none is shown. */
export function callerAccount(
  scope: Scope,
  user: User,
  factory: (table: Table) => string,
): CallerAccount | null {
  const { backend, operation } = scope
  if (stepsOf(operation, 'find').some(({ key }) => key.value.kind === 'caller')) return null
  for (const insert of stepsOf(operation, 'insert')) {
    for (const view of viewsShownBy(operation.responseBody)) {
      if (view.entity !== insert.entity) continue
      for (const field of view.fields) {
        if (field.kind !== 'view') continue
        const set = insert.values.find(({ field: column }) => column === field.reference)
        const table = tableNamed(backend, field.view.entity)
        const key = columnNamed(table, field.target)
        if (set?.value.kind !== 'caller' || key === null) continue
        const id = keyword(attributeOf(table, field.target), ownerValue(backend, user, key.field.type))
        return { table, statement: expression(call(name(factory(table)), id)) }
      }
    }
  }
  return null
}
