import { computedOf } from '../../../design/aspect.js'
import type { JsonValue } from '../../../claims/json.js'
import { conforms } from '../../../design/conformance.js'
import type { Field } from '../../../design/entity.js'
import { columnsOfFormula, type Formula, type FormulaTest } from '../../../design/formula/formula.js'
import type { FormulaField } from '../../../design/operation.js'
import { call, keyword, subscript, type Keyword } from '../../../python/nodes/call.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { boolean, none, number, string } from '../../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../../python/nodes/name.js'
import { binary } from '../../../python/nodes/operator.js'
import { assign, type Statement } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { columnNamed } from '../../settled.js'
import { attributeOf, type Table } from '../../table.js'
import { arithmetic } from '../../values/arithmetic.js'
import { jsonLiteral } from '../../values/json.js'
import { placedView } from '../expectation.js'
import { assertEqual, assertStatus } from '../request.js'
import { moment, rowValue } from '../row-value.js'
import { sample } from '../sample.js'
import { originsOf, type Scope } from '../scope.js'
import { shownRow } from '../shown-row.js'
import { testCase, type TestCase } from '../test-case.js'

/** Values of columns, and what the field must show beside them. */
interface Shown {
  readonly when: string
  readonly statements: readonly Statement[]
  readonly values: readonly Keyword[]
  readonly expected: Expression
}

/** Fields that are not stored follow from the columns of their row. */
export function computed(scope: Scope): readonly TestCase[] {
  const { operation, backend } = scope
  const placed = placedView(operation.responseBody)
  const row = placed === null ? null : shownRow(scope)
  if (placed === null || row === null) return []
  const table = tableNamed(backend, placed.view.entity)
  return placed.view.fields.flatMap((field) => {
    if (field.kind !== 'computed') return []
    return shownFor(field, table).map(({ when, statements, values, expected }) => {
      const arranged = row.store(values)
      const place = arranged.listed ? subscript(placed.place, number(0)) : placed.place
      return testCase({
        name: `${operation.name}_works_out_${field.field}_${when}`,
        shows: `${field.name} follows from ${columnsOfFormula(field.formula).join(', ')}`,
        fixtures: arranged.fixtures,
        body: [
          ...statements,
          ...arranged.statements,
          assertStatus(operation.success),
          assertEqual(subscript(place, string(field.name)), expected),
        ],
        operation: operation.id,
        proves: [computedOf(table.entity.name, field.field)],
        origins: originsOf(operation, 'response', 'exists'),
      })
    })
  })
}

function shownFor({ formula, nullable }: FormulaField, table: Table): readonly Shown[] {
  const found = worked(formula, table)
  const absent = columnsOfFormula(formula).find((column) => columnNamed(table, column)?.field.nullable)
  if (!nullable || absent === undefined) return found
  const without = keyword(attributeOf(table, absent), none)
  const others = (found[0]?.values ?? []).filter(({ name: own }) => own !== without.name)
  const shown = {
    when: 'without_a_value',
    statements: found[0]?.statements ?? [],
    values: [...others, without],
    expected: none,
  }
  return [...found, shown]
}

function worked(formula: Formula, table: Table): readonly Shown[] {
  switch (formula.kind) {
    case 'holds':
      return truths(formula.tests, table)
    case 'days': {
      const field = columnNamed(table, formula.column)?.field
      const day = binary(name('today'), formula.direction === 'until' ? '+' : '-', days(3))
      const stored =
        field?.type === 'date'
          ? day
          : call(
              attribute(symbol('datetime', 'datetime'), 'combine'),
              day,
              call(symbol('datetime', 'time'), keyword('tzinfo', symbol('datetime', 'UTC'))),
            )
      return [
        {
          when: 'from_today',
          statements: [today],
          values: [keyword(attributeOf(table, formula.column), stored)],
          expected: number(3),
        },
      ]
    }
    case 'years': {
      const year = binary(attribute(name('today'), 'year'), '-', number(30))
      const born = call(symbol('datetime', 'date'), year, number(1), number(1))
      return [
        {
          when: 'from_today',
          statements: [today],
          values: [keyword(attributeOf(table, formula.column), born)],
          expected: number(30),
        },
      ]
    }
    case 'number':
      return calculated(formula, table)
    case 'joined': {
      const texts = samples(formula.columns, table)
      if (texts === null) return []
      return [
        {
          when: 'in_order',
          statements: [],
          values: [...texts].map(([column, value]) =>
            keyword(attributeOf(table, column), jsonLiteral(value)),
          ),
          expected: string([...texts.values()].map(String).join(formula.separator)),
        },
      ]
    }
  }
}

