import type { ComputedField } from '../../design/entity.js'
import { columnsOfFormula, type Formula, type FormulaTest } from '../../design/formula/formula.js'
import { call } from '../../python/nodes/call.js'
import { list, tuple } from '../../python/nodes/collection.js'
import { functionDefinition, parameter } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none, number, string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { binary, compare, not, union } from '../../python/nodes/operator.js'
import { assign, docstring, returns, traced, when, type Statement } from '../../python/nodes/statement.js'
import { RELATION_SIGNS } from '../relation-signs.js'
import { columnNamed } from '../settled.js'
import { attributeOf, type Table } from '../table.js'
import { arithmetic } from '../values/arithmetic.js'
import { stored } from '../values/annotation.js'
import { jsonLiteral } from '../values/json.js'

/** Properties of a table's class for fields that follow from its columns, so that every view shows the same. */
export function computedProperties(table: Table): readonly Statement[] {
  return table.computed.map(({ field, attribute: property }) => {
    const type = stored(field)
    return traced(
      functionDefinition(property, {
        decorators: [name('property')],
        parameters: [parameter('self')],
        returns: field.nullable ? union(type, none) : type,
        body: [docstring(describes(field)), ...body(field, table)],
      }),
      field.origins['formula'] ?? [],
      `works out ${field.name}`,
    )
  })
}

function describes({ name: field, formula }: ComputedField): string {
  const columns = formula === null ? [] : columnsOfFormula(formula)
  return `Return ${field}, which follows from ${columns.join(', ')}.`
}

function body(field: ComputedField, table: Table): readonly Statement[] {
  const { formula } = field
  if (formula === null) return [returns(none)]
  const absent = columnsOfFormula(formula).filter((column) => isNullable(table, column))
  const missing = absent.map((column): Expression => compare(own(table, column), 'is', none))
  const [first, ...others] = missing
  const guard =
    first === undefined || formula.kind === 'holds' || formula.kind === 'joined'
      ? []
      : [
          when(
            others.reduce((all, test) => binary(all, 'or', test), first),
            [returns(none)],
          ),
        ]
  return [...guard, ...worked(formula, table)]
}

function worked(formula: Formula, table: Table): readonly Statement[] {
  switch (formula.kind) {
    case 'holds': {
      const [first, ...others] = formula.tests.flatMap((test) => tests(test, table))
      return [returns(others.reduce((all, test) => binary(all, 'and', test), first ?? boolean(true)))]
    }
    case 'days': {
      const day = dayOf(table, formula.column)
      const [from, to] = formula.direction === 'until' ? [today, day] : [day, today]
      const days = attribute(binary(to, '-', from), 'days')
      return [returns(formula.floored ? call(name('max'), days, number(0)) : days)]
    }
    case 'years': {
      const born = own(table, formula.column)
      const parts = (of: Expression): Expression => tuple([attribute(of, 'month'), attribute(of, 'day')])
      const day = name('today')
      return [
        assign(day, today),
        returns(
          binary(
            binary(attribute(day, 'year'), '-', attribute(born, 'year')),
            '-',
            compare(parts(day), '<', parts(born)),
          ),
        ),
      ]
    }
    case 'number': {
      const money = columnsOfFormula(formula).some(
        (column) => columnNamed(table, column)?.field.type === 'decimal',
      )
      return [returns(arithmetic(formula, (column) => own(table, column), money))]
    }
    case 'joined': {
      const columns = formula.columns.map((column) => own(table, column))
      const texts = formula.columns.some((column) => isNullable(table, column))
        ? ({
            kind: 'comprehension',
            form: 'generator',
            key: null,
            element: name('part'),
            target: name('part'),
            iterable: tuple(columns),
            conditions: [compare(name('part'), 'is not', none)],
          } as const)
        : list(columns)
      return [returns(call(attribute(string(formula.separator), 'join'), texts))]
    }
  }
}

function tests(test: FormulaTest, table: Table): readonly Expression[] {
  const value = own(table, test.column)
  const there = (column: string): readonly Expression[] =>
    isNullable(table, column) ? [compare(own(table, column), 'is not', none)] : []
  switch (test.is) {
    case 'null':
      return [compare(value, 'is', none)]
    case 'notNull':
      return [compare(value, 'is not', none)]
    case 'equal':
    case 'notEqual': {
      if (typeof test.value !== 'boolean')
        return [compare(value, test.is === 'equal' ? '==' : '!=', jsonLiteral(test.value))]
      const wanted = test.is === 'equal' ? test.value : !test.value
      if (isNullable(table, test.column))
        return [compare(value, test.is === 'equal' ? 'is' : 'is not', boolean(test.value))]
      return [wanted ? value : not(value)]
    }
    case 'past':
    case 'future': {
      const now = columnNamed(table, test.column)?.field.type === 'date' ? today : call(name('utc_now'))
      return [...there(test.column), compare(value, test.is === 'past' ? '<' : '>', now)]
    }
    default: {
      const { than } = test
      const other = typeof than === 'number' ? number(than) : own(table, than.column)
      return [
        ...there(test.column),
        ...(typeof than === 'number' ? [] : there(than.column)),
        compare(value, RELATION_SIGNS[test.is], other),
      ]
    }
  }
}

const today: Expression = call(attribute(call(name('utc_now')), 'date'))

function dayOf(table: Table, column: string): Expression {
  const value = own(table, column)
  return columnNamed(table, column)?.field.type === 'date' ? value : call(attribute(value, 'date'))
}

function own(table: Table, column: string): Expression {
  return attribute(name('self'), attributeOf(table, column))
}

function isNullable(table: Table, column: string): boolean {
  return columnNamed(table, column)?.field.nullable ?? true
}
