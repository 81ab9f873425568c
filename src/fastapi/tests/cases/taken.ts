import { errorOf, takenOf } from '../../../design/aspect.js'
import { wordsOf } from '../../../behaviour/naming.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { number } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { binary } from '../../../python/nodes/operator.js'
import { expression } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { attributeOf, type Table } from '../../table.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { amountSent } from '../lines-literal.js'
import { plenty } from '../plenty.js'
import { assertEqual, assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** A stock falls by what was asked for; where too little is left, the request is refused and takes nothing. */
export function taken(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const takes: readonly Taking[] = [
    ...stepsOf(operation, 'take'),
    ...stepsOf(operation, 'takeEach').map((step) => ({
      ...step,
      row: step.rows,
      amount: {
        kind: 'constant' as const,
        value: step.amount === null ? 1 : amountSent(scope, step.list, step.amount),
      },
    })),
  ]
  return takes.flatMap((step) =>
    [true, false].flatMap((enough) => taking(scope, step, tableNamed(backend, step.entity), enough)),
  )
}

type Taking = Pick<StepOf<'take'>, 'row' | 'entity' | 'field' | 'amount' | 'otherwise'>

function taking(scope: Scope, step: Taking, table: Table, enough: boolean): readonly TestCase[] {
  const { operation } = scope
  const stock = attributeOf(table, step.field)
  const before = enough ? plenty(table, step.field) : 0
  const arrangement = arrange(scope, {
    values: new Map([[step.row, [keyword(stock, number(before))]]]),
  })
  const content = contentOf(scope, arrangement, 'full')
  const row = arrangement.rows.get(step.row)
  const amount: Expression | undefined =
    step.amount.kind === 'body' ? content?.get(step.amount.field) : constantAmount(step)
  if (content === null || row === undefined || amount === undefined) return []
  const { status, message } = step.otherwise
  const what = wordsOf(step.field).join('_')
  return [
    testCase({
      name: enough ? `${operation.name}_takes_from_${what}` : `${operation.name}_refuses_without_${what}`,
      shows: enough
        ? `The ${what.replaceAll('_', ' ')} falls by what is taken`
        : `Where too little ${what.replaceAll('_', ' ')} is left, nothing is taken`,
      fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        respond(
          send(scope, clientOf(scope), { path: arrangement.path, body: bodyExpression(scope, content) }),
        ),
        assertStatus(enough ? operation.success : status),
        ...(enough ? [] : [assertMessage(scope, message, status)]),
        expression(call(attribute(name('session'), 'refresh'), name(row))),
        assertEqual(attribute(name(row), stock), enough ? binary(number(before), '-', amount) : number(0)),
      ],
      operation: operation.id,
      proves: enough
        ? [takenOf(operation, step.entity, step.field)]
        : [errorOf(operation, status, 'condition')],
      origins: originsOf(operation, enough ? 'description' : `error.${status}`, 'exists'),
    }),
  ]
}

function constantAmount({ amount }: Taking): Expression | undefined {
  return amount.kind === 'constant' ? jsonLiteral(amount.value) : undefined
}
