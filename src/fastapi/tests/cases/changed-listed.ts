import { errorOf, isolationOf, responseOf, storedOf, successOf } from '../../../design/aspect.js'
import type { Expression as Value } from '../../../design/expression.js'
import type { Envelope, ResponseBody } from '../../../design/operation.js'
import { call, subscript } from '../../../python/nodes/call.js'
import { dictionary, list } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { none, number, string } from '../../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { assign, expression, type Statement } from '../../../python/nodes/statement.js'
import { own, tableNamed } from '../../backend.js'
import { attributeOf } from '../../table.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange, factoryName, listedColumns, listedKey, ownerColumn } from '../arrangement.js'
import { bodyExpression, contentOf, type Content } from '../content.js'
import { anything } from '../expectation.js'
import {
  assertEqual,
  assertMessage,
  assertStatus,
  clientOf,
  respond,
  responseJson,
  send,
} from '../request.js'
import type { User } from '../row-value.js'
import { fieldNamed, originsOf, stepsOf, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'
import { unknownId } from '../unknown-id.js'

type Listed = StepOf<'changeListed'>

/** Listed rows change, each once, and no others; a key of no row, or of another user's, changes nothing. */
export function changedListed(scope: Scope): readonly TestCase[] {
  return stepsOf(scope.operation, 'changeListed').flatMap((step) => {
    const field = scope.operation.body.find(({ name: wire }) => wire === step.list)
    return [
      changing(scope, step),
      missing(scope, step, false),
      ...(step.owner === null ? [] : [missing(scope, step, true)]),
      ...((field?.minItems ?? 0) > 0 ? [] : [empty(scope, step)]),
      withoutValues(scope, step),
    ].filter((test) => test !== null)
  })
}

/** What all of these tests need: rows, and the request that lists some keys. */
function prepared(scope: Scope, step: Listed, keys: readonly Expression[]) {
  const arrangement = arrange(scope)
  const row = arrangement.rows.get(step.list)
  const content = contentOf(scope, arrangement, 'full')
  if (row === undefined || content === null) return null
  const table = tableNamed(scope.backend, step.entity)
  const make = (local: string, user: User): Statement =>
    assign(
      name(local),
      call(
        name(factoryName(table)),
        ...ownerColumn(scope, table, user),
        ...listedColumns(scope, step, arrangement.rows),
      ),
    )
  const sent: Content = new Map([...content, [step.list, name('listed')]])
  return {
    row,
    content,
    make,
    fixtures: [...new Set([clientOf(scope), 'session', ...arrangement.fixtures])],
    path: arrangement.path,
    arranged: arrangement.statements,
    request: [
      assign(name('listed'), list(keys.map((key) => (key === FIRST ? listedKey(scope, step, row) : key)))),
      respond(send(scope, clientOf(scope), { path: arrangement.path, body: bodyExpression(scope, sent) })),
    ],
  }
}

/** Stands for the key of the arranged row. */
const FIRST: Expression = name('listed')

function changing(scope: Scope, step: Listed): TestCase | null {
  const { operation } = scope
  const another = listedKey(scope, step, 'another')
  const test = prepared(scope, step, [FIRST, another, FIRST])
  if (test === null) return null
  const shown = answer(operation.responseBody, {
    count: number(2),
    keys: list([element(0), element(1)]),
    missing: list([]),
    missingCount: number(0),
  })
  const verb = step.values === null ? 'removes' : 'changes'
  return testCase({
    name: `${operation.name}_${verb}_the_listed_rows`,
    shows: 'Listed rows change, each once, and no others',
    fixtures: test.fixtures,
    body: [
      ...test.arranged,
      test.make('another', 'USER'),
      test.make('kept', 'USER'),
      assign(name('before'), dumped('kept')),
      ...test.request,
      assertStatus(operation.success),
      ...(shown === null ? [] : [assertEqual(responseJson, shown)]),
      ...(step.values === null
        ? [assertStored(scope, step, ['kept'])]
        : [test.row, 'another'].flatMap((row) => [refresh(row), ...taken(scope, step, row, test.content)])),
      ...unchanged('kept'),
    ],
    operation: operation.id,
    proves: [successOf(operation), storedOf(operation), ...(shown === null ? [] : [responseOf(operation)])],
    origins: originsOf(operation, 'success', 'exists'),
  })
}

function missing(scope: Scope, step: Listed, foreign: boolean): TestCase | null {
  const { operation } = scope
  const unknown = unknownKey(scope, step)
  const strange = foreign ? listedKey(scope, step, 'theirs') : unknown
  const test = prepared(scope, step, [FIRST, strange])
  if (test === null) return null
  const { otherwise } = step
  const shown = answer(operation.responseBody, {
    count: number(1),
    keys: list([element(0)]),
    missing: list([element(1)]),
    missingCount: number(1),
  })
  const rows = foreign ? 'rows_of_others' : 'unknown_rows'
  const left = [...(otherwise === null ? [] : [test.row]), ...(foreign ? ['theirs'] : [])]
  const watched = foreign ? 'theirs' : otherwise === null ? null : test.row
  return testCase({
    name: `${operation.name}_${otherwise === null ? 'passes_over' : 'refuses'}_${rows}`,
    shows:
      otherwise === null
        ? `A key of ${foreign ? "another user's row" : 'no row'} changes nothing; the others count`
        : `A key of ${foreign ? "another user's row" : 'no row'} refuses the request, and no row changes`,
    fixtures: test.fixtures,
    body: [
      ...test.arranged,
      ...(foreign ? [test.make('theirs', 'OTHER_USER')] : []),
      ...(watched === null ? [] : [assign(name('before'), dumped(watched))]),
      ...test.request,
      ...(otherwise === null
        ? [assertStatus(operation.success), ...(shown === null ? [] : [assertEqual(responseJson, shown)])]
        : [assertStatus(otherwise.status), assertMessage(scope, otherwise.message, otherwise.status)]),
      ...(step.values === null ? [assertStored(scope, step, left)] : []),
      ...(watched === null ? [] : unchanged(watched)),
    ],
    operation: operation.id,
    proves: [
      ...(foreign ? [isolationOf(operation)] : []),
      ...(otherwise === null
        ? [responseOf(operation)]
        : [errorOf(operation, otherwise.status, otherwise.status === 404 ? 'absent' : 'condition')]),
    ],
    origins: step.origins,
  })
}

function empty(scope: Scope, step: Listed): TestCase | null {
  const { operation } = scope
  const test = prepared(scope, step, [])
  if (test === null) return null
  const shown = answer(operation.responseBody, {
    count: number(0),
    keys: list([]),
    missing: list([]),
    missingCount: number(0),
  })
  return testCase({
    name: `${operation.name}_changes_nothing_for_an_empty_list`,
    shows: 'An empty list names no row, and none changes',
    fixtures: test.fixtures,
    body: [
      ...test.arranged,
      assign(name('before'), dumped(test.row)),
      ...test.request,
      assertStatus(operation.success),
      ...(shown === null ? [] : [assertEqual(responseJson, shown)]),
      ...unchanged(test.row),
    ],
    operation: operation.id,
    proves: [successOf(operation)],
    origins: originsOf(operation, 'success', 'exists'),
  })
}

/** A body that says of no column what becomes of it is refused. */
function withoutValues(scope: Scope, step: Listed): TestCase | null {
  const { operation } = scope
  const refusal = step.empty ?? null
  const test = prepared(scope, step, [FIRST])
  if (refusal === null || test === null) return null
  const objects = operation.body.filter(({ name: wire, type }) => wire !== step.list && type === 'object')
  const bare: Content = new Map<string, Expression>([
    ...objects.map(({ name: wire }) => [wire, dictionary([])] as const),
    [step.list, name('listed')],
  ])
  return testCase({
    name: `${operation.name}_refuses_a_body_without_values`,
    shows: 'At least one value must be sent',
    fixtures: test.fixtures,
    body: [
      ...test.arranged,
      assign(name('before'), dumped(test.row)),
      assign(name('listed'), list([listedKey(scope, step, test.row)])),
      respond(send(scope, clientOf(scope), { path: test.path, body: bodyExpression(scope, bare) })),
      assertStatus(refusal.status),
      assertMessage(scope, refusal.message, refusal.status),
      ...unchanged(test.row),
    ],
    operation: operation.id,
    proves: [errorOf(operation, refusal.status, 'validation')],
    origins: step.origins,
  })
}

/** One of the keys that were sent. */
function element(index: number): Expression {
  return subscript(name('listed'), number(index))
}

function unknownKey({ backend }: Scope, { entity, key }: Listed): Expression {
  const type = fieldNamed(tableNamed(backend, entity).entity, key)?.type ?? null
  return jsonLiteral(type === 'integer' ? Number(unknownId('integer')) : unknownId(type))
}

function dumped(row: string): Expression {
  return call(attribute(name(row), 'model_dump'))
}

function refresh(row: string): Statement {
  return expression(call(attribute(name('session'), 'refresh'), name(row)))
}

function unchanged(row: string): readonly Statement[] {
  return [refresh(row), assertEqual(dumped(row), name('before'))]
}

/** The keys of all rows that are left. */
function assertStored({ backend }: Scope, { entity, key }: Listed, rows: readonly string[]): Statement {
  const table = tableNamed(backend, entity)
  const column = attributeOf(table, key)
  const all = call(
    attribute(
      call(
        attribute(name('session'), 'exec'),
        call(symbol('sqlmodel', 'select'), attribute(own(backend, 'models', table.className), column)),
      ),
      'all',
    ),
  )
  return rows.length < 2
    ? assertEqual(all, list(rows.map((row) => attribute(name(row), column))))
    : assertEqual(call(name('set'), all), {
        ...list(rows.map((row) => attribute(name(row), column))),
        kind: 'set',
      })
}

/** What a listed row holds now. */
function taken(
  scope: Scope,
  { entity, values }: Listed,
  row: string,
  content: Content,
): readonly Statement[] {
  const table = tableNamed(scope.backend, entity)
  return (values ?? []).flatMap(({ field, value }): readonly Statement[] => {
    const column = attribute(name(row), attributeOf(table, field))
    if (value.kind === 'constant') return [assertEqual(column, jsonLiteral(value.value))]
    if (value.kind === 'now') return [{ kind: 'assert', test: compare(column, 'is not', none) }]
    const sent = sentIn(value, content)
    const type = fieldNamed(table.entity, field)?.type
    const plain = type === 'string' || type === 'boolean' || type === 'integer' || type === 'enum'
    return sent === undefined || !plain ? [] : [assertEqual(column, sent)]
  })
}

/** What the body brings for a column. */
function sentIn(value: Value, content: Content): Expression | undefined {
  if (value.kind === 'body') return content.get(value.field)
  if (value.kind !== 'member') return undefined
  const object = content.get(value.field)
  const entries = object?.kind === 'dictionary' ? object.entries : []
  return entries.find(({ key }) => JSON.stringify(key) === JSON.stringify(string(value.name)))?.value
}

/** What became of each key, in the order of the list. */
function results(body: Envelope, told: Told): Expression {
  return list(
    told.keys.items.concat(told.missing.items).map((key) => {
      const reached = told.keys.items.includes(key)
      return dictionary(
        body.members.map((member) => {
          if (member.kind === 'resultKey') return [string(member.key), key]
          if (member.kind !== 'result') return [string(member.key), anything]
          return [string(member.key), jsonLiteral(reached ? member.reached : member.missing)]
        }),
      )
    }),
  )
}

type Told = {
  readonly [tells in 'count' | 'missingCount']: Expression
} & { readonly [tells in 'keys' | 'missing']: ReturnType<typeof list> }

/** The answer as JSON; null for none. */
function answer(body: ResponseBody, told: Told): Expression | null {
  if (body.kind !== 'envelope') return null
  return dictionary(
    body.members.map((member) => {
      const key = string(member.key)
      if (member.kind === 'reached') return [key, told[member.tells]]
      if (member.kind === 'results') return [key, results(member.body, told)]
      if (member.kind === 'constant') return [key, jsonLiteral(member.value)]
      if (member.kind === 'envelope') return [key, answer(member.body, told) ?? anything]
      return [key, anything]
    }),
  )
}
