import type { Step } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import { comprehension, tuple } from '../../python/nodes/collection.js'
import { none } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, compare } from '../../python/nodes/operator.js'
import { expression, traced, when, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed } from '../backend.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { setterName } from '../modules/named-rows.js'
import { attributeOf } from '../table.js'
import { valueExpression } from './expression.js'
import { column } from './query.js'
import { flushed, sessionCall } from './session.js'

type Collect = Extract<Step, { readonly kind: 'collect' }>

/** The texts of a list, one row each: those that were there go, each new one comes once and in its place. */
export function emitCollect(
  step: Extract<Step, { readonly kind: 'collect' }>,
  handler: Handler,
): readonly Statement[] {
  const { collection } = step
  if (collection.through !== undefined) return named(step, handler)
  const owner = rowOf(handler, step.row)
  const table = tableNamed(handler.backend, collection.entity)
  const model = modelSymbol(handler.backend, table)
  const key = attribute(name(owner.local), attributeOf(owner.table, collection.target))
  const isNew = handler.operation.steps.some(
    ({ kind, ...rest }) => kind === 'insert' && 'row' in rest && rest.row === step.row,
  )
  const value = valueExpression(handler, step.value)
  const rows = comprehension(
    'list',
    call(
      model,
      keyword(attributeOf(table, collection.field), key),
      ...(collection.position === null
        ? []
        : [keyword(attributeOf(table, collection.position), name('position'))]),
      keyword(attributeOf(table, collection.column), name('text')),
    ),
    tuple([name('position'), name('text')]),
    call(name('enumerate'), call(attribute(name('dict'), 'fromkeys'), value)),
  )
  const former = call(
    attribute(call(symbol('sqlmodel', 'delete'), model), 'where'),
    compare(column(handler, table, collection.field), '==', key),
  )
  const statements: readonly Statement[] = [
    // The key of a new row is known once the row is stored.
    isNew ? flushed(handler) : expression(sessionCall(handler, 'exec', former)),
    expression(call(attribute(name('session'), 'add_all'), rows)),
  ]
  return guarded(step, handler, statements)
}

/** The names of a list whose rows stand in a table of their own: one call, which reads and writes all of them at once. */
function named(step: Collect, handler: Handler): readonly Statement[] {
  const { collection } = step
  const owner = rowOf(handler, step.row)
  const isNew = handler.operation.steps.some(
    ({ kind, ...rest }) => kind === 'insert' && 'row' in rest && rest.row === step.row,
  )
  const assigned = call(
    own(handler.backend, 'relations', setterName(owner.table, collection)),
    name('session'),
    name(owner.local),
    ...(step.owner === undefined || step.owner === null ? [] : [valueExpression(handler, step.owner)]),
    valueExpression(handler, step.value),
  )
  return guarded(step, handler, [
    ...(isNew ? [flushed(handler)] : []),
    expression(handler.backend.asynchronous ? awaited(assigned) : assigned),
  ])
}

function guarded(step: Collect, handler: Handler, statements: readonly Statement[]): readonly Statement[] {
  const value = valueExpression(handler, step.value)
  const sent = mayBeNone(step, handler) ? [when(compare(value, 'is not', none), statements)] : statements
  return sent.map((statement) => traced(statement, step.origins, `the texts of ${step.collection.name}`))
}

function mayBeNone({ value }: Extract<Step, { readonly kind: 'collect' }>, handler: Handler): boolean {
  if (value.kind !== 'body') return false
  const field = handler.body?.fields.find((each) => each.name === value.field)
  return field !== undefined && (field.nullable || (!field.required && field.default === null))
}
