import type { BodyField } from '../../design/operation.js'
import { dictionary } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { jsonLiteral } from '../values/json.js'
import type { Arrangement } from './arrangement.js'
import { sentToken, STRANGE_TOKEN } from './kept-session.js'
import { sample } from './sample.js'
import { stepsOf, type Scope } from './scope.js'

/** A valid body, field by field. */
export type Content = ReadonlyMap<string, Expression>

/**
 * A valid body: all fields, or only those that must be there and those that name an arranged row. Null when a
 * required field has rules that no sample meets.
 */
export function contentOf(
  { operation }: Scope,
  { references }: Pick<Arrangement, 'references'>,
  extent: 'full' | 'least',
): Content | null {
  const token = sentToken(operation)
  const content = new Map<string, Expression>()
  const optional = new Set(stepsOf(operation, 'find').map(({ whenBody }) => whenBody))
  for (const field of operation.body) {
    if (extent === 'least' && !references.has(field.name) && !isNeeded(operation.body, field)) continue
    // No row is arranged that it could name.
    if (optional.has(field.name) && !references.has(field.name)) continue
    const value =
      references.get(field.name) ?? (field.name === token ? string(STRANGE_TOKEN) : literal(field))
    if (value !== null) content.set(field.name, value)
    else if (field.required) return null
  }
  return content
}

/** A required field; the first one where none is, for an empty body shows nothing. */
export function isNeeded(fields: readonly BodyField[], field: BodyField): boolean {
  return field.required || (field === fields[0] && fields.every((each) => !each.required))
}

function literal(field: BodyField): Expression | null {
  const value = sample(field, field.name, 'second')
  return value === undefined ? null : jsonLiteral(value)
}

/** The body as an expression, under its key where the specification has one. */
export function bodyExpression({ operation }: Scope, content: Content): Expression {
  return wrapped(operation.bodyKey, dictionary([...content].map(([key, value]) => [string(key), value])))
}

/** A body under the key that the specification asks for. */
export function wrapped(bodyKey: string | null, body: Expression): Expression {
  return bodyKey === null ? body : dictionary([[string(bodyKey), body]])
}
