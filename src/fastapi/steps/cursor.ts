import type { Envelope, ResponseBody } from '../../design/operation.js'
import type { Step } from '../../design/step.js'
import { call, subscript } from '../../python/nodes/call.js'
import { tuple } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { compare, conditional } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { assign, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { keyColumns, type Column, type Table } from '../table.js'
import { annotated, incoming } from '../values/annotation.js'
import { column, narrow, whenSent } from './query.js'

type Select = Extract<Step, { readonly kind: 'select' }>

/** Whether an answer tells if rows follow: one row more than the page is then read. */
export function looksAhead(body: ResponseBody): boolean {
  const within = ({ members }: Envelope): boolean =>
    members.some(
      (member) =>
        member.kind === 'more' ||
        member.kind === 'cursor' ||
        (member.kind === 'pageLink' && member.to === 'next') ||
        (member.kind === 'envelope' && within(member.body)),
    )
  return body.kind === 'envelope' && within(body)
}

/** The columns by which a list is ordered, the key last. */
function orderColumns({ sort }: Select, table: Table): readonly Column[] {
  const keys = keyColumns(table)
  const first = table.columns.find(({ field }) => field.name === sort?.defaultField)
  return first === undefined ? keys : [first, ...keys.filter((key) => key !== first)]
}

/** Rows behind the place that a cursor tells: after a value, or after a key where the values are equal. */
export function emitCursor(step: Select, handler: Handler, table: Table): readonly Statement[] {
  const parameter = step.paging?.style === 'cursor' ? step.paging.positionParameter : null
  const sent = handler.query.get(parameter ?? '')
  if (parameter === null || sent === undefined) return []
  const columns = orderColumns(step, table)
  const adapter = handler.constant('CURSOR', assign(name('_'), cursorType(handler, columns)))
  const read = call(
    own(handler.backend, 'validation', 'read_cursor'),
    name(sent.local),
    name(adapter),
    string(parameter),
  )
  const [first, key] = columns
  if (first === undefined) return []
  const descends = step.sort?.defaultDirection === 'desc'
  const target = column(handler, table, first.field.name)
  const beyond = (value: Expression): Expression => compare(target, descends ? '<' : '>', value)
  if (key === undefined)
    return whenSent(handler, parameter, [
      assign(tuple([name('last_key')]), read),
      narrow(beyond(name('last_key'))),
    ])
  const equal = call(
    symbol('sqlmodel', 'and_'),
    compare(target, '==', name('last_value')),
    compare(column(handler, table, key.field.name), '>', name('last_key')),
  )
  return whenSent(handler, parameter, [
    assign(tuple([name('last_value'), name('last_key')]), read),
    narrow(call(symbol('sqlmodel', 'or_'), beyond(name('last_value')), equal)),
  ])
}

/** `TypeAdapter(tuple[UtcDatetime, UUID])`: what a cursor of the list carries. */
function cursorType({ backend }: Handler, columns: readonly Column[]): Expression {
  const types = columns.map(({ field }) => {
    const plain = { ...field, nullable: false, minLength: null, maxLength: null, pattern: null, format: null }
    const { type, constraints, before } = incoming(
      { ...plain, enum: null, trimmed: false },
      'json',
      (exported) => own(backend, 'validation', exported),
    )
    const limits = constraints.length === 0 ? null : call(symbol('pydantic', 'Field'), ...constraints)
    return annotated(type, limits, before)
  })
  return call(symbol('pydantic', 'TypeAdapter'), subscript(name('tuple'), ...types))
}

/** The row beyond the page only tells that there is one. */
export function emitMore(step: Select, handler: Handler, local: string): readonly Statement[] {
  if (step.paging === null || !looksAhead(handler.operation.responseBody)) return []
  const size = name(handler.query.get(step.paging.sizeParameter)?.local ?? step.paging.sizeParameter)
  return [
    assign(name('more'), compare(call(name('len'), name(local)), '>', size)),
    python`${name(local)} = ${name(local)}[:${size}]`,
  ]
}

/** The cursor of the next page; None on the last, unless it `exists` for sure. */
export function nextCursor(handler: Handler, rows: string, exists = false): Expression {
  const step = handler.operation.steps.find((one): one is Select => one.kind === 'select')
  const { local, table } = rowOf(handler, rows)
  if (step === undefined) throw new Error(`${handler.operation.id} has a cursor through no list`)
  const last = subscript(name(local), number(-1))
  const values = orderColumns(step, table).map(({ attribute: each }) => attribute(last, each))
  const cursor = call(own(handler.backend, 'validation', 'write_cursor'), ...values)
  return exists ? cursor : conditional(name('more'), cursor, none)
}

/** Whether rows stand before the page. */
export function hasEarlier(handler: Handler): Expression {
  const paging = handler.operation.steps.find((one): one is Select => one.kind === 'select')?.paging ?? null
  const parameter = paging?.positionParameter ?? ''
  return compare(
    name(handler.query.get(parameter)?.local ?? parameter),
    '>',
    number(paging?.style === 'page' ? 1 : 0),
  )
}
