import { followedOf } from '../../../design/aspect.js'
import type { Tie } from '../../../design/step.js'
import type { Field } from '../../../design/entity.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { call } from '../../../python/nodes/call.js'
import { none } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { assign, expression, type Statement } from '../../../python/nodes/statement.js'
import { jsonLiteral } from '../../values/json.js'
import { own, tableNamed } from '../../backend.js'
import { columnNamed } from '../../settled.js'
import { attributeOf, type Table } from '../../table.js'
import { arrange, type Arrangement } from '../arrangement.js'
import { bodyExpression, contentOf, type Content } from '../content.js'
import { occasioned } from '../occasion.js'
import { assertEqual, assertStatus, clientOf, respond, send } from '../request.js'
import { stepsOf, tableOfRow, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** The row to which another refers takes the values that documents give it, and keeps its own where nothing calls for them. */
export function followed(scope: Scope): readonly TestCase[] {
  return stepsOf(scope.operation, 'follow').flatMap((step) =>
    step.values.flatMap((tie) => [true, false].flatMap((there) => following(scope, step, tie, there))),
  )
}

function following(scope: Scope, step: StepOf<'follow'>, tie: Tie, there: boolean): readonly TestCase[] {
  const { backend, operation } = scope
  const table = tableNamed(backend, step.entity)
  const column = columnNamed(table, tie.field)
  const occasion = occasioned(scope, step.when, there)
  if (column === null || occasion === null) return []
  const arrangement = arrange(scope, { values: occasion.rows })
  const plain = contentOf(scope, arrangement, 'full')
  if (plain === null && operation.body.length > 0) return []
  const content: Content = new Map([...(plain ?? []), ...occasion.content])
  const key = keyOfFollowed(scope, step, arrangement)
  const before = valueBefore(column.field, tie.value)
  if (key === null || before === null) return []
  const at = attribute(name('followed'), column.attribute)
  const what = `${table.name}_${column.field.name}`
  return [
    testCase({
      name: there ? `${operation.name}_changes_${what}` : `${operation.name}_keeps_${what}`,
      shows: there
        ? `${step.entity}.${tie.field} takes its value with it`
        : `${step.entity}.${tie.field} stays where nothing calls for another value`,
      fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        assign(
          name('followed'),
          call(attribute(name('session'), 'get'), own(backend, 'models', table.className), key),
        ),
        { kind: 'assert', test: compare(name('followed'), 'is not', none) },
        assign(at, before),
        expression(call(attribute(name('session'), 'commit'))),
        respond(
          send(scope, clientOf(scope), {
            path: arrangement.path,
            body: content.size === 0 ? null : bodyExpression(scope, content),
          }),
        ),
        assertStatus(operation.success),
        expression(call(attribute(name('session'), 'refresh'), name('followed'))),
        there ? assertTaken(at, before, tie.value) : assertEqual(at, before),
      ],
      operation: operation.id,
      proves: there ? [followedOf(operation, step.entity, tie.field)] : [],
      origins: step.origins,
    }),
  ]
}

/** The key of the row that takes the value: of one that the request names, or of the one above the row that it finds. */
function keyOfFollowed(scope: Scope, step: StepOf<'follow'>, { rows }: Arrangement): Expression | null {
  const local = rows.get(step.row)
  const table = tableOfRow(scope, step.row)
  if (local !== undefined && table !== null) return attribute(name(local), attributeOf(table, step.reference))
  const found = stepsOf(scope.operation, 'find').find(({ entity }) => entity === step.entity)
  const above = found === undefined ? undefined : rows.get(found.row)
  const target: Table = tableNamed(scope.backend, step.entity)
  return above === undefined ? null : attribute(name(above), attributeOf(target, step.key))
}

/** A value that differs from the one that the row takes. */
function valueBefore(column: Field, value: Tie['value']): Expression | null {
  if (value.kind !== 'constant') return column.nullable ? none : null
  if (typeof value.value === 'boolean') return jsonLiteral(!value.value)
  const other = column.enum?.find((one) => one !== value.value)
  if (other !== undefined) return jsonLiteral(other)
  if (value.value !== null && column.nullable) return none
  return typeof value.value === 'number' ? jsonLiteral(value.value + 1) : null
}

function assertTaken(at: Expression, before: Expression, value: Tie['value']): Statement {
  return value.kind === 'constant'
    ? assertEqual(at, jsonLiteral(value.value))
    : { kind: 'assert', test: compare(at, 'is not', before) }
}
