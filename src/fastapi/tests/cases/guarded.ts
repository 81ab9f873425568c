import { errorOf, guardOf } from '../../../design/aspect.js'
import type { RowTest } from '../../../design/row-test.js'
import { call, keyword, type Keyword } from '../../../python/nodes/call.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { expression, type Statement } from '../../../python/nodes/statement.js'
import { jsonLiteral } from '../../values/json.js'
import { tableNamed } from '../../backend.js'
import { attributeOf, type Table } from '../../table.js'
import { arrange, factoryName } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { columnsFor, refusing, type Guard } from '../guarded.js'
import { assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { stepsOf, tableOfRow, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** A row that an operation refuses for what it is stays as it is. */
export function guarded(scope: Scope): readonly TestCase[] {
  return stepsOf(scope.operation, 'check').flatMap((check) => {
    const { condition } = check
    if (condition.kind !== 'guard') return []
    return refusing(condition)
      .map((tests) => refused(scope, check, condition, tests))
      .filter((test) => test !== null)
  })
}

function refused(
  scope: Scope,
  check: StepOf<'check'>,
  guard: Guard,
  tests: readonly RowTest[],
): TestCase | null {
  const { operation } = scope
  const { status, message } = check.otherwise
  const table = tableOfRow(scope, guard.row)
  const [test] = tests
  if (table === null || test === undefined) return null
  const columns = columnsOf(guard, tests, table)
  if (columns === null) return null
  const arrangement = arrange(scope, { values: new Map([[guard.row, columns]]) })
  const row = arrangement.rows.get(guard.row)
  const content = contentOf(scope, arrangement, 'least')
  if (row === undefined || (content === null && operation.body.length > 0)) return null
  const tied = test.kind === 'rows' ? tiedRow(scope, test, table, row) : null
  return testCase({
    name: `${operation.name}_refuses_${labelOf(guard, test)}`,
    shows: `${message}: the request is refused, and nothing changes`,
    fixtures: [
      clientOf(scope),
      'session',
      ...arrangement.fixtures,
      ...(test.kind === 'rows' ? [factoryName(tableNamed(scope.backend, test.entity))] : []),
    ],
    body: [
      ...arrangement.statements,
      ...(tied === null ? [] : [tied]),
      respond(
        send(scope, clientOf(scope), {
          path: arrangement.path,
          body: content === null || content.size === 0 ? null : bodyExpression(scope, content),
        }),
      ),
      assertStatus(status),
      assertMessage(scope, message, status),
      expression(call(attribute(name('session'), 'refresh'), name(row))),
    ],
    operation: operation.id,
    proves: [guardOf(operation, guard.tests), errorOf(operation, status, 'condition')],
    origins: check.origins,
  })
}

/** The columns of a row that is refused; of "none of these states" the first value that is none of them. */
function columnsOf(guard: Guard, tests: readonly RowTest[], table: Table): readonly Keyword[] | null {
  const [first] = tests
  return first === undefined ? null : columnsFor(guard, first, table, true)
}

/** Stores a row that refers to the row. */
function tiedRow(
  { backend }: Scope,
  { entity, field, target, where }: Extract<RowTest, { readonly kind: 'rows' }>,
  table: Table,
  row: string,
): Statement {
  const other = tableNamed(backend, entity)
  const states = where.flatMap((test) =>
    test.is === 'equal' ? [keyword(attributeOf(other, test.column), jsonLiteral(test.value))] : [],
  )
  return expression(
    call(
      name(factoryName(other)),
      keyword(attributeOf(other, field), attribute(name(row), attributeOf(table, target))),
      ...states,
    ),
  )
}

/** `a_shipped_row`, `a_row_with_loans`, in words of the columns. */
function labelOf(guard: Guard, test: RowTest): string {
  switch (test.kind) {
    case 'rows':
      return `a_row_with_${test.entity}`
    case 'age':
      return test.older ? 'a_row_of_long_ago' : 'a_row_of_just_now'
    case 'number':
      return `a_row_by_its_${test.column}`
    case 'column': {
      const { test: condition } = test
      if (!('value' in condition)) return `a_row_by_its_${condition.column}`
      return guard.refused === 'any' && condition.is === 'equal'
        ? `${condition.column}_${String(condition.value)}`
        : `another_${condition.column}`
    }
  }
}
