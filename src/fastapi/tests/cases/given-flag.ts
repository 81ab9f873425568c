import { storedOf } from '../../../design/aspect.js'
import { columnOfTest } from '../../../design/row-test.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { boolean } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { expression } from '../../../python/nodes/statement.js'
import { attributeOf } from '../../table.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertEqual, assertStatus, clientOf, respond, send } from '../request.js'
import { fieldNamed, originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { testCase, type Parametrization, type TestCase } from '../test-case.js'

/** A flag takes the value that is sent, whatever it was: setting it is not flipping it. */
export function givenFlag(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const assignment = stepsOf(operation, 'assign').at(-1)
  const table = assignment === undefined ? null : tableOfRow(scope, assignment.row)
  if (assignment === undefined || table === null) return []
  for (const { field: column, value } of assignment.values) {
    const sent = value.kind === 'body' ? value.field : null
    // What the flag asks of other fields has tests of its own.
    if (operation.body.some(({ name: field, avoided }) => field === sent && avoided !== undefined)) continue
    if (value.kind !== 'body' || fieldNamed(table.entity, column)?.type !== 'boolean') continue
    if (guardsColumn(scope, assignment.row, column)) continue
    const before = keyword(attributeOf(table, column), name('before'))
    const arrangement = arrange(scope, { values: new Map([[assignment.row, [before]]]) })
    const content = contentOf(scope, arrangement, 'least')
    const row = arrangement.rows.get(assignment.row)
    if (content === null || row === undefined) continue
    return [
      testCase({
        name: `${operation.name}_sets_the_value_that_is_sent`,
        shows: 'The flag takes the value that is sent, whatever it was',
        fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
        parametrized: [both('before'), both('sent')],
        body: [
          ...arrangement.statements,
          respond(
            send(scope, clientOf(scope), {
              path: arrangement.path,
              body: bodyExpression(scope, new Map([...content, [value.field, name('sent')]])),
            }),
          ),
          assertStatus(operation.success),
          expression(call(attribute(name('session'), 'refresh'), name(row))),
          assertEqual(attribute(name(row), attributeOf(table, column)), name('sent')),
        ],
        operation: operation.id,
        proves: [storedOf(operation)],
        origins: originsOf(operation, 'success', 'exists'),
      }),
    ]
  }
  return []
}

/** Runs with both values of a flag. */
function both(argument: string): Parametrization {
  return {
    arguments: [{ name: argument, type: name('bool') }],
    runs: [false, true].map((value) => ({ id: `${argument} ${value}`, values: [boolean(value)] })),
  }
}

/** Whether rows are refused for what they have in a column. */
function guardsColumn({ operation }: Scope, row: string, column: string): boolean {
  return stepsOf(operation, 'check').some(
    ({ condition }) =>
      condition.kind === 'guard' &&
      condition.row === row &&
      condition.tests.some((test) => columnOfTest(test) === column),
  )
}
