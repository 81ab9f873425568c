import type { Expression as Value, Factor } from '../../design/expression.js'
import { call, subscript } from '../../python/nodes/call.js'
import { comprehension } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { number } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { binary } from '../../python/nodes/operator.js'
import { rowOf, type Handler } from '../handler.js'
import { attributeOf } from '../table.js'
import { memberName } from '../part-models.js'

const LINE = name('line')

/** A member of an element as Python reads it: `line.quantity`. */
export function memberOf(member: string): Expression {
  return attribute(LINE, memberName(member))
}

/** The array of the body: `body.items`. */
export function elementsOf(handler: Handler, list: string): Expression {
  return attribute(name('body'), handler.bodyAttributes.get(list) ?? list)
}

/** The product of values of one element: `products[line.product_id].price * line.quantity`. */
export function productExpression(handler: Handler, factors: readonly Factor[]): Expression {
  return factors
    .map((factor): Expression => {
      if (factor.from === 'element') return memberOf(factor.name)
      const { local, table } = rowOf(handler, factor.rows)
      return attribute(subscript(name(local), memberOf(factor.member)), attributeOf(table, factor.field))
    })
    .reduce((left, right) => binary(left, '*', right))
}

/** `sum((products[line.product_id].price * line.quantity for line in body.items), Decimal(0))`. */
export function sumEachExpression(
  handler: Handler,
  { list, factors }: Extract<Value, { readonly kind: 'sumEach' }>,
): Expression {
  const rules = handler.body?.fields.find((field) => field.name === list)?.items?.properties ?? []
  const money = factors.some((factor) =>
    factor.from === 'element'
      ? rules.some((rule) => rule.name === factor.name && rule.type === 'decimal')
      : rowOf(handler, factor.rows).table.columns.some(
          ({ field }) => field.name === factor.field && field.type === 'decimal',
        ),
  )
  return call(
    name('sum'),
    comprehension('generator', productExpression(handler, factors), LINE, elementsOf(handler, list)),
    ...(money ? [call(symbol('decimal', 'Decimal'), number(0))] : []),
  )
}
