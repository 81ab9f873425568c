import type { Filter } from '../../design/step.js'
import { call, keyword, subscript } from '../../python/nodes/call.js'
import { dictionary, tuple } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none, string } from '../../python/nodes/literal.js'
import { attribute, moduleReference, name, symbol } from '../../python/nodes/name.js'
import { compare, not, type Comparison } from '../../python/nodes/operator.js'
import { assign, traced, when, type Statement } from '../../python/nodes/statement.js'
import { type Handler } from '../handler.js'
import { alongHops } from '../owned.js'
import { columnNamed } from '../settled.js'
import type { Table } from '../table.js'
import { jsonLiteral } from '../values/json.js'
import { valueFor } from './expression.js'
import { column, narrow, whenSent } from './query.js'

const OPERATORS: {
  readonly [C in Exclude<Filter['comparison'], 'contains' | 'oneOf'>]: Comparison['operator']
} = {
  equal: '==',
  notEqual: '!=',
  atLeast: '>=',
  atMost: '<=',
}

/** The condition of a filter that holds for every request. */
export function fixedCondition(filter: Filter, handler: Handler, table: Table): Expression {
  return conditionOf(filter, handler, table)
}

/** One filter of a list or a measure, as a statement of its own. */
export function emitFilter(filter: Filter, handler: Handler, table: Table): readonly Statement[] {
  const statements =
    filter.cases === null || filter.whenQuery === null
      ? plainFilter(filter, handler, table)
      : caseFilter(filter, filter.cases, filter.whenQuery, handler, table)
  const origins =
    filter.whenQuery === null ? {} : (handler.query.get(filter.whenQuery)?.parameter.origins ?? {})
  return statements.map((statement) =>
    traced(statement, Object.values(origins).flat(), `the filter by ${filter.whenQuery ?? filter.field}`),
  )
}

function plainFilter(filter: Filter, handler: Handler, table: Table): readonly Statement[] {
  const body = [narrow(conditionOf(filter, handler, table))]
  const asked = handler.query.get(filter.unlessQuery ?? '')
  if (asked !== undefined) return [when(not(name(asked.local)), body)]
  return filter.whenQuery === null ? body : whenSent(handler, filter.whenQuery, body)
}

/** The condition on a column of the row, or of a row at the end of the way to others. */
function conditionOf(filter: Filter, handler: Handler, table: Table): Expression {
  return alongHops(handler.backend, table, filter.through, (end) => conditionAtEnd(filter, handler, end))
}

function conditionAtEnd(filter: Filter, handler: Handler, table: Table): Expression {
  const target = column(handler, table, filter.field)
  const value = valueFor(
    handler,
    filter.value,
    columnNamed(table, filter.field),
    filter.comparison === 'atMost' ? 'last' : 'first',
  )
  if (filter.comparison === 'oneOf') return call(attribute(target, 'in_'), value)
  return filter.comparison === 'contains'
    ? holds(target, value)
    : compared(target, OPERATORS[filter.comparison], value)
}

/** A comparison; with a constant truth value it is SQL's `IS`, as linters ask. */
function compared(target: Expression, operator: Comparison['operator'], value: Expression): Expression {
  if (value.kind !== 'boolean' && value.kind !== 'none') return compare(target, operator, value)
  return call(attribute(target, operator === '==' ? 'is_' : 'is_not'), value)
}

/** Whether a JSON array holds a text: looked for as it is spelled there, quotes included. */
function holds(target: Expression, value: Expression): Expression {
  return call(
    attribute(call(symbol('sqlalchemy', 'cast'), target, symbol('sqlalchemy', 'String')), 'contains'),
    call(attribute(moduleReference('json'), 'dumps'), value),
    keyword('autoescape', boolean(true)),
  )
}

/** A parameter whose values name cases, such as `all`, `open` and `returned`. */
function caseFilter(
  filter: Filter,
  cases: NonNullable<Filter['cases']>,
  parameter: string,
  handler: Handler,
  table: Table,
): readonly Statement[] {
  const sent = handler.query.get(parameter)
  if (sent === undefined) return []
  const local = name(sent.local)
  const target = column(handler, table, filter.field)
  const operator = filter.comparison === 'notEqual' ? '!=' : '=='
  const entries = Object.entries(cases)
  const optional = !sent.parameter.required && sent.parameter.default === null
  if (entries.every(([value, stored]) => value === stored)) {
    const others = (sent.parameter.enum ?? []).filter((value) => !entries.some(([known]) => known === value))
    const skipped = [...(optional ? [none] : []), ...others.map(string)]
    const body = [narrow(compare(target, operator, local))]
    const [only] = skipped
    if (only === undefined) return body
    if (skipped.length > 1) return [when(compare(local, 'not in', tuple(skipped)), body)]
    return [when(compare(local, only.kind === 'none' ? 'is not' : '!=', only), body)]
  }
  const constant = handler.constant(
    `${filter.field}_by_${parameter}`.toUpperCase(),
    assign(name('_'), dictionary(entries.map(([value, stored]) => [string(value), jsonLiteral(stored)]))),
  )
  const condition = compare(target, operator, subscript(name(constant), local))
  return [when(compare(local, 'in', name(constant)), [narrow(condition)])]
}
