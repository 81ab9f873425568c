import { errorOf } from '../../../design/aspect.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { expression } from '../../../python/nodes/statement.js'
import { columnNamed } from '../../settled.js'
import { attributeOf, type Table } from '../../table.js'
import { arrange, factoryName } from '../arrangement.js'
import { assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** The fixture by which the application checks foreign keys. */
export const CHECKED_REFERENCES = 'checked_references'

/** A row to which others refer is not removed. */
export function referredRow(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const [remove] = stepsOf(operation, 'remove')
  const referred = remove?.referred ?? null
  const table = remove === undefined ? null : tableOfRow(scope, remove.row)
  if (remove === undefined || referred === null || table === null || !backend.asynchronous) return []
  const child = [...backend.tables.values()].find(
    (other) => other !== table && referenceTo(other, table) !== null && !isGuarded(scope, other),
  )
  const reference = child === undefined ? null : referenceTo(child, table)
  if (child === undefined || reference === null) return []
  const arrangement = arrange(scope)
  const row = arrangement.rows.get(remove.row)
  if (row === undefined) return []
  const tie = keyword(
    attributeOf(child, reference.name),
    attribute(name(row), attributeOf(table, reference.target)),
  )
  return [
    testCase({
      name: `${operation.name}_keeps_a_row_with_${child.name}`,
      shows: `${referred.message}: the row stays, and what refers to it`,
      fixtures: [
        ...new Set([
          CHECKED_REFERENCES,
          clientOf(scope),
          'session',
          ...arrangement.fixtures,
          factoryName(child),
        ]),
      ],
      body: [
        ...arrangement.statements,
        expression(call(name(factoryName(child)), tie)),
        respond(send(scope, clientOf(scope), { path: arrangement.path })),
        assertStatus(referred.status),
        assertMessage(scope, referred.message, referred.status),
        expression(call(attribute(name('session'), 'refresh'), name(row))),
      ],
      operation: operation.id,
      proves: [errorOf(operation, referred.status, 'condition')],
      origins: originsOf(operation, `error.${referred.status}`, 'exists'),
    }),
  ]
}

/** The column by which rows of a table keep the row that they refer to, and the column that it holds. */
function referenceTo(child: Table, parent: Table): { readonly name: string; readonly target: string } | null {
  for (const { field, foreignKey } of child.columns) {
    if (foreignKey === null || (field.onDelete !== null && field.onDelete !== 'restrict')) continue
    if (foreignKey.table === parent.name && columnNamed(parent, foreignKey.column) !== null)
      return { name: field.name, target: foreignKey.column }
  }
  return null
}

/** Whether the operation looks for rows of a table before it removes a row, which has a test of its own. */
function isGuarded({ operation }: Scope, { entity }: Table): boolean {
  return stepsOf(operation, 'check').some(
    ({ condition }) =>
      condition.kind === 'guard' &&
      condition.tests.some((test) => test.kind === 'rows' && test.entity === entity.name),
  )
}
