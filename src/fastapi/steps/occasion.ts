import type { Occasion } from '../../design/step.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { binary, compare, not } from '../../python/nodes/operator.js'
import { when, type Statement } from '../../python/nodes/statement.js'
import { RELATION_SIGNS } from '../relation-signs.js'
import { rowOf, type Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { attributeOf, type Table } from '../table.js'
import { jsonLiteral } from '../values/json.js'
import { guardOf } from './assignment.js'
import { valueExpression } from './expression.js'

/** Statements under the condition on which something comes about beside what an operation does; always without one. */
export function onOccasion(
  handler: Handler,
  occasion: Occasion | null,
  statements: readonly Statement[],
): readonly Statement[] {
  const condition = occasion === null ? null : conditionOf(handler, occasion)
  return condition === null ? statements : [when(condition, statements)]
}

function conditionOf(handler: Handler, occasion: Occasion): Expression | null {
  const { local, table } = rowOf(handler, occasion.row)
  if (occasion.kind === 'compared')
    return occasion.tests
      .map((test) => compared(local, table, test))
      .reduce((all, test) => binary(all, 'and', test))
  const sent = valueExpression(handler, { kind: 'body', field: occasion.body })
  const held = attribute(name(local), attributeOf(table, occasion.field))
  if (occasion.value !== null) {
    const entered = string(occasion.value)
    return binary(compare(sent, '==', entered), 'and', compare(held, '!=', entered))
  }
  const differs = compare(sent, '!=', held)
  const there = guardOf(handler, table, {
    field: occasion.field,
    value: { kind: 'body', field: occasion.body },
    whenBody: occasion.body,
  })
  return there === null ? differs : binary(there, 'and', differs)
}

const SIGNS = { equal: '==', ...RELATION_SIGNS } as const

function compared(
  local: string,
  table: Table,
  { field, relation, to }: Extract<Occasion, { readonly kind: 'compared' }>['tests'][number],
): Expression {
  const at = (column: string): Expression => attribute(name(local), attributeOf(table, column))
  const value = at(field)
  if (to.kind === 'constant') {
    if (typeof to.value === 'boolean')
      return isNullable(table, field)
        ? compare(value, 'is', jsonLiteral(to.value))
        : to.value
          ? value
          : not(value)
    const test = compare(value, SIGNS[relation], jsonLiteral(to.value))
    return relation !== 'equal' && isNullable(table, field) ? present([value], test) : test
  }
  const nullable = [field, to.name].filter((column) => isNullable(table, column)).map(at)
  return present(nullable, compare(value, SIGNS[relation], at(to.name)))
}

/** What is null stands to nothing. */
function present(values: readonly Expression[], test: Expression): Expression {
  return values.reduceRight<Expression>(
    (all, value) => binary(compare(value, 'is not', none), 'and', all),
    test,
  )
}

function isNullable(table: Table, column: string): boolean {
  return columnNamed(table, column)?.field.nullable ?? true
}
