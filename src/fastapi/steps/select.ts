import type { Filter, Step } from '../../design/step.js'
import type { ResponseBody } from '../../design/operation.js'
import { call, keyword } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none, number } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary, compare } from '../../python/nodes/operator.js'
import { assign, traced, when, type Statement } from '../../python/nodes/statement.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { ownedCondition } from '../owned.js'
import type { Table } from '../table.js'
import { emitCursor, emitMore, looksAhead } from './cursor.js'
import { emitFilter, fixedCondition } from './filter.js'
import { column, narrow, whenSent } from './query.js'
import { emitOrder } from './order.js'
import { widenedFor } from '../../design/widened-step.js'
import { callerFor, ownedBy } from './owned-by.js'
import { emitReach, WHOSE } from './reach.js'

type Select = Extract<Step, { readonly kind: 'select' }>

/** Rows: owned, filtered, searched, ordered and cut, in one query. */
export function emitSelect(step: Select, handler: Handler): readonly Statement[] {
  const { local, table } = rowOf(handler, step.rows)
  const model = modelSymbol(handler.backend, table)
  const statement = name('statement')
  const start = call(symbol('sqlmodel', 'select'), model)
  const owned = step.owner
  const wide = widenedFor(step) !== null
  const fixed = [
    ...(owned === null || wide ? [] : [ownedBy(owned, handler, table)]),
    ...step.filters.filter(isFixed).map((filter) => fixedCondition(filter, handler, table)),
  ]
  const seen = fixed.length === 0 ? start : call(attribute(start, 'where'), ...fixed)
  const order = emitOrder(step.sort, handler, table)
  const cut = paged(step, handler, call(attribute(statement, 'order_by'), ...order.columns))
  const caller = owned === null ? null : callerFor(owned, handler, table)
  const lines: Statement[] = [
    ...(caller === null ? [] : emitReach(step, handler, caller)),
    traced(assign(statement, seen), step.origins, 'the rows the caller may see'),
    ...(owned === null || !wide
      ? []
      : [
          when(compare(WHOSE, 'is not', none), [
            narrow(ownedCondition(handler.backend, table, owned, WHOSE)),
          ]),
        ]),
    ...step.filters
      .filter((filter) => !isFixed(filter))
      .flatMap((filter) => emitFilter(filter, handler, table)),
    ...search(step, handler, table),
    ...total(handler),
    ...emitCursor(step, handler, table),
    ...order.statements,
    traced(
      assign(
        name(local),
        handler.operation.responseBody.kind === 'file'
          ? streamed(handler, cut)
          : call(attribute(executed(handler, cut), 'all')),
      ),
      step.origins,
      'the list',
    ),
    ...emitMore(step, handler, local),
  ]
  return lines
}

/** Whether a filter holds whatever the query says. */
function isFixed({ whenQuery, unlessQuery = null }: Filter): boolean {
  return whenQuery === null && unlessQuery === null
}

function search(step: Select, handler: Handler, table: Table): readonly Statement[] {
  if (step.search === null) return []
  const term = name(handler.query.get(step.search.parameter)?.local ?? step.search.parameter)
  const matches = step.search.fields.map((field) =>
    call(attribute(column(handler, table, field), 'icontains'), term, keyword('autoescape', boolean(true))),
  )
  const [only] = matches
  const condition =
    matches.length === 1 && only !== undefined ? only : call(symbol('sqlmodel', 'or_'), ...matches)
  return whenSent(handler, step.search.parameter, [
    traced(narrow(condition), step.origins, `the search in ${step.search.fields.join(', ')}`),
  ])
}

/** The number of rows before paging, when the response tells it. */
function total(handler: Handler): readonly Statement[] {
  const { responseBody } = handler.operation
  if (!counts(responseBody)) return []
  const count = call(
    attribute(
      call(symbol('sqlmodel', 'select'), call(attribute(symbol('sqlmodel', 'func'), 'count'))),
      'select_from',
    ),
    call(attribute(name('statement'), 'subquery')),
  )
  return [assign(name('total'), call(attribute(executed(handler, count), 'one')))]
}

/** Whether a response tells how many rows match. */
function counts(body: ResponseBody): boolean {
  return (
    body.kind === 'envelope' &&
    body.members.some(
      (member) =>
        member.kind === 'total' ||
        member.kind === 'pages' ||
        (member.kind === 'envelope' && counts(member.body)),
    )
  )
}

function executed(handler: Handler, statement: Expression): Expression {
  const run = call(attribute(name('session'), 'exec'), statement)
  return handler.backend.asynchronous ? awaited(run) : run
}

/** Rows as they arrive from the database, never all at once. */
function streamed(handler: Handler, statement: Expression): Expression {
  if (handler.backend.asynchronous)
    return awaited(call(attribute(name('session'), 'stream_scalars'), statement))
  const options = call(attribute(statement, 'execution_options'), keyword('yield_per', number(500)))
  return call(attribute(name('session'), 'exec'), options)
}

function paged(step: Select, handler: Handler, statement: Expression): Expression {
  if (step.paging === null)
    return step.most === undefined ? statement : call(attribute(statement, 'limit'), number(step.most))
  const { sizeParameter, positionParameter, style } = step.paging
  const local = (parameter: string): Expression => name(handler.query.get(parameter)?.local ?? parameter)
  const size = local(sizeParameter)
  const asked = looksAhead(handler.operation.responseBody) ? binary(size, '+', number(1)) : size
  const limited = (from: Expression): Expression => call(attribute(from, 'limit'), asked)
  if (style === 'cursor') return limited(statement)
  if (positionParameter === null) return limited(statement)
  const position = local(positionParameter)
  const offset = style === 'offset' ? position : binary(binary(position, '-', number(1)), '*', size)
  return limited(call(attribute(statement, 'offset'), offset))
}
