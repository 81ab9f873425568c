import type { Condition } from '../../../design/expression.js'
import { errorOf, rowRuleOf } from '../../../design/aspect.js'
import { call, keyword } from '../../../python/nodes/call.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { attribute, name } from '../../../python/nodes/name.js'
import type { Statement } from '../../../python/nodes/statement.js'
import { python } from '../../../python/nodes/quotation.js'
import { attributeOf } from '../../table.js'
import { arrange, type Arranging } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { stepsOf, tableOfRow, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

type ClockCondition = Extract<Condition, { readonly kind: 'clock' }>

/** A value on the wrong side of the present is refused, one on the right side taken; what a row has already may stay. */
export function clock(scope: Scope): readonly TestCase[] {
  return stepsOf(scope.operation, 'check').flatMap((check) => {
    const { condition } = check
    if (condition.kind !== 'clock') return []
    const field = scope.operation.body.find(({ name: named }) => named === condition.body)
    const tests = [sent(scope, check, condition, 'wrong')]
    // A value near the present may not fit others that samples hold.
    if ((field?.rank ?? null) === null) tests.push(sent(scope, check, condition, 'right'))
    if (condition.row !== null && (field?.rank ?? null) === null)
      tests.push(sent(scope, check, condition, 'kept'))
    return tests.filter((test) => test !== null)
  })
}

const NAMES = {
  wrong: ['refuses', 'on_the_wrong_side_of_the_present'],
  right: ['takes', 'on_the_right_side_of_the_present'],
  kept: ['keeps', 'that_time_has_overtaken'],
} as const

const SHOWS = {
  right: 'A value on the right side of the present is taken',
  kept: 'What a row has already may stay, though the present has moved on',
} as const

function sent(
  scope: Scope,
  check: StepOf<'check'>,
  condition: ClockCondition,
  which: 'wrong' | 'right' | 'kept',
): TestCase | null {
  const { operation } = scope
  const { rule, body, type, row } = condition
  const early = rule.relation === 'less' || rule.relation === 'atMost'
  const ahead = (which === 'right') !== early
  const arranging: Arranging = which === 'kept' ? stored(scope, row, rule.column) : {}
  const arrangement = arrange(scope, arranging)
  const content = contentOf(scope, arrangement, 'least')
  if (content === null) return null
  const value = call(attribute(name('value'), 'isoformat'))
  const changed = new Map<string, Expression>([...content, [body, value]])
  const { status, field = null, message } = check.otherwise
  const refused = which === 'wrong'
  const [verb, side] = NAMES[which]
  return testCase({
    name: `${operation.name}_${verb}_${body}_${side}`,
    shows: refused ? `${message}, or the request is refused` : SHOWS[which],
    fixtures: [clientOf(scope), ...arrangement.fixtures],
    body: [
      nearPresent(type, ahead),
      ...arrangement.statements,
      respond(send(scope, clientOf(scope), { path: arrangement.path, body: bodyExpression(scope, changed) })),
      assertStatus(refused ? status : operation.success),
      ...(refused && field === null ? [assertMessage(scope, message, status)] : []),
    ],
    operation: operation.id,
    proves: refused
      ? [rowRuleOf(operation, rule), errorOf(operation, status, field === null ? 'condition' : 'validation')]
      : [rowRuleOf(operation, rule)],
    origins: check.origins,
  })
}

/** The row with the value already. */
function stored(scope: Scope, row: string | null, column: string): Arranging {
  const table = row === null ? null : tableOfRow(scope, row)
  if (row === null || table === null) return {}
  return { values: new Map([[row, [keyword(attributeOf(table, column), name('value'))]]]) }
}

/** Two days before or after the present: far enough from midnight, whenever the test runs. */
function nearPresent(type: ClockCondition['type'], ahead: boolean): Statement {
  if (type === 'date')
    return ahead
      ? python`
          from datetime import UTC, datetime, timedelta

          value = datetime.now(UTC).date() + timedelta(days=2)
        `
      : python`
          from datetime import UTC, datetime, timedelta

          value = datetime.now(UTC).date() - timedelta(days=2)
        `
  return ahead
    ? python`
        from datetime import UTC, datetime, timedelta

        value = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
      `
    : python`
        from datetime import UTC, datetime, timedelta

        value = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2)
      `
}
