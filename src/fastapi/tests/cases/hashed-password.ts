import { hashedOf, successOf, tokenOf } from '../../../design/aspect.js'
import { bodyFieldIn } from '../../../design/expression.js'
import { call } from '../../../python/nodes/call.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { assign, expression, type Statement } from '../../../python/nodes/statement.js'
import { attributeOf, rowName } from '../../table.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { matchesHash } from '../stored-hash.js'
import { testCase, type TestCase } from '../test-case.js'
import { storedRows } from '../stored-rows.js'
import { namesAccount, tokenPlace } from './issued-token.js'

/** A password is stored as a hash that it matches, and appears in no answer. */
export function hashedPassword(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const step = [...stepsOf(operation, 'insert'), ...stepsOf(operation, 'assign')].find(({ values }) =>
    values.some(({ value }) => value.kind === 'hash'),
  )
  const hashed = step?.values.find(({ value }) => value.kind === 'hash')
  const field = hashed === undefined ? null : bodyFieldIn(hashed.value)
  const arrangement = arrange(scope, { extent: 'full' })
  const content = contentOf(scope, arrangement, 'full')
  const sent = content?.get(field ?? '')
  const table = step === undefined ? null : tableOfRow(scope, step.row)
  if (step === undefined || hashed === undefined || content === null || sent === undefined || table === null)
    return []
  const local = arrangement.rows.get(step.row) ?? rowName(table)
  const stored: Expression = attribute(name(local), attributeOf(table, hashed.field))
  const look: Statement =
    step.kind === 'insert'
      ? assign(name(local), storedRows(backend, table, 'one'))
      : expression(call(attribute(name('session'), 'refresh'), name(local)))
  const issue = stepsOf(operation, 'issue').find(({ token }) => token === 'access')
  const place = issue === undefined ? null : tokenPlace(operation.responseBody, responseJson)
  const named =
    issue === undefined ||
    place === null ||
    issue.subject.kind !== 'field' ||
    stepsOf(operation, 'verify').length > 0
      ? []
      : namesAccount(scope, place, attribute(name(local), attributeOf(table, issue.subject.field)), issue)
  return [
    testCase({
      name: `${operation.name}_stores_a_hash_of_the_password`,
      shows: 'Only a hash of the password is stored, and no answer shows either',
      fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        respond(
          send(scope, clientOf(scope), { path: arrangement.path, body: bodyExpression(scope, content) }),
        ),
        assertStatus(operation.success),
        look,
        { kind: 'assert', test: compare(stored, '!=', sent) },
        { kind: 'assert', test: matchesHash(backend, sent, stored) },
        { kind: 'assert', test: compare(sent, 'not in', attribute(name('response'), 'text')) },
        { kind: 'assert', test: compare(stored, 'not in', attribute(name('response'), 'text')) },
        ...named,
      ],
      operation: operation.id,
      proves: [
        successOf(operation),
        hashedOf(operation),
        ...(named.length === 0 ? [] : [tokenOf(operation)]),
      ],
      origins: originsOf(operation, 'success', 'exists'),
    }),
  ]
}
