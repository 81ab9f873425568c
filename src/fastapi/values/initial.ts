import type { JsonValue } from '../../claims/json.js'
import type { ValueRules } from '../../design/value.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, string } from '../../python/nodes/literal.js'
import { symbol } from '../../python/nodes/name.js'
import { jsonLiteral } from './json.js'

/** The default of a value in its own type: money is no float, and `"true"` in a document is a boolean. */
export function initialOf(rules: ValueRules, value: JsonValue): Expression {
  if (rules.type === 'decimal') return call(symbol('decimal', 'Decimal'), string(String(value)))
  if (rules.type === 'boolean' && typeof value === 'string') return boolean(/^true$/i.test(value))
  return jsonLiteral(value)
}
