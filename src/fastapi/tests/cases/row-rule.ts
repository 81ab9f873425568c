import type { JsonValue } from '../../../claims/json.js'
import type { RowRule } from '../../../claims/row-rule.js'
import { errorOf, rowRuleOf } from '../../../design/aspect.js'
import { conforms } from '../../../design/conformance.js'
import type { BodyField } from '../../../design/operation.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf, type Content } from '../content.js'
import { assertStatus, clientOf, respond, send } from '../request.js'
import { sample } from '../sample.js'
import { stepsOf, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Changes of a valid body; null for a field that is not sent. */
type Changes = ReadonlyMap<string, JsonValue | null>

/** A body whose values do not fit each other, or not the row, is refused; one whose values do is not. */
export function rowRule(scope: Scope): readonly TestCase[] {
  return stepsOf(scope.operation, 'check').flatMap((check) => {
    const { condition } = check
    if (condition.kind !== 'rowRule') return []
    const fields = bodyFields(scope)
    const [broken, kept] =
      condition.rule.kind === 'order'
        ? [outOfOrder(condition.rule, fields), null]
        : required(condition.rule, fields)
    const refused = broken === null ? null : sent(scope, check, condition.rule, broken, false)
    const accepted = kept === null ? null : sent(scope, check, condition.rule, kept, true)
    return [refused, accepted].filter((test) => test !== null)
  })
}

/** Body fields by the columns that they fill. */
function bodyFields({ operation }: Scope): ReadonlyMap<string, BodyField> {
  return new Map(operation.body.flatMap((field) => (field.column === null ? [] : [[field.column, field]])))
}

type RuleOf<K extends RowRule['kind']> = Extract<RowRule, { readonly kind: K }>

/** Each of two values where the other belongs; of a single one, a moment on the wrong side of every row. */
function outOfOrder(rule: RuleOf<'order'>, fields: ReadonlyMap<string, BodyField>): Changes | null {
  const [one, other] = [fields.get(rule.column), fields.get(rule.than)]
  if (one !== undefined && other !== undefined) {
    const [low, high] = [sample(other, other.name, 'second'), sample(one, one.name, 'second')]
    if (low === undefined || high === undefined || !conforms(one, low) || !conforms(other, high)) return null
    return new Map([
      [one.name, low],
      [other.name, high],
    ])
  }
  const alone = one ?? other
  if (alone === undefined) return null
  const early = (rule.relation === 'greater' || rule.relation === 'atLeast') === (alone === one)
  const day = early ? '2001-01-01' : '2199-01-01'
  if (alone.type === 'date') return new Map([[alone.name, day]])
  return alone.type === 'datetime' ? new Map([[alone.name, `${day}T00:00:00Z`]]) : null
}

/** The condition without the value, and with it. */
function required(
  { column, when }: RuleOf<'required'>,
  fields: ReadonlyMap<string, BodyField>,
): readonly [Changes | null, Changes | null] {
  const [field, condition] = [fields.get(column), fields.get(when.column)]
  if (condition === undefined || when.is === 'notEqual') return [null, null]
  const value = when.is === 'equal' ? when.value : sample(condition, condition.name, 'second')
  if (value === undefined || (field?.required ?? false)) return [null, null]
  const met: readonly (readonly [string, JsonValue | null])[] = [
    [condition.name, when.is === 'null' ? null : value],
  ]
  const given = field === undefined ? undefined : sample(field, field.name, 'second')
  return [
    new Map([...met, ...(field === undefined ? [] : [[field.name, null] as const])]),
    field === undefined || given === undefined ? null : new Map([...met, [field.name, given]]),
  ]
}

function sent(
  scope: Scope,
  check: StepOf<'check'>,
  rule: RowRule,
  changes: Changes,
  accepted: boolean,
): TestCase | null {
  const { operation } = scope
  const arrangement = arrange(scope)
  const least = contentOf(scope, arrangement, 'least')
  if (least === null) return null
  const content = new Map<string, Expression>(least)
  for (const [field, value] of changes)
    if (value === null) content.delete(field)
    else content.set(field, jsonLiteral(value))
  const { status, field = null } = check.otherwise
  const body: Content = content
  return testCase({
    name: accepted
      ? `${operation.name}_accepts_${rule.column}_where_it_is_required`
      : `${operation.name}_refuses_${rule.column}_that_does_not_fit`,
    shows: accepted
      ? `With ${rule.column} the condition may hold`
      : `${check.otherwise.message}, or the request is refused`,
    fixtures: [clientOf(scope), ...arrangement.fixtures],
    body: [
      ...arrangement.statements,
      respond(send(scope, clientOf(scope), { path: arrangement.path, body: bodyExpression(scope, body) })),
      assertStatus(accepted ? operation.success : status),
      ...(accepted || field === null
        ? []
        : [
            {
              kind: 'assert' as const,
              test: compare(string(field), 'in', attribute(name('response'), 'text')),
            },
          ]),
    ],
    operation: operation.id,
    proves: accepted
      ? [rowRuleOf(operation, rule)]
      : [rowRuleOf(operation, rule), errorOf(operation, status, 'validation')],
    origins: check.origins,
  })
}
