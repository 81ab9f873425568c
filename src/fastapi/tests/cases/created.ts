import { defaultOf, ownedOf, responseOf, storedOf, successOf } from '../../../design/aspect.js'
import type { Field } from '../../../design/entity.js'
import type { Aspect } from '../../../design/trace.js'
import { list } from '../../../python/nodes/collection.js'
import { call } from '../../../python/nodes/call.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { none } from '../../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../../python/nodes/name.js'
import { assign } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { attributeOf, rowName, type Table } from '../../table.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange, type Arrangement } from '../arrangement.js'
import { bodyExpression, contentOf, type Content } from '../content.js'
import { columnMembers, placedView, shownAs, whole } from '../expectation.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { ownerValue, userId } from '../row-value.js'
import { fieldNamed, originsOf, stepsOf, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'
import { storedRows } from '../stored-rows.js'

/** A row is made, shown and stored: from a full body, and from the least one. */
export function created(scope: Scope): readonly TestCase[] {
  const insert = stepsOf(scope.operation, 'insert').at(-1)
  if (insert === undefined) return []
  const full = creation(scope, insert, 'full')
  const least = creation(scope, insert, 'least')
  const same = scope.operation.body.every((field) => field.required) || scope.operation.body.length === 1
  return [full, ...(same ? [] : [least])].filter((test) => test !== null)
}

function creation(scope: Scope, insert: StepOf<'insert'>, extent: 'full' | 'least'): TestCase | null {
  const { backend, operation } = scope
  const arrangement = arrange(scope, { extent })
  const content = contentOf(scope, arrangement, extent)
  if (content === null) return null
  const table = tableNamed(backend, insert.entity)
  const row = rowName(table)
  const local = [...arrangement.rows.values()].includes(row) ? `new_${row}` : row
  const placed = placedView(operation.responseBody)
  const columns = newColumns(scope, insert, content, arrangement)
  const beside = columnMembers(operation.responseBody).length > 0
  const view = placed === null ? none : shownAs(placed.view, columns.shown)
  const shown = placed === null && !beside ? null : whole(operation.responseBody, view, 1, columns.shown)
  const request = send(scope, clientOf(scope), {
    path: arrangement.path,
    body: operation.body.length === 0 ? null : bodyExpression(scope, content),
  })
  return testCase({
    name:
      extent === 'full' ? `${operation.name}_returns_the_new_${row}` : `${operation.name}_fills_in_defaults`,
    shows:
      extent === 'full'
        ? `The new ${row.replaceAll('_', ' ')} is shown and stored`
        : 'What may be left out gets its default',
    fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
    body: [
      ...arrangement.statements,
      respond(request),
      assertStatus(operation.success),
      ...(shown === null ? [] : [assertEqual(responseJson, shown)]),
      assign(name(local), storedRows(backend, table, 'one')),
      ...columns.stored.map(([column, value]) =>
        assertEqual(attribute(name(local), attributeOf(table, column)), value),
      ),
    ],
    operation: operation.id,
    proves: [
      successOf(operation),
      ...(shown === null ? [] : [responseOf(operation)]),
      storedOf(operation),
      ...(table.entity.owner === null ? [] : [ownedOf(operation)]),
      ...columns.defaults,
    ],
    origins: originsOf(operation, 'success', 'exists'),
  })
}

interface NewColumns {
  /** What the response shows, by column. */
  readonly shown: ReadonlyMap<string, Expression>
  /** What the database holds. */
  readonly stored: readonly (readonly [string, Expression])[]
  readonly defaults: readonly Aspect[]
}

/** What is known of a new row before it is made. */
function newColumns(
  { backend, operation }: Scope,
  insert: StepOf<'insert'>,
  content: Content,
  { rows }: Arrangement,
): NewColumns {
  const { entity }: Table = tableNamed(backend, insert.entity)
  const collects = stepsOf(operation, 'collect').filter(({ row }) => row === insert.row)
  const shown = new Map<string, Expression>()
  const stored: [string, Expression][] = []
  const defaults: Aspect[] = []
  for (const { field: column, value } of insert.values) {
    const field = fieldNamed(entity, column)
    if (field === null) continue
    if (value.kind === 'caller' || value.kind === 'path') {
      shown.set(
        column,
        field.type === 'integer' ? ownerValue(backend, 'USER', 'integer') : userId(backend, 'USER'),
      )
      stored.push([column, ownerValue(backend, 'USER', field.type)])
    } else if (value.kind === 'field') {
      const find = stepsOf(operation, 'find').find((step) => step.row === value.row)
      const local = rows.get(value.row)
      if (find === undefined || local === undefined) continue
      const key = attribute(name(local), attributeOf(tableNamed(backend, find.entity), value.field))
      shown.set(column, field.type === 'uuid' ? call(name('str'), key) : key)
      stored.push([column, key])
    } else if (value.kind === 'constant') shown.set(column, jsonLiteral(value.value))
    else if (value.kind === 'body') {
      const sent = content.get(value.field)
      if (sent !== undefined) {
        shown.set(column, sent)
        if (comparesAsJson(field)) stored.push([column, sent])
      }
    }
  }
  for (const { collection, value } of collects) {
    const sent = value.kind === 'body' ? content.get(value.field) : undefined
    if (sent !== undefined) shown.set(collection.entity, sent)
  }
  for (const { entity: tie } of stepsOf(operation, 'relink')) shown.set(tie, list([]))
  for (const { entity: child } of stepsOf(operation, 'insertEach'))
    shown.set(child, symbol('unittest.mock', 'ANY'))
  const set = new Set([
    ...shown.keys(),
    ...insert.values.filter(({ value }) => value.kind === 'sumEach').map(({ field }) => field),
    ...insert.values.filter(({ value }) => value.kind === 'now').map(({ field }) => field),
  ])
  for (const field of entity.fields) {
    if (set.has(field.name)) continue
    if (field.generated !== null) defaults.push(defaultOf(entity.name, field.name))
    else if (field.default !== null || field.nullable) {
      const value = field.default === null ? none : jsonLiteral(field.default)
      shown.set(field.name, value)
      if (comparesAsJson(field)) stored.push([field.name, value])
      if (field.default !== null) defaults.push(defaultOf(entity.name, field.name))
    }
  }
  return { shown, stored: stored.filter(([column]) => fieldNamed(entity, column) !== null), defaults }
}

/** Whether a column holds the same value as JSON does. */
function comparesAsJson(field: Field): boolean {
  return ['string', 'enum', 'integer', 'number', 'boolean', 'array', 'object'].includes(field.type)
}
