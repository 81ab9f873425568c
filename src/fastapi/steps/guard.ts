import type { Condition } from '../../design/expression.js'
import type { Origin } from '../../design/origin.js'
import type { RowTest } from '../../design/row-test.js'
import type { Failure } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import { tuple } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, number } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary, compare } from '../../python/nodes/operator.js'
import { assign, comment, traced, when, type Statement } from '../../python/nodes/statement.js'
import { RELATION_SIGNS } from '../relation-signs.js'
import { own, tableNamed } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { attributeOf, keyColumns, type Table } from '../table.js'
import { jsonLiteral } from '../values/json.js'
import { rowCondition } from '../values/row-condition.js'
import { column } from './query.js'
import { holds } from './row-rule.js'
import { refuse } from './session.js'

type Guard = Extract<Condition, { readonly kind: 'guard' }>
type RowsTest = Extract<RowTest, { readonly kind: 'rows' }>

/**
 * What a row is keeps it from being changed or removed. It was read to be changed, and is locked: nobody changes it, or
 * refers to it, between this look and the commit (DB-5).
 */
export function emitGuard(
  guard: Guard,
  otherwise: Failure,
  origins: readonly Origin[],
  handler: Handler,
): readonly Statement[] {
  const others = guard.tests.filter((test): test is RowsTest => test.kind === 'rows')
  const plain = guard.tests.filter((test): test is Exclude<RowTest, RowsTest> => test.kind !== 'rows')
  const refusing = (test: Expression): Statement =>
    traced(when(test, [refuse(handler, otherwise)]), origins, `${otherwise.status}: ${otherwise.message}`)
  const tests = together(guard, plain, handler)
  return [
    ...(tests === null ? [] : [refusing(tests)]),
    ...others.flatMap((test) => [
      comment('The row is locked: no other can come to refer to it meanwhile.'),
      assign(name('statement'), referring(guard.row, test, handler)),
      refusing(compare(first(handler), 'is not', none)),
    ]),
  ]
}

/** The tests of the row itself as one condition; several values of one column as a list. */
function together(
  guard: Guard,
  tests: readonly Exclude<RowTest, RowsTest>[],
  handler: Handler,
): Expression | null {
  const { local, table } = rowOf(handler, guard.row)
  const [, ...more] = tests
  if (tests.length === 0) return null
  const values = tests.flatMap((test) =>
    test.kind === 'column' && 'value' in test.test && typeof test.test.value !== 'boolean' ? [test.test] : [],
  )
  const [one] = values
  if (one !== undefined && more.length > 0 && values.length === tests.length) {
    const same = values.every(({ column: named, is }) => named === one.column && is === one.is)
    if (same && (one.is === 'equal') === (guard.refused === 'any')) {
      const value = attribute(name(local), attributeOf(table, one.column))
      const listed = tuple(values.map(({ value: each }) => jsonLiteral(each)))
      return compare(value, one.is === 'equal' ? 'in' : 'not in', listed)
    }
  }
  const joint = guard.refused === 'any' ? 'or' : 'and'
  return tests
    .map((test) => tested(test, local, table, handler))
    .reduce((all, test) => binary(all, joint, test))
}

function tested(test: Exclude<RowTest, RowsTest>, local: string, table: Table, handler: Handler): Expression {
  const named = test.kind === 'column' ? test.test.column : test.column
  const value = attribute(name(local), attributeOf(table, named))
  const isNullable = columnNamed(table, named)?.field.nullable ?? true
  if (test.kind === 'column') return holds(test.test, value)
  const compared =
    test.kind === 'number'
      ? compare(value, RELATION_SIGNS[test.relation], number(test.value))
      : compare(
          binary(call(own(handler.backend, 'models', 'utc_now')), '-', value),
          test.older ? '>' : '<=',
          call(symbol('datetime', 'timedelta'), ...lasting(test.seconds)),
        )
  return isNullable ? binary(compare(value, 'is not', none), 'and', compared) : compared
}

/** `hours=24`, in the largest unit that has no fraction. */
function lasting(seconds: number): readonly ReturnType<typeof keyword>[] {
  for (const [unit, length] of [
    ['days', 86_400],
    ['hours', 3600],
    ['minutes', 60],
  ] as const)
    if (seconds % length === 0 && (unit !== 'days' || seconds > length))
      return [keyword(unit, number(seconds / length))]
  return [keyword('seconds', number(seconds))]
}

/** One row that refers to the row. */
function referring(row: string, test: RowsTest, handler: Handler): Expression {
  const { local, table } = rowOf(handler, row)
  const other = tableNamed(handler.backend, test.entity)
  const at = (field: string): Expression => column(handler, other, field)
  const key = keyColumns(other)[0]?.field.name ?? test.field
  const condition = rowCondition(test.where, at, symbol('sqlmodel', 'and_'))
  const where = call(
    attribute(call(symbol('sqlmodel', 'select'), at(key)), 'where'),
    compare(at(test.field), '==', attribute(name(local), attributeOf(table, test.target))),
    ...(condition === null ? [] : [condition]),
  )
  return call(attribute(where, 'limit'), number(1))
}

function first(handler: Handler): Expression {
  const run = call(attribute(name('session'), 'exec'), name('statement'))
  return call(attribute(handler.backend.asynchronous ? awaited(run) : run, 'first'))
}
