import { errorOf, storedOf } from '../../../design/aspect.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { list, set } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { attribute, name, symbol } from '../../../python/nodes/name.js'
import { assign, expression, type Statement } from '../../../python/nodes/statement.js'
import { own, tableNamed } from '../../backend.js'
import { attributeOf, type Table } from '../../table.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange, factoryName, ownerColumn } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertEqual, assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import type { User } from '../row-value.js'
import { fieldNamed, originsOf, stepsOf, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'
import { unknownId } from '../unknown-id.js'

/** A list of keys ties a row to those rows and to no others; one that the caller cannot name ties none. */
export function relinked(scope: Scope): readonly TestCase[] {
  return stepsOf(scope.operation, 'relink').flatMap((step) => [
    tying(scope, step),
    refusing(scope, step, false),
    ...(step.owner === null ? [] : [refusing(scope, step, true)]),
  ])
}

/** A row that can be tied, under a name. */
function made(scope: Scope, other: Table, local: string, user: User): Statement {
  return assign(name(local), call(name(factoryName(other)), ...ownerColumn(scope, other, user)))
}

function keyIn(scope: Scope, { other }: StepOf<'relink'>, local: string): Expression {
  const table = tableNamed(scope.backend, other.entity)
  const key = attribute(name(local), attributeOf(table, other.key))
  return fieldNamed(table.entity, other.key)?.type === 'uuid' ? call(name('str'), key) : key
}

function sending(scope: Scope, step: StepOf<'relink'>, keys: readonly Expression[]) {
  const arrangement = arrange(scope)
  const content = new Map(contentOf(scope, arrangement, 'least') ?? [])
  if (step.value.kind === 'body') content.set(step.value.field, list(keys))
  const request = respond(
    send(scope, clientOf(scope), { path: arrangement.path, body: bodyExpression(scope, content) }),
  )
  return { arrangement, request }
}

function tying(scope: Scope, step: StepOf<'relink'>): TestCase {
  const { backend, operation } = scope
  const other = tableNamed(backend, step.other.entity)
  const link = tableNamed(backend, step.entity)
  const keys = ['chosen', 'another'].map((local) => keyIn(scope, step, local))
  const { arrangement, request } = sending(scope, step, [...keys, ...keys.slice(0, 1)])
  const isNew = stepsOf(operation, 'insert').some(({ row }) => row === step.row)
  const row = arrangement.rows.get(step.row)
  const model = own(backend, 'models', link.className)
  const column = attribute(model, attributeOf(link, step.other.field))
  const ties = call(
    attribute(call(attribute(name('session'), 'exec'), call(symbol('sqlmodel', 'select'), column)), 'all'),
  )
  const tie = call(
    name(factoryName(link)),
    keyword(attributeOf(link, step.tie.field), attribute(name(row ?? ''), step.tie.target)),
    keyword(attributeOf(link, step.other.field), attribute(name('former'), step.other.key)),
  )
  const before: readonly Statement[] =
    isNew || row === undefined ? [] : [made(scope, other, 'former', 'USER'), expression(tie)]
  const fixtures = [
    clientOf(scope),
    'session',
    ...arrangement.fixtures,
    factoryName(other),
    ...(before.length === 0 ? [] : [factoryName(link)]),
  ]
  return testCase({
    name: `${operation.name}_ties_the_rows_it_lists`,
    shows: 'The row is tied to those that are listed, each once, and to no others',
    fixtures: [...new Set(fixtures)],
    body: [
      ...arrangement.statements,
      made(scope, other, 'chosen', 'USER'),
      made(scope, other, 'another', 'USER'),
      ...before,
      request,
      assertStatus(operation.success),
      assertEqual(
        call(name('set'), ties),
        set(['chosen', 'another'].map((local) => attribute(name(local), attributeOf(other, step.other.key)))),
      ),
    ],
    operation: operation.id,
    proves: [storedOf(operation)],
    origins: originsOf(operation, 'exists'),
  })
}

function refusing(scope: Scope, step: StepOf<'relink'>, foreign: boolean): TestCase {
  const { backend, operation } = scope
  const other = tableNamed(backend, step.other.entity)
  const type = fieldNamed(other.entity, step.other.key)?.type
  const unknown = jsonLiteral(type === 'integer' ? Number(unknownId('integer')) : unknownId('uuid'))
  const keys = [keyIn(scope, step, 'chosen'), foreign ? keyIn(scope, step, 'theirs') : unknown]
  const { arrangement, request } = sending(scope, step, keys)
  const { status, message } = step.otherwise
  return testCase({
    name: `${operation.name}_refuses_${foreign ? 'rows_of_others' : 'unknown_rows'}_in_its_list`,
    shows: foreign ? "Another user's row is answered as one that is not there" : 'Every key must name a row',
    fixtures: [...new Set([clientOf(scope), ...arrangement.fixtures, factoryName(other)])],
    body: [
      ...arrangement.statements,
      made(scope, other, 'chosen', 'USER'),
      ...(foreign ? [made(scope, other, 'theirs', 'OTHER_USER')] : []),
      request,
      assertStatus(status),
      assertMessage(scope, message, status),
    ],
    operation: operation.id,
    proves: [errorOf(operation, status, status === 404 ? 'absent' : 'condition')],
    origins: step.origins,
  })
}
