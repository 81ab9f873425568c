import { snakeCase } from '../../behaviour/naming.js'
import type { Expression as Value } from '../../design/expression.js'
import { identifier, RESERVED_FIELDS } from '../../python/identifier.js'
import { call } from '../../python/nodes/call.js'
import { comprehension } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { number } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { binary } from '../../python/nodes/operator.js'
import type { Handler } from '../handler.js'

/** `sum((item.price * item.quantity for item in body.items), Decimal(0))`. */
export function sumExpression(
  handler: Handler,
  { list, factors }: Extract<Value, { readonly kind: 'sum' }>,
): Expression {
  const rules = handler.body?.fields.find((field) => field.name === list)?.items?.properties ?? []
  const money = rules.some((rule) => factors.includes(rule.name) && rule.type === 'decimal')
  const item = name('item')
  const product = factors
    .map((factor): Expression => attribute(item, identifier(snakeCase(factor), new Set(), RESERVED_FIELDS)))
    .reduce((left, right) => binary(left, '*', right))
  const iterable = attribute(name('body'), handler.bodyAttributes.get(list) ?? list)
  return call(
    name('sum'),
    comprehension('generator', product, item, iterable),
    ...(money ? [call(symbol('decimal', 'Decimal'), number(0))] : []),
  )
}
