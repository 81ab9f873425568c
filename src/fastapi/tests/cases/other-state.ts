import { errorOf } from '../../../design/aspect.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { expression } from '../../../python/nodes/statement.js'
import { attributeOf } from '../../table.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertEqual, assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { fieldNamed, originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** A row in a state from which it may not move on is refused, and stays as it is. */
export function otherState(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  return stepsOf(operation, 'check').flatMap(({ condition, otherwise }): readonly TestCase[] => {
    if (condition.kind !== 'oneOf' || condition.value.kind !== 'field') return []
    const { row: bound, field: column } = condition.value
    const table = tableOfRow(scope, bound)
    const field = table === null ? null : fieldNamed(table.entity, column)
    const others = (field?.enum ?? []).filter(
      (value) => !condition.values.includes(value) && !isGuarded(scope, bound, column, value),
    )
    if (table === null || others.length === 0) return []
    const state = keyword(attributeOf(table, column), name('state'))
    const arrangement = arrange(scope, { values: new Map([[bound, [state]]]) })
    const row = arrangement.rows.get(bound)
    const content = contentOf(scope, arrangement, 'least')
    if (row === undefined || (content === null && operation.body.length > 0)) return []
    return [
      testCase({
        name: `${operation.name}_refuses_other_states`,
        shows: 'Only along the allowed edges does a row move to another state',
        fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
        parametrized: [
          {
            arguments: [{ name: 'state', type: name('str') }],
            runs: others.map((value) => ({ id: value, values: [string(value)] })),
          },
        ],
        body: [
          ...arrangement.statements,
          respond(
            send(scope, clientOf(scope), {
              path: arrangement.path,
              body: content === null || content.size === 0 ? null : bodyExpression(scope, content),
            }),
          ),
          assertStatus(otherwise.status),
          assertMessage(scope, otherwise.message, otherwise.status),
          expression(call(attribute(name('session'), 'refresh'), name(row))),
          assertEqual(attribute(name(row), attributeOf(table, column)), name('state')),
        ],
        operation: operation.id,
        proves: [errorOf(operation, otherwise.status, 'condition')],
        origins: originsOf(operation, `error.${otherwise.status}`, 'exists'),
      }),
    ]
  })
}

/** Whether a guard refuses the state before, perhaps with another answer. */
function isGuarded({ operation }: Scope, row: string, column: string, state: string): boolean {
  return stepsOf(operation, 'check').some(
    ({ condition }) =>
      condition.kind === 'guard' &&
      condition.row === row &&
      condition.refused === 'any' &&
      condition.tests.some(
        (test) =>
          test.kind === 'column' &&
          test.test.is === 'equal' &&
          test.test.column === column &&
          test.test.value === state,
      ),
  )
}
