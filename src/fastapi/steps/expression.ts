import { own } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { memberName, partProperties } from '../part-models.js'
import { attributeOf, type Column } from '../table.js'
import type { Expression as Value } from '../../design/expression.js'
import type { ValueType } from '../../claims/shape.js'
import { call, keyword, subscript } from '../../python/nodes/call.js'
import { comprehension } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none, number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { binary, compare, conditional, not } from '../../python/nodes/operator.js'
import { inThread } from './thread.js'
import { jsonLiteral } from '../values/json.js'
import { sequenceExpression } from './sequence.js'
import { slugExpression } from './slug.js'
import { sumEachExpression } from './sum-each.js'
import { sumExpression } from './sum.js'

/** The Python of a value that a step computes. */
export function valueExpression(handler: Handler, value: Value): Expression {
  switch (value.kind) {
    case 'constant':
      return jsonLiteral(value.value)
    case 'now':
      return call(own(handler.backend, 'models', 'utc_now'))
    case 'startOf':
      return startOf(value.period, call(own(handler.backend, 'models', 'utc_now')))
    case 'daysAgo':
      return binary(
        call(own(handler.backend, 'models', 'utc_now')),
        '-',
        call(symbol('datetime', 'timedelta'), keyword('days', number(value.days))),
      )
    case 'caller':
      return handler.ownerCheck === null ? subscript(name('current_user'), string('id')) : name('owner_id')
    case 'path': {
      if (value.name === handler.ownerCheck?.parameter) return name('owner_id')
      return name(handler.path.get(value.name)?.local ?? unknown(handler, 'path parameter', value.name))
    }
    case 'query':
      return name(handler.query.get(value.name)?.local ?? unknown(handler, 'query parameter', value.name))
    case 'body': {
      const found = handler.bodyAttributes.get(value.field)
      return attribute(name('body'), found ?? unknown(handler, 'body field', value.field))
    }
    case 'element':
      return attribute(name('line'), memberName(value.name))
    case 'member':
      return attribute(valueExpression(handler, { kind: 'body', field: value.field }), memberName(value.name))
    case 'field': {
      const row = rowOf(handler, value.row)
      return attribute(name(row.local), attributeOf(row.table, value.field))
    }
    case 'slug':
      return slugExpression(handler, value, valueExpression(handler, value.of), null)
    case 'hash':
      return inThread(
        handler,
        own(handler.backend, 'auth', 'hash_password'),
        valueExpression(handler, value.of),
      )
    case 'not':
      return not(valueExpression(handler, value.of))
    case 'split': {
      const parts = call(attribute(valueExpression(handler, value.of), 'split'), string(','))
      return comprehension('list', call(attribute(name('part'), 'strip')), name('part'), parts)
    }
    case 'sequence':
      return sequenceExpression(handler, value.parts)
    case 'sumEach':
      return sumEachExpression(handler, value)
    case 'sum':
      return sumExpression(handler, value)
  }
}

/**
 * The value in the type of a column: an id that travels as UUID may be stored as text.
 *
 * @param moment which moment of a day is meant where the column holds moments
 */
export function valueFor(
  handler: Handler,
  value: Value,
  column: Column | null,
  moment: 'first' | 'last' = 'first',
): Expression {
  const expression = dumped(handler, value, valueExpression(handler, value))
  const from = typeOf(handler, value)
  if (column === null || from === null) return expression
  const to = column.field.type
  if ((from === 'uuid' || from === 'integer') && (to === 'string' || to === 'enum')) {
    return call(name('str'), expression)
  }
  if (from === 'date' && to === 'datetime') return momentOfDay(expression, moment)
  if (from === 'now' && to === 'date') return call(attribute(expression, 'date'))
  if (from === 'now' && to === 'time') return call(attribute(expression, 'time'))
  if (value.kind === 'constant' && to === 'decimal') {
    return call(symbol('decimal', 'Decimal'), string(String(value.value)))
  }
  return expression
}

/** Objects of a body as JSON holds them: a column of JSON stores no instances of classes. */
function dumped(handler: Handler, value: Value, expression: Expression): Expression {
  const field =
    value.kind === 'body' ? handler.body?.fields.find((each) => each.name === value.field) : undefined
  if (field === undefined) return expression
  const dump = (part: Expression): Expression =>
    call(
      attribute(part, 'model_dump'),
      keyword('mode', string('json')),
      keyword('exclude_unset', boolean(true)),
    )
  const made =
    partProperties(field) !== null
      ? dump(expression)
      : field.items !== null && partProperties(field.items) !== null
        ? comprehension('list', dump(name('item')), name('item'), expression)
        : null
  if (made === null) return expression
  const mayBeNone = field.nullable || (!field.required && field.default === null)
  return mayBeNone ? conditional(compare(expression, 'is', none), none, made) : made
}

/** The first moment of the period around a moment. */
function startOf(period: 'day' | 'week' | 'month' | 'year', now: Expression): Expression {
  const midnight = (moment: Expression): Expression =>
    call(
      attribute(moment, 'replace'),
      ...(period === 'year' ? [keyword('month', number(1))] : []),
      ...(period === 'year' || period === 'month' ? [keyword('day', number(1))] : []),
      ...['hour', 'minute', 'second', 'microsecond'].map((part) => keyword(part, number(0))),
    )
  if (period !== 'week') return midnight(now)
  const days = call(attribute(now, 'weekday'))
  return midnight(binary(now, '-', call(symbol('datetime', 'timedelta'), keyword('days', days))))
}

/** The first or last moment of a day in UTC; None stays None. */
function momentOfDay(day: Expression, moment: 'first' | 'last'): Expression {
  const midnight = attribute(symbol('datetime', 'time'), moment === 'first' ? 'min' : 'max')
  return binary(
    day,
    'and',
    call(attribute(symbol('datetime', 'datetime'), 'combine'), day, midnight, symbol('datetime', 'UTC')),
  )
}

function typeOf(handler: Handler, value: Value): ValueType | 'now' | null {
  switch (value.kind) {
    case 'now':
    case 'startOf':
    case 'daysAgo':
      return 'now'
    case 'path':
      if (value.name === handler.ownerCheck?.parameter) return handler.backend.userId
      return handler.path.get(value.name)?.rules.type ?? null
    case 'query':
      return handler.query.get(value.name)?.rules.type ?? null
    case 'body':
      return handler.body?.fields.find((field) => field.name === value.field)?.type ?? null
    case 'field': {
      const { table } = rowOf(handler, value.row)
      return table.columns.find(({ field }) => field.name === value.field)?.field.type ?? null
    }
    case 'constant':
      return 'string'
    case 'caller':
      return handler.backend.userId
    case 'sequence':
      return 'string'
    case 'slug':
    case 'hash':
    case 'not':
    case 'split':
    case 'sum':
    case 'sumEach':
    case 'member':
    case 'element':
      return null
  }
}

function unknown(handler: Handler, what: string, named: string): never {
  throw new Error(`${handler.operation.id} uses the ${what} ${JSON.stringify(named)}, which it does not have`)
}
