import type { Measure } from '../../design/measure.js'
import type { Step } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import { tuple } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary } from '../../python/nodes/operator.js'
import { assign, traced, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed } from '../backend.js'
import { modelSymbol } from '../finder.js'
import type { Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { type Table } from '../table.js'
import { ownedBy } from './owned-by.js'
import { emitFilter, fixedCondition } from './filter.js'
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
  if (isStreak(measure)) return streakStatements(measure, handler, table)
  const local = name(handler.measures.get(measure.name) ?? measure.name)
  const value = measured(measure, handler, table)
  const grouped = measure.group === null ? null : column(handler, table, measure.group.field)
  const select = call(symbol('sqlmodel', 'select'), ...(grouped === null ? [] : [grouped]), value)
  const rows = call(attribute(select, 'select_from'), modelSymbol(handler.backend, table))
  const owned =
    measure.owner === null ? rows : call(attribute(rows, 'where'), ownedBy(measure.owner, handler, table))
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
  if (grouped === null) {
    const only = call(attribute(run(statement), 'one'))
    const { decimals } = measure
    return [
      ...lines,
      assign(local, decimals === undefined ? only : call(name('round'), only, number(decimals))),
    ]
  }
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
  if (measure.function === 'share')
    return func('coalesce', func('avg', shareOf(measure, handler, table)), number(0))
  if (measure.field === null) return func('count')
  const target = column(handler, table, measure.field)
  switch (measure.function) {
    case 'count':
      return func('count')
    case 'sum':
      return func('coalesce', func('sum', target), number(0))
    case 'average':
      return func('coalesce', func('avg', target), number(0))
    case 'least':
      return func('min', target)
    case 'greatest':
      return func('max', target)
    default:
      throw new Error(`${measure.name} is worked out over no column`)
  }
}

/** `case((col(Task.done).is_(True), 100), else_=0)`: the mean of it is the share of the rows. */
function shareOf({ part = [], scale = 1 }: Measure, handler: Handler, table: Table): Expression {
  const conditions = part.map((filter) => fixedCondition(filter, handler, table))
  const [only, ...more] = conditions
  const condition =
    only !== undefined && more.length === 0 ? only : call(symbol('sqlmodel', 'and_'), ...conditions)
  return call(symbol('sqlmodel', 'case'), tuple([condition, number(scale)]), keyword('else_', number(0)))
}

function isStreak({ function: kind }: Measure): boolean {
  return kind === 'currentStreak' || kind === 'longestStreak'
}

/** The different days by one query; Python looks for gaps, which databases do in ways of their own. */
function streakStatements(measure: Measure, handler: Handler, table: Table): readonly Statement[] {
  const { backend } = handler
  const day = column(handler, table, measure.field ?? '')
  const field = columnNamed(table, measure.field ?? '')?.field
  const local = name(handler.measures.get(measure.name) ?? measure.name)
  const rows = call(symbol('sqlmodel', 'select'), day)
  const tests = [
    ...(measure.owner === null ? [] : [ownedBy(measure.owner, handler, table)]),
    ...(field?.nullable === true ? [call(attribute(day, 'is_not'), none)] : []),
  ]
  const seen = tests.length === 0 ? rows : call(attribute(rows, 'where'), ...tests)
  const executed = call(attribute(name('session'), 'exec'), name('statement'))
  const values = call(attribute(backend.asynchronous ? awaited(executed) : executed, 'all'))
  const days = field?.type === 'date' ? values : call(own(backend, 'streaks', 'days_of'), values)
  const streak = measure.function === 'longestStreak' ? 'longest_run' : 'current_run'
  return [
    assign(name('statement'), call(attribute(seen, 'distinct'))),
    ...measure.filters.flatMap((filter) => emitFilter(filter, handler, table)),
    assign(local, call(own(backend, 'streaks', streak), days)),
  ]
}
