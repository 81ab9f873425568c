import type { BodyField } from '../../design/operation.js'
import { dictionary, list } from '../../python/nodes/collection.js'
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
  // Rows that a list of keys ties have a test of their own.
  const keys = keyLists(operation)
  for (const field of operation.body) {
    if (extent === 'least' && !references.has(field.name) && !isNeeded(valuesIn(operation), field)) continue
    // No row is arranged that it could name.
    if (optional.has(field.name) && !references.has(field.name)) continue
    const value = references.get(field.name) ?? standing(field, token, keys)
    if (value !== null) content.set(field.name, value)
    else if (field.required) return null
  }
  return content
}

/** What stands for a value: a token that nobody signed, no rows where keys are listed, else a sample. */
function standing(field: BodyField, token: string | null, keys: ReadonlySet<string>): Expression | null {
  if (field.name === token) return string(STRANGE_TOKEN)
  return keys.has(field.name) ? list([]) : literal(field)
}

/** The fields of which a body needs one: beside a list of keys, those that say what becomes of the rows. */
function valuesIn(operation: Scope['operation']): readonly BodyField[] {
  const listed = stepsOf(operation, 'changeListed').find(({ empty = null }) => empty !== null)
  return operation.body.filter(({ name }) => name !== listed?.list)
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
  const [only] = content.values()
  if (operation.bodyIsArray === true && only !== undefined) return only
  return wrapped(operation.bodyKey, dictionary([...content].map(([key, value]) => [string(key), value])))
}

/** A body under the key that the specification asks for. */
export function wrapped(bodyKey: string | null, body: Expression): Expression {
  return bodyKey === null ? body : dictionary([[string(bodyKey), body]])
}

/** Body fields that list the keys of rows. */
export function keyLists(operation: Scope['operation']): ReadonlySet<string> {
  return new Set(
    stepsOf(operation, 'relink').flatMap(({ value }) => (value.kind === 'body' ? [value.field] : [])),
  )
}
