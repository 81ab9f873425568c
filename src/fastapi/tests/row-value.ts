import type { ValueRules } from '../../design/value.js'
import { call, keyword } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { jsonLiteral } from '../values/json.js'
import type { Backend } from '../backend.js'
import { sample, type Variant, yearsFrom } from './sample.js'

/** A valid value of a column in Python; null when none can be made. */
export function rowValue(rules: ValueRules, column: string, variant: Variant = 'first'): Expression | null {
  const value = sample(rules, column, variant)
  const second = variant === 'second'
  switch (rules.type) {
    case 'datetime':
      return moment(storedYear(rules), second ? 6 : 1, 1)
    case 'date':
      return call(symbol('datetime', 'date'), number(storedYear(rules)), number(second ? 6 : 1), number(1))
    case 'time':
      return call(
        symbol('datetime', 'time'),
        number((second ? 13 : 12) + 3 * Math.min(rules.rank ?? 0, 3)),
        number(30),
      )
    case 'uuid':
      return typeof value === 'string' ? call(symbol('uuid', 'UUID'), string(value)) : null
    case 'decimal':
      return typeof value === 'number' ? call(symbol('decimal', 'Decimal'), string(String(value))) : null
    default:
      return value === undefined ? null : jsonLiteral(value)
  }
}

/** The year of a stored moment: later for one that must come after another. */
export function storedYear(rules: ValueRules): number {
  return 2024 + yearsFrom(rules)
}

/** `datetime(2024, 1, 1, tzinfo=UTC)`. */
export function moment(year: number, month: number, day: number): Expression {
  return call(
    symbol('datetime', 'datetime'),
    ...[year, month, day].map((part) => number(part)),
    keyword('tzinfo', symbol('datetime', 'UTC')),
  )
}

/** The two users of the tests; their ids are texts, as the claims of a token are. */
export type User = 'USER' | 'OTHER_USER'

/** The id of a user as a text. */
export function userId(backend: Backend, user: User): Expression {
  return symbol(testsModule(backend), user)
}

/** The id of a user as a value of a column. */
export function ownerValue(backend: Backend, user: User, type: ValueRules['type']): Expression {
  const id = userId(backend, user)
  if (type === 'uuid') return call(symbol('uuid', 'UUID'), id)
  return type === 'integer' ? call(name('int'), id) : id
}

/** The package of the tests. */
export function testsModule(backend: Backend): string {
  return backend.design.service.layout.tests.replace(/\/$/, '').replaceAll('/', '.')
}

/** How a column of a row looks in JSON; null when it cannot be told in one expression. */
export function inJson(row: string, attributeName: string, rules: ValueRules): Expression | null {
  const value = attribute(name(row), attributeName)
  switch (rules.type) {
    case 'string':
    case 'enum':
    case 'integer':
    case 'number':
    case 'boolean':
    case 'array':
    case 'object':
      return value
    case 'uuid':
      return rules.nullable ? null : call(name('str'), value)
    default:
      return null
  }
}
