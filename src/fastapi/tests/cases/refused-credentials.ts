import { errorOf } from '../../../design/aspect.js'
import { bodyFieldIn } from '../../../design/expression.js'
import type { Failure } from '../../../design/step.js'
import type { BodyField } from '../../../design/operation.js'
import { keyword } from '../../../python/nodes/call.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { boolean, number, string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { python } from '../../../python/nodes/quotation.js'
import { assign, type Statement } from '../../../python/nodes/statement.js'
import { attributeOf } from '../../table.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf, wrapped } from '../content.js'
import { assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { moment } from '../row-value.js'
import { sample } from '../sample.js'
import { originsOf, stepsOf, tableOfRow, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'
import { changedContent, contentLiteral } from './invalid-body.js'

/** Wrong credentials are refused, all in one way, so that nobody learns who has an account. */
export function refusedCredentials(scope: Scope): readonly TestCase[] {
  return stepsOf(scope.operation, 'verify').flatMap((verify) => [
    ...wrong(scope, verify),
    ...(verify.active === null
      ? []
      : keptOut(scope, verify, verify.active.field, {
          name: 'inactive',
          shows: 'An account that is not in use cannot sign in',
          cause: (verify.inactive ?? null) === null ? 'credentials' : 'condition',
          otherwise: verify.inactive ?? verify.otherwise,
        })),
    ...lockedOut(scope, verify),
    ...(verify.verified === undefined || verify.verified === null
      ? []
      : keptOut(scope, verify, verify.verified.field, {
          name: 'unverified',
          shows: 'An account cannot sign in until it is verified',
          cause: 'condition',
          otherwise: verify.verified.otherwise,
        })),
  ])
}

/** Accounts are locked after failures: the right password is refused then, and counts again when the time is over. */
function lockedOut(scope: Scope, verify: StepOf<'verify'>): readonly TestCase[] {
  const { operation } = scope
  const lock = verify.lock ?? null
  const table = tableOfRow(scope, verify.row)
  const field = bodyFieldIn(verify.password)
  const wrongPassword = another(scope, field)
  if (lock === null || table === null || field === null || wrongPassword === null) return []
  const arrangement = arrange(scope)
  const row = arrangement.rows.get(verify.row)
  const content = contentOf(scope, arrangement, 'least')
  if (content === null || row === undefined) return []
  const client = clientOf(scope)
  const ask = (body: Expression): Statement =>
    respond(send(scope, client, { path: arrangement.path, body: wrapped(operation.bodyKey, body) }))
  const guess: Expression = {
    kind: 'dictionary',
    entries: [
      { key: null, value: name('content') },
      { key: string(field), value: wrongPassword },
    ],
  }
  const { status, message } = lock.otherwise
  const until = attribute(name(row), attributeOf(table, lock.until))
  return [
    testCase({
      name: `${operation.name}_locks_an_account_after_failures`,
      shows: 'After so many failures in a row the right password is refused too, until the time is over',
      fixtures: [client, 'session', ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        assign(name('content'), contentLiteral(content)),
        python`
          for _ in range(${number(lock.attempts - 1)}):
              ${[ask(guess), assertStatus(verify.otherwise.status)]}
          ${[ask(name('content')), assertStatus(operation.success)]}
          for _ in range(${number(lock.attempts)}):
              ${[ask(guess), assertStatus(verify.otherwise.status)]}
          ${[ask(name('content')), assertStatus(status), assertMessage(scope, message, status)]}
          session.refresh(${name(row)})
          ${until} = ${moment(2024, 1, 1)}
          session.add(${name(row)})
          session.commit()
          ${[ask(name('content')), assertStatus(operation.success)]}
        `,
      ],
      operation: operation.id,
      proves: [errorOf(operation, status, status === verify.otherwise.status ? 'credentials' : 'condition')],
      origins: originsOf(operation, `error.${status}`, 'exists'),
    }),
  ]
}

/** Another valid value of a body field. */
function another({ operation }: Scope, field: string | null): Expression | null {
  const rules = operation.body.find((each: BodyField) => each.name === field)
  const value = rules === undefined ? undefined : sample(rules, rules.name, 'first')
  return value === undefined ? null : jsonLiteral(value)
}

function wrong(scope: Scope, verify: StepOf<'verify'>): readonly TestCase[] {
  const { operation } = scope
  const { status, message } = verify.otherwise
  const arrangement = arrange(scope)
  const content = contentOf(scope, arrangement, 'least')
  if (content === null) return []
  const runs = [
    { id: 'another password', field: bodyFieldIn(verify.password) },
    ...(verify.keys.length === 0 ? [] : [{ id: 'no such account', field: bodyFieldIn(verify.value) }]),
  ].flatMap(({ id, field }) => {
    const value = another(scope, field)
    return field === null || value === null ? [] : [{ id, values: [string(field), value] }]
  })
  if (runs.length === 0) return []
  return [
    testCase({
      name: `${operation.name}_refuses_wrong_credentials`,
      shows: 'A wrong password and an unknown account have one answer',
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      parametrized: [
        {
          arguments: [
            { name: 'field', type: name('str') },
            { name: 'value', type: name('str') },
          ],
          runs,
        },
      ],
      body: [
        ...arrangement.statements,
        assign(name('content'), contentLiteral(content)),
        respond(
          send(scope, clientOf(scope), {
            path: arrangement.path,
            body: wrapped(operation.bodyKey, changedContent),
          }),
        ),
        assertStatus(status),
        assertMessage(scope, message, status),
      ],
      operation: operation.id,
      proves: [errorOf(operation, status, 'credentials')],
      origins: originsOf(operation, `error.${status}`, 'exists'),
    }),
  ]
}

/** How an account is kept out whose name and password are right. */
interface Refusal {
  readonly name: string
  readonly shows: string
  readonly cause: 'credentials' | 'condition'
  readonly otherwise: Failure
}

/** An account whose flag is not set cannot sign in. */
function keptOut(
  scope: Scope,
  verify: StepOf<'verify'>,
  column: string,
  refusal: Refusal,
): readonly TestCase[] {
  const { operation } = scope
  const { status, message } = refusal.otherwise
  const table = tableOfRow(scope, verify.row)
  if (table === null) return []
  const arrangement = arrange(scope, {
    values: new Map([[verify.row, [keyword(attributeOf(table, column), boolean(false))]]]),
  })
  const content = contentOf(scope, arrangement, 'least')
  if (content === null) return []
  return [
    testCase({
      name: `${operation.name}_refuses_an_${refusal.name}_account`,
      shows: refusal.shows,
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        respond(
          send(scope, clientOf(scope), { path: arrangement.path, body: bodyExpression(scope, content) }),
        ),
        assertStatus(status),
        assertMessage(scope, message, status),
      ],
      operation: operation.id,
      proves: [errorOf(operation, status, refusal.cause)],
      origins: originsOf(operation, `error.${status}`, 'exists'),
    }),
  ]
}
