import type { JsonValue } from '../../claims/json.js'
import { conforms } from '../../design/conformance.js'
import type { Field } from '../../design/entity.js'
import type { Condition } from '../../design/expression.js'
import { columnOfTest, type RowTest } from '../../design/row-test.js'
import { call, keyword, type Keyword } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, string } from '../../python/nodes/literal.js'
import { attribute, symbol } from '../../python/nodes/name.js'
import type { ImplementedOperation } from '../backend.js'
import { attributeOf, type Table } from '../table.js'
import { jsonLiteral } from '../values/json.js'
import { moment, rowValue } from './row-value.js'
import { fieldNamed, stepsOf } from './scope.js'
import { sample } from './sample.js'

/** What an operation asks of a row before it changes or removes it. */
export type Guard = Extract<Condition, { readonly kind: 'guard' }>

/** The value of a column by which a test holds, or does not; undefined where none is known. */
export function deciding(field: Field, guard: Guard, test: RowTest, holds: boolean): JsonValue | undefined {
  const value =
    test.kind === 'number'
      ? numberFor(test, holds)
      : test.kind === 'column'
        ? columnFor(field, guard, test.test, holds)
        : undefined
  return value === undefined || !conforms(field, value) ? undefined : value
}

function numberFor(
  { relation, value }: Extract<RowTest, { readonly kind: 'number' }>,
  holds: boolean,
): number {
  const least = { greater: [1, 0], atLeast: [0, -1], less: [-1, 0], atMost: [0, 1] }[relation]
  return value + ((holds ? least[0] : least[1]) ?? 0)
}

function columnFor(
  field: Field,
  guard: Guard,
  test: Extract<RowTest, { readonly kind: 'column' }>['test'],
  holds: boolean,
): JsonValue | undefined {
  if (!('value' in test)) {
    const wanted = (test.is === 'null') === holds
    return wanted ? null : sample(field, field.name)
  }
  if ((test.is === 'equal') === holds) return test.value
  if (typeof test.value === 'boolean') return !test.value
  if (typeof test.value === 'number') return test.value + 1
  // Several tests of one column name its other values.
  const named = new Set(
    guard.tests.flatMap((each) => (each.kind === 'column' && 'value' in each.test ? [each.test.value] : [])),
  )
  return field.enum === null ? undefined : field.enum.find((value) => !named.has(value))
}

/** The tests of which each one must hold, and the others must not, for a row to be refused; null where all must. */
export function refusing(guard: Guard): readonly (readonly RowTest[])[] {
  return guard.refused === 'all' ? [guard.tests] : guard.tests.map((test) => [test])
}

/** The columns of a row that is not refused. */
export function guardedColumns(
  operation: ImplementedOperation,
  row: string,
  table: Table,
): readonly Keyword[] {
  return stepsOf(operation, 'check').flatMap(({ condition }) => {
    if (condition.kind !== 'guard' || condition.row !== row) return []
    const [first] = condition.tests
    return first === undefined ? [] : (columnsFor(condition, first, table, false) ?? [])
  })
}

/** The column that makes a test hold, or not; empty for a test of other rows, null where no value does. */
export function columnsFor(
  guard: Guard,
  test: RowTest,
  table: Table,
  holds: boolean,
): readonly Keyword[] | null {
  const named = columnOfTest(test)
  if (named === null) return []
  const field = fieldNamed(table.entity, named)
  if (field === null) return null
  const value = test.kind === 'age' ? made(test.older === holds) : literalOf(field, guard, test, holds)
  return value === null ? null : [keyword(attributeOf(table, named), value)]
}

/** A moment long ago, or the present one. */
function made(long: boolean): Expression {
  if (long) return moment(2024, 1, 1)
  return call(attribute(symbol('datetime', 'datetime'), 'now'), symbol('datetime', 'UTC'))
}

function literalOf(field: Field, guard: Guard, test: RowTest, holds: boolean): Expression | null {
  const value = deciding(field, guard, test, holds)
  if (value === undefined) return null
  if (value === null) return none
  if (field.type === 'decimal') return call(symbol('decimal', 'Decimal'), string(String(value)))
  return typeof value === 'boolean' || typeof value === 'number' || field.enum !== null
    ? jsonLiteral(value)
    : rowValue(field, field.name)
}
