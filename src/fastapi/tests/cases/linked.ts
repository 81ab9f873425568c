import { responseOf, storedOf, successOf } from '../../../design/aspect.js'
import type { View } from '../../../design/operation.js'
import type { Tie } from '../../../design/step.js'
import { call, keyword, subscript, type Keyword } from '../../../python/nodes/call.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { boolean, number, string } from '../../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../../python/nodes/name.js'
import { assign, expression, type Statement } from '../../../python/nodes/statement.js'
import { own, tableNamed } from '../../backend.js'
import { columnNamed } from '../../settled.js'
import { attributeOf, type Table } from '../../table.js'
import { arrange, factoryName, type Arrangement } from '../arrangement.js'
import { columnsOfRow, placedView, shownAs, whole } from '../expectation.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { ownerValue, type User } from '../row-value.js'
import { originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { tenAtOnce } from '../ten-at-once.js'
import { testCase, type TestCase } from '../test-case.js'

/** What ties the caller to a row does so once, and what unties them leaves the ties of others. */
export function linked(scope: Scope): readonly TestCase[] {
  const link = stepsOf(scope.operation, 'link')[0]
  const unlink = stepsOf(scope.operation, 'unlink')[0]
  if (link !== undefined) {
    const tied = tieOf(scope, link.entity, link.values)
    return tied === null
      ? []
      : [linking(tied, link.repeated?.status ?? scope.operation.success), atOnce(tied)]
  }
  const untied = unlink === undefined ? null : tieOf(scope, unlink.entity, unlink.values)
  return untied === null || unlink === undefined
    ? []
    : [unlinking(untied, unlink.missing?.status ?? scope.operation.success)]
}

/** A relation of the test's own row with the caller. */
interface Tied {
  readonly scope: Scope
  readonly table: Table
  readonly arrangement: Arrangement
  /** `article_id=article.id, user_id=int(USER)` for a user. */
  readonly columns: (user: User) => readonly Keyword[]
}

function tieOf(scope: Scope, entity: string, values: readonly Tie[]): Tied | null {
  const { backend } = scope
  const table = tableNamed(backend, entity)
  const subject = values.find(({ value }) => value.kind === 'field')
  const caller = values.find(({ value }) => value.kind === 'caller')
  if (subject?.value.kind !== 'field' || caller === undefined) return null
  const { row, field } = subject.value
  const target = tableOfRow(scope, row)
  const key = target === null ? null : columnNamed(target, field)
  const column = columnNamed(table, caller.field)
  if (target === null || key === null || column === null) return null
  // A user who is tied is another one than the caller, whatever number the database would give.
  const reflexive = column.foreignKey?.table === target.name
  const id: readonly Keyword[] =
    reflexive && key.field.type === 'integer' ? [keyword(key.attribute, number(7))] : []
  const arrangement = arrange(scope, { values: new Map([[row, id]]) })
  const local = arrangement.rows.get(row)
  if (local === undefined) return null
  return {
    scope,
    table,
    arrangement,
    columns: (user) => [
      keyword(attributeOf(table, subject.field), attribute(name(local), key.attribute)),
      keyword(column.attribute, ownerValue(backend, user, column.field.type)),
    ],
  }
}

function made({ table, columns }: Tied, user: User): Statement {
  return expression(call(name(factoryName(table)), ...columns(user)))
}

/** The users of all rows of the relation, in order. */
function users({ scope, table, columns }: Tied): Expression {
  const column = columns('USER').at(-1)?.name ?? ''
  const own_ = attribute(own(scope.backend, 'models', table.className), column)
  const rows = call(attribute(name('session'), 'exec'), call(symbol('sqlmodel', 'select'), own_))
  return call(name('sorted'), call(attribute(rows, 'all')))
}

function userIds({ columns }: Tied, ...of: readonly User[]): Expression {
  return { kind: 'list', items: of.flatMap((user) => columns(user).at(-1)?.value ?? []) }
}

/** What the answer tells of the relation: the flag of the caller, and the number of those who are tied. */
function assertShown({ scope, table }: Tied, flag: boolean, count: number): readonly Statement[] {
  const placed = placedView(scope.operation.responseBody)
  if (placed === null) return []
  return fieldsOf(placed.view, table.entity.name).map(({ kind, wire }) =>
    assertEqual(subscript(placed.place, string(wire)), kind === 'exists' ? boolean(flag) : number(count)),
  )
}

/** The answer has the keys of its view, and shows the row that was tied. */
function wholeAnswer({ scope, arrangement }: Tied): readonly Statement[] {
  const { operation } = scope
  const placed = placedView(operation.responseBody)
  const step = [...stepsOf(operation, 'link'), ...stepsOf(operation, 'unlink')][0]
  const subject = step?.values.find(({ value }) => value.kind === 'field')?.value
  if (placed === null || subject?.kind !== 'field') return []
  const table = tableOfRow(scope, subject.row)
  const local = arrangement.rows.get(subject.row)
  if (table === null || local === undefined || table.entity.name !== placed.view.entity) return []
  const row = shownAs(placed.view, columnsOfRow(placed.view, table, local), false)
  const shown = whole(operation.responseBody, row)
  return shown === null ? [] : [assertEqual(responseJson, shown)]
}

function fieldsOf(
  view: View,
  entity: string,
): readonly { readonly kind: 'exists' | 'count'; readonly wire: string }[] {
  return view.fields.flatMap((field) =>
    (field.kind === 'exists' || field.kind === 'count') && field.related.entity === entity
      ? [{ kind: field.kind, wire: field.name }]
      : [],
  )
}

function linking(tied: Tied, again: number): TestCase {
  return twice(tied, again, {
    name: 'ties_the_caller_once',
    shows: 'The caller is tied to the row, beside others, and twice is once',
    before: [made(tied, 'OTHER_USER')],
    seen: assertShown(tied, true, 2),
    seenAgain: again === tied.scope.operation.success,
    left: userIds(tied, 'USER', 'OTHER_USER'),
  })
}

function unlinking(tied: Tied, again: number): TestCase {
  return twice(tied, again, {
    name: 'unties_the_caller_alone',
    shows: 'The caller is untied, others stay tied, and twice is once',
    before: [made(tied, 'USER'), made(tied, 'OTHER_USER')],
    seen: assertShown(tied, false, 1),
    seenAgain: false,
    left: userIds(tied, 'OTHER_USER'),
  })
}

/** What is sent twice: the ties before, what the answer shows of them, and whose are left. */
interface Repeated {
  readonly name: string
  readonly shows: string
  readonly before: readonly Statement[]
  readonly seen: readonly Statement[]
  /** Whether the second answer shows it too. */
  readonly seenAgain: boolean
  readonly left: Expression
}

/** A request that is sent twice changes the ties once. */
function twice(tied: Tied, again: number, { before, seen, seenAgain, left, ...told }: Repeated): TestCase {
  const { scope, arrangement } = tied
  const { operation } = scope
  const request = respond(send(scope, clientOf(scope), { path: name('path') }))
  return testCase({
    name: `${operation.name}_${told.name}`,
    shows: told.shows,
    fixtures: [clientOf(scope), 'session', ...arrangement.fixtures, factoryName(tied.table)],
    body: [
      ...arrangement.statements,
      ...before,
      assign(name('path'), arrangement.path),
      request,
      assertStatus(operation.success),
      ...wholeAnswer(tied),
      ...seen,
      request,
      assertStatus(again),
      ...(seenAgain ? seen : []),
      assertEqual(users(tied), left),
    ],
    operation: operation.id,
    proves: [
      successOf(operation),
      storedOf(operation),
      ...(placedView(operation.responseBody) === null ? [] : [responseOf(operation)]),
    ],
    origins: originsOf(operation, 'exists'),
  })
}

/** Requests at the same time make one row, and none of them fails. */
function atOnce(tied: Tied): TestCase {
  const { scope, arrangement } = tied
  const { operation } = scope
  return testCase({
    name: `${operation.name}_withstands_ten_at_once`,
    shows: 'Ten equal requests at once make one row, and none fails',
    fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
    body: [...tenAtOnce(scope, arrangement), assertEqual(users(tied), userIds(tied, 'USER'))],
    operation: operation.id,
    proves: [storedOf(operation)],
    origins: originsOf(operation, 'exists'),
  })
}
