import type { Expression as Value } from '../../design/expression.js'
import { call, keyword } from '../../python/nodes/call.js'
import { set } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { awaited } from '../../python/nodes/operator.js'
import { own, tableNamed } from '../backend.js'
import type { Handler } from '../handler.js'
import { attributeOf } from '../table.js'

/**
 * `await free_slug(session, Article.slug, body.title)`.
 *
 * @param current the slug that the row has so far and may keep; null for a new row
 */
export function slugExpression(
  handler: Handler,
  { entity, field, reserved }: Extract<Value, { readonly kind: 'slug' }>,
  text: Expression,
  current: Expression | null,
): Expression {
  const table = tableNamed(handler.backend, entity)
  const made = call(
    own(handler.backend, 'slugs', 'free_slug'),
    name('session'),
    attribute(own(handler.backend, 'models', table.className), attributeOf(table, field)),
    text,
    ...(reserved.length === 0 ? [] : [keyword('reserved', set(reserved.map(string)))]),
    ...(current === null ? [] : [keyword('current', current)]),
  )
  return handler.backend.asynchronous ? awaited(made) : made
}
