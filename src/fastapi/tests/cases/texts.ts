import { emptyListOf, responseOf, successOf } from '../../../design/aspect.js'
import { call, keyword, subscript } from '../../../python/nodes/call.js'
import { list } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { string } from '../../../python/nodes/literal.js'
import { name } from '../../../python/nodes/name.js'
import { expression, type Statement } from '../../../python/nodes/statement.js'
import type { ResponseBody } from '../../../design/operation.js'
import { tableNamed } from '../../backend.js'
import { attributeOf } from '../../table.js'
import { arrange, factoryName } from '../arrangement.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { originsOf, stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Each text is listed once, in order, and without rows there is none. */
export function texts(scope: Scope): readonly TestCase[] {
  const { operation, backend } = scope
  const distinct = stepsOf(operation, 'distinct')[0]
  const place = distinct === undefined ? null : placeOf(operation.responseBody)
  if (distinct === undefined || place === null) return []
  const table = tableNamed(backend, distinct.entity)
  const column = attributeOf(table, distinct.field)
  const make = (text: string): Statement =>
    expression(call(name(factoryName(table)), keyword(column, string(text))))
  const { path, statements, fixtures } = arrange(scope)
  const request = respond(send(scope, clientOf(scope), { path }))
  const common = { operation: operation.id, origins: originsOf(operation, 'success', 'exists') }
  return [
    testCase({
      ...common,
      name: `${operation.name}_lists_each_text_once`,
      shows: 'What several rows hold is listed once, in order',
      fixtures: [clientOf(scope), ...fixtures, factoryName(table)],
      body: [
        ...statements,
        ...['green', 'blue', 'green'].map(make),
        request,
        assertStatus(operation.success),
        assertEqual(place, list([string('blue'), string('green')])),
      ],
      proves: [successOf(operation), responseOf(operation)],
    }),
    testCase({
      ...common,
      name: `${operation.name}_may_be_empty`,
      shows: 'Without rows the list is empty',
      fixtures: [clientOf(scope), ...fixtures],
      body: [...statements, request, assertStatus(operation.success), assertEqual(place, list([]))],
      proves: [successOf(operation), emptyListOf(operation)],
    }),
  ]
}

function placeOf(body: ResponseBody): Expression | null {
  if (body.kind === 'texts') return responseJson
  const member = body.kind === 'envelope' ? body.members.find(({ kind }) => kind === 'texts') : undefined
  return member === undefined ? null : subscript(responseJson, string(member.key))
}
