import type { JsonValue } from '../../../claims/json.js'
import { errorOf, linesOf, ownedOf, responseOf, storedOf, successOf } from '../../../design/aspect.js'
import { isObject } from '../../../design/conformance.js'
import type { Envelope, EnvelopeMember } from '../../../design/operation.js'
import type { RowFileRules } from '../../../design/row-file.js'
import type { Failure } from '../../../design/step.js'
import type { PropertyRules } from '../../../design/value.js'
import { freeRules } from '../../../design/value-rules.js'
import { call, keyword, subscript } from '../../../python/nodes/call.js'
import { dictionary, list, tuple } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { number, string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { binary } from '../../../python/nodes/operator.js'
import { assign, type Statement } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { attributeOf } from '../../table.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange } from '../arrangement.js'
import { bodyExpression } from '../content.js'
import {
  assertEqual,
  assertMessage,
  assertStatus,
  clientOf,
  respond,
  responseJson,
  send,
  type Client,
} from '../request.js'
import { userId } from '../row-value.js'
import { sample } from '../sample.js'
import { errorOfCause, fieldNamed, originsOf, stepsOf, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'
import { storedRows } from '../stored-rows.js'

type InsertApart = StepOf<'insertApart'>
type Element = Readonly<Record<string, JsonValue>>

/** Good elements of a list or file become rows beside refused ones, or one bad element refuses all; files as such are looked at first. */
export function createdApart(scope: Scope): readonly TestCase[] {
  const [step] = stepsOf(scope.operation, 'insertApart')
  const good =
    step === undefined ? undefined : sample({ ...freeRules('object'), properties: step.members }, 'row')
  if (step === undefined || !isObject(good)) return []
  const bad = refusedElement(step, good)
  return [
    ...(bad === null ? [] : [reported(scope, step, good, bad)]),
    ...(step.file === null ? [] : fileCases(scope, step, step.file, good)),
  ]
}

/** An element that breaks a rule; null where none can be made. */
function refusedElement(step: InsertApart, good: Element): Element | null {
  const needed = step.members.find(({ required }) => required)
  if (needed !== undefined)
    return Object.fromEntries(Object.entries(good).filter(([key]) => key !== needed.name))
  const typed = step.members.find(({ type, enum: words }) => type !== 'string' || words !== null)
  return typed === undefined ? null : { ...good, [typed.name]: 'no such value' }
}

/** Two good elements around a bad one. */
function reported(scope: Scope, step: InsertApart, good: Element, bad: Element): TestCase {
  const { backend, operation } = scope
  const table = tableNamed(backend, step.entity)
  const arrangement = arrange(scope)
  const rows = name('rows')
  const owner = step.values.find(({ value }) => value.kind === 'caller')
  const isOwned = owner !== undefined && fieldNamed(table.entity, owner.field)?.type === 'string'
  const isKept = step.otherwise === null
  const told = operation.responseBody.kind === 'envelope' ? operation.responseBody : null
  const refusal = step.otherwise === null ? null : errorOfCause(operation, 'validation')
  return testCase({
    name: isKept
      ? `${operation.name}_stores_the_good_and_reports_the_others`
      : `${operation.name}_stores_nothing_beside_a_bad_row`,
    shows: isKept
      ? 'Elements that keep the rules are stored, and of the others the answer tells'
      : 'One row that breaks a rule refuses the file, and nothing is stored',
    fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
    body: [
      ...arrangement.statements,
      ...(step.file === null ? [] : [assign(CONTENT, string(csvOf(step.members, [good, bad, good])))]),
      sendRows(scope, step, clientOf(scope), arrangement.path, [good, bad, good]),
      assertStatus(refusal === null ? operation.success : refusal.status),
      assign(rows, storedRows(backend, table)),
      assertEqual(call(name('len'), rows), number(isKept ? 2 : 0)),
      ...(isOwned && isKept && owner !== undefined
        ? [
            assertEqual(
              attribute(subscript(rows, number(0)), attributeOf(table, owner.field)),
              userId(backend, 'USER'),
            ),
          ]
        : []),
      ...(isKept && told !== null ? tellings(told, responseJson, step) : []),
    ],
    operation: operation.id,
    proves: isKept
      ? [
          successOf(operation),
          responseOf(operation),
          storedOf(operation),
          linesOf(operation, step.entity),
          ...(isOwned ? [ownedOf(operation)] : []),
        ]
      : [
          linesOf(operation, step.entity),
          ...(refusal === null ? [] : [errorOf(operation, refusal.status, 'validation')]),
        ],
    origins: originsOf(operation, 'success', 'exists'),
  })
}

/** What the answer tells of three elements of which the second was refused. */
function tellings({ members }: Envelope, around: Expression, step: InsertApart): readonly Statement[] {
  return members.flatMap((member): readonly Statement[] => {
    const place = subscript(around, string(member.key))
    switch (member.kind) {
      case 'envelope':
        return tellings(member.body, place, step)
      case 'made':
        return [assertEqual(place, number(2))]
      case 'listed':
        return [assertEqual(place, number(member.tells === 'all' ? 3 : 1))]
      case 'list':
        return [assertEqual(call(name('len'), place), number(2))]
      case 'refusals':
        return refusalTellings(member, place, step)
      case 'outcomes':
        return [
          assertEqual(call(name('len'), place), number(3)),
          ...member.body.members.flatMap((one) => {
            const at = (index: number): Expression =>
              subscript(subscript(place, number(index)), string(one.key))
            if (one.kind === 'outcome')
              return [assertEqual(at(0), jsonLiteral(one.made)), assertEqual(at(1), jsonLiteral(one.refused))]
            return one.kind === 'fault' && one.tells === 'place'
              ? [assertEqual(at(1), number(step.first + 1))]
              : []
          }),
        ]
      default:
        return []
    }
  })
}

function refusalTellings(
  { body }: Extract<EnvelopeMember, { readonly kind: 'refusals' }>,
  place: Expression,
  step: InsertApart,
): readonly Statement[] {
  const first = subscript(place, number(0))
  const numbered = body?.members.find((one) => one.kind === 'fault' && one.tells === 'place')
  return [
    assertEqual(call(name('len'), place), number(1)),
    ...(numbered === undefined
      ? []
      : [assertEqual(subscript(first, string(numbered.key)), number(step.first + 1))]),
  ]
}

function sendRows(
  scope: Scope,
  step: InsertApart,
  client: Client,
  path: Expression,
  elements: readonly Element[],
): Statement {
  return step.file === null
    ? respond(
        send(scope, client, {
          path,
          body: bodyExpression(scope, new Map([[step.list, list(elements.map((one) => jsonLiteral(one)))]])),
        }),
      )
    : sendFile(scope, step, client, path, ENCODED)
}

function sendFile(
  scope: Scope,
  step: InsertApart,
  client: Client,
  path: Expression,
  content: Expression,
): Statement {
  const file = tuple([string('rows.csv'), content, string('text/csv')])
  return respond(
    call(
      attribute(name(client), scope.operation.method.toLowerCase()),
      path,
      keyword('files', dictionary([[string(step.list), file]])),
    ),
  )
}

const CONTENT = name('content')

/** `content.encode()`. */
const ENCODED = encoded(CONTENT)

function encoded(text: Expression): Expression {
  return call(attribute(text, 'encode'))
}

/** A CSV file with a line of titles, every cell in quotes. */
function csvOf(members: readonly PropertyRules[], elements: readonly Element[]): string {
  const titles = members.map((member) => member.name)
  const cell = (value: JsonValue): string => `"${String(value ?? '').replaceAll('"', '""')}"`
  return [
    titles.join(','),
    ...elements.map((element) => titles.map((title) => cell(element[title] ?? null)).join(',')),
  ]
    .map((line) => `${line}\r\n`)
    .join('')
}

/** What is no file of rows, or too much of one, and what spreadsheets make of one. */
function fileCases(scope: Scope, step: InsertApart, rules: RowFileRules, good: Element): readonly TestCase[] {
  const { operation } = scope
  const arrangement = arrange(scope)
  const whole = csvOf(step.members, [good])
  const needed = step.members.find(({ required }) => required)
  const refusal = (
    id: string,
    shows: string,
    content: Expression,
    failure: Failure,
    isText = true,
  ): TestCase =>
    testCase({
      name: `${operation.name}_refuses_${id}`,
      shows,
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        assign(CONTENT, content),
        sendFile(scope, step, clientOf(scope), arrangement.path, isText ? ENCODED : CONTENT),
        assertStatus(failure.status),
        assertMessage(scope, failure.message, failure.status),
      ],
      operation: operation.id,
      proves: [errorOf(operation, failure.status, 'condition')],
      origins: originsOf(operation, `error.${failure.status}`),
    })
  const token = scope.protected ? errorOfCause(operation, 'token') : null
  const lines = whole.slice(whole.indexOf('\r\n') + 2)
  return [
    testCase({
      name: `${operation.name}_reads_files_of_spreadsheets`,
      shows: 'A mark before UTF-8 is no part of the first title',
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        assign(CONTENT, string(`\uFEFF${whole}`)),
        sendFile(scope, step, clientOf(scope), arrangement.path, ENCODED),
        assertStatus(operation.success),
      ],
      operation: operation.id,
      proves: [successOf(operation)],
      origins: originsOf(operation, 'success', 'exists'),
    }),
    refusal(
      'what_is_no_text',
      'Bytes that are no UTF-8 are no file of rows',
      call(attribute(name('bytes'), 'fromhex'), string('fffe00')),
      rules.unreadable,
      false,
    ),
    ...(needed === undefined
      ? []
      : [
          refusal(
            'a_file_without_a_column',
            'A column that every row needs must be there',
            string(
              csvOf(
                step.members.filter((one) => one !== needed),
                [good],
              ),
            ),
            rules.wrongColumns,
          ),
        ]),
    refusal(
      'a_file_that_is_too_large',
      'A file past the limit is not read',
      binary(string(whole), '+', binary(string(' '), '*', number(rules.maxBytes))),
      rules.tooLarge,
    ),
    ...(whole.length + lines.length * rules.maxRows > rules.maxBytes
      ? []
      : [
          refusal(
            'too_many_rows',
            'More rows than allowed are refused before any is stored',
            binary(string(whole), '+', binary(string(lines), '*', number(rules.maxRows))),
            rules.tooMany,
          ),
        ]),
    ...(token === null
      ? []
      : [
          testCase({
            name: `${operation.name}_needs_a_token`,
            shows: 'The file of a caller without a token is not read',
            fixtures: ['anonymous', ...arrangement.fixtures],
            body: [
              ...arrangement.statements,
              assign(CONTENT, string(whole)),
              sendFile(scope, step, 'anonymous', arrangement.path, ENCODED),
              assertStatus(token.status),
              assertMessage(scope, token.message, token.status),
            ],
            operation: operation.id,
            proves: [errorOf(operation, token.status, 'token')],
            origins: originsOf(operation, 'error.401', 'access'),
          }),
        ]),
  ]
}
