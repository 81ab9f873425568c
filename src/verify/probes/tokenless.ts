import type { JsonValue } from '../../claims/json.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import type { Answer } from './http.js'
import { render } from './rendering.js'
import type { World } from './world.js'

/** Sends a body without a token to an operation whose path names no row, such as one that signs people up. */
export function sendWithoutToken(
  world: World,
  operation: ImplementedOperation,
  content: ReadonlyMap<string, JsonValue> | null,
): Promise<Answer> {
  return world.send(
    render({
      operation,
      user: { id: '', token: null },
      path: new Map(),
      query: new Map(),
      content,
      files: null,
      rows: new Map(),
      carrier: null,
    }),
  )
}
