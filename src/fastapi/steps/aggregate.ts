import type { Measure } from '../../design/measure.js'
import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import { tuple } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary, compare } from '../../python/nodes/operator.js'
import { assign, traced, type Statement } from '../../python/nodes/statement.js'
import { tableNamed } from '../backend.js'
import { modelSymbol } from '../finder.js'
import type { Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { attributeOf, type Table } from '../table.js'
import { valueFor } from './expression.js'
import { emitFilter } from './filter.js'
import { column } from './query.js'

/** Numbers over rows: one query each, however many rows there are (DB-4). */
export function emitAggregate(
  step: Extract<Step, { readonly kind: 'aggregate' }>,
  handler: Handler,
): readonly Statement[] {
  return step.measures.flatMap((measure) =>
    measureStatements(measure, handler).map((statement) =>
      traced(statement, step.origins, `works out ${measure.name}`),
    ),
  )
}

function measureStatements(measure: Measure, handler: Handler): readonly Statement[] {
  const table = tableNamed(handler.backend, measure.entity)
  const local = name(handler.measures.get(measure.name) ?? measure.name)
  const value = measured(measure, handler, table)
  const grouped = measure.group === null ? null : column(handler, table, measure.group.field)
  const select = call(symbol('sqlmodel', 'select'), ...(grouped === null ? [] : [grouped]), value)
  const rows = call(attribute(select, 'select_from'), modelSymbol(handler.backend, table))
  const owned =
    measure.owner === null
      ? rows
      : call(
          attribute(rows, 'where'),
          compare(
            attribute(modelSymbol(handler.backend, table), attributeOf(table, measure.owner.field)),
            '==',
            valueFor(handler, measure.owner.value, columnNamed(table, measure.owner.field)),
          ),
        )
  const known =
    grouped === null || columnNamed(table, measure.group?.field ?? '')?.field.nullable !== true
      ? owned
      : call(attribute(owned, 'where'), call(attribute(grouped, 'is_not'), none))
  const statement = name('statement')
  const run = (query: Expression): Expression => {
    const executed = call(attribute(name('session'), 'exec'), query)
    return handler.backend.asynchronous ? awaited(executed) : executed
  }
  const lines = [
    assign(statement, known),
    ...measure.filters.flatMap((filter) => emitFilter(filter, handler, table)),
  ]
  if (grouped === null) return [...lines, assign(local, call(attribute(run(statement), 'one')))]
  const groups = call(
    name('dict'),
    call(attribute(run(call(attribute(statement, 'group_by'), grouped)), 'all')),
  )
  const values = measure.group?.values ?? null
  return [
    ...lines,
    assign(
      local,
      values === null
        ? groups
        : binary(
            call(attribute(name('dict'), 'fromkeys'), tuple(values.map(string)), number(0)),
            '|',
            groups,
          ),
    ),
  ]
}

/** `func.count()`, or the sum of a column, which is 0 without rows. */
function measured(measure: Measure, handler: Handler, table: Table): Expression {
  const func = (called: string, ...args: readonly Expression[]): Expression =>
    call(attribute(symbol('sqlmodel', 'func'), called), ...args)
  if (measure.field === null) return func('count')
  const target = column(handler, table, measure.field)
  switch (measure.function) {
    case 'count':
      return func('count')
    case 'sum':
      return func('coalesce', func('sum', target), number(0))
    case 'average':
      return func('coalesce', func('avg', target), number(0))
  }
}