function calculated(formula: Extract<Formula, { kind: 'number' }>, table: Table): readonly Shown[] {
  const numbers = samples(columnsOfFormula(formula), table)
  if (numbers === null) return []
  const money = [...numbers.keys()].some((column) => columnNamed(table, column)?.field.type === 'decimal')
  const literal = (column: string): Expression =>
    columnNamed(table, column)?.field.type === 'decimal'
      ? call(symbol('decimal', 'Decimal'), string(String(numbers.get(column))))
      : jsonLiteral(numbers.get(column) ?? 0)
  const value = arithmetic(formula, literal, money)
  return [
    {
      when: 'from_numbers',
      statements: [],
      values: [...numbers.keys()].map((column) => keyword(attributeOf(table, column), literal(column))),
      expected: money ? call(name('float'), value) : value,
    },
  ]
}

/** Different valid values of the columns; null where one has none. */
function samples(columns: readonly string[], table: Table): ReadonlyMap<string, JsonValue> | null {
  const values = new Map<string, JsonValue>()
  for (const [index, column] of columns.entries()) {
    const field = columnNamed(table, column)?.field
    const value =
      field === undefined ? undefined : sample(field, column, index % 2 === 0 ? 'second' : 'first')
    if (value === undefined) return null
    values.set(column, value)
  }
  return values
}

const today = assign(
  name('today'),
  call(attribute(call(attribute(symbol('datetime', 'datetime'), 'now'), symbol('datetime', 'UTC')), 'date')),
)

function days(count: number): Expression {
  return call(symbol('datetime', 'timedelta'), keyword('days', number(count)))
}

/** All tests hold, and then each of them alone does not. */
function truths(tests: readonly FormulaTest[], table: Table): readonly Shown[] {
  const columns = tests.map(({ column }) => column)
  if (
    new Set(columns).size < columns.length ||
    tests.some((test) => 'than' in test && typeof test.than === 'object')
  )
    return []
  const pairs = tests.map((test) => {
    const field = columnNamed(table, test.column)?.field
    return field === undefined ? null : valuesFor(test, field, table)
  })
  const known = pairs.filter((pair) => pair !== null)
  if (known.length < pairs.length) return []
  const all = known.map(({ kept }) => kept)
  return [
    { when: 'as_true', statements: [], values: all, expected: boolean(true) },
    ...known.flatMap(({ broken }, index) =>
      broken === null
        ? []
        : [
            {
              when: `as_false_by_${tests[index]?.column ?? ''}`,
              statements: [],
              values: all.with(index, broken),
              expected: boolean(false),
            },
          ],
    ),
  ]
}

/** A value with which a test holds, and one with which it does not; null where there is none. */
function valuesFor(
  test: FormulaTest,
  field: Field,
  table: Table,
): { readonly kept: Keyword; readonly broken: Keyword | null } | null {
  const own = (value: Expression): Keyword => keyword(attributeOf(table, test.column), value)
  const both = (kept: Expression | null, broken: Expression | null) =>
    kept === null ? null : { kept: own(kept), broken: broken === null ? null : own(broken) }
  switch (test.is) {
    case 'null':
      return both(none, rowValue(field, field.name))
    case 'notNull':
      return both(rowValue(field, field.name), none)
    case 'past':
      return both(dayIn(field, 2001), dayIn(field, 2199))
    case 'future':
      return both(dayIn(field, 2199), dayIn(field, 2001))
    case 'equal':
    case 'notEqual': {
      const other = otherValue(field, test.value)
      const [kept, broken] = test.is === 'equal' ? [test.value, other] : [other, test.value]
      return kept === null ? null : both(jsonLiteral(kept), broken === null ? null : jsonLiteral(broken))
    }
    default: {
      if (typeof test.than !== 'number') return null
      const above = test.is === 'greater' || test.is === 'atLeast'
      const edge = test.is === 'greater' ? 1 : test.is === 'less' ? -1 : 0
      const kept = test.than + edge
      const broken = above ? kept - 1 : kept + 1
      const written = (value: number): Expression | null => {
        if (!conforms(field, value)) return null
        return field.type === 'decimal'
          ? call(symbol('decimal', 'Decimal'), string(String(value)))
          : number(value)
      }
      return both(written(kept), written(broken))
    }
  }
}

function dayIn(field: Field, year: number): Expression {
  return field.type === 'date'
    ? call(symbol('datetime', 'date'), number(year), number(1), number(1))
    : moment(year, 1, 1)
}

function otherValue(field: Field, value: string | number | boolean): string | number | boolean | null {
  if (typeof value === 'boolean') return !value
  if (field.enum !== null) return field.enum.find((member) => member !== value) ?? null
  const other = sample(field, field.name, 'second')
  return typeof other === 'string' || typeof other === 'number' ? (other === value ? null : other) : null
}
