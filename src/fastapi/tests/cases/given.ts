import { givenOf } from '../../../design/aspect.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { call } from '../../../python/nodes/call.js'
import { none, number } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { binary, compare } from '../../../python/nodes/operator.js'
import { assign, expression } from '../../../python/nodes/statement.js'
import { wordsOf } from '../../../behaviour/naming.js'
import { own, tableNamed } from '../../backend.js'
import { attributeOf, type Table } from '../../table.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertEqual, assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** A stock rises by what making the row took, and by no more where the request comes twice. */
export function given(scope: Scope): readonly TestCase[] {
  return stepsOf(scope.operation, 'give').flatMap((step) => giving(scope, step))
}

function giving(scope: Scope, step: StepOf<'give'>): readonly TestCase[] {
  const { backend, operation } = scope
  const arrangement = arrange(scope)
  const row = arrangement.rows.get(step.row)
  const table = tableOfRow(scope, step.row)
  const content = contentOf(scope, arrangement, 'full')
  const amount = table === null || row === undefined ? null : amountOf(step, table, row)
  if (row === undefined || table === null || amount === null) return []
  const target = tableNamed(backend, step.entity)
  const what = wordsOf(step.field).join('_')
  const stock = attribute(name('giver'), attributeOf(target, step.field))
  const body = content === null || content.size === 0 ? {} : { body: bodyExpression(scope, content) }
  const sent = send(scope, clientOf(scope), { path: name('path'), ...body })
  return [
    testCase({
      name: `${operation.name}_gives_back_to_${what}`,
      shows: `What was taken is given back to ${what.replaceAll('_', ' ')}, once`,
      fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        assign(name('path'), arrangement.path),
        assign(
          name('giver'),
          call(
            attribute(name('session'), 'get'),
            own(backend, 'models', target.className),
            attribute(name(row), attributeOf(table, step.reference)),
          ),
        ),
        { kind: 'assert', test: compare(name('giver'), 'is not', none) },
        assign(name('after'), binary(stock, '+', amount)),
        respond(sent),
        assertStatus(operation.success),
        respond(sent),
        expression(call(attribute(name('session'), 'refresh'), name('giver'))),
        assertEqual(stock, name('after')),
      ],
      operation: operation.id,
      proves: [givenOf(operation, step.entity, step.field)],
      origins: originsOf(operation, 'description', 'exists'),
    }),
  ]
}

function amountOf({ amount }: StepOf<'give'>, table: Table, row: string): Expression | null {
  if (amount.kind === 'field') return attribute(name(row), attributeOf(table, amount.field))
  return amount.kind === 'constant' && typeof amount.value === 'number' ? number(amount.value) : null
}
