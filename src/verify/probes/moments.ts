import type { JsonValue } from '../../claims/json.js'
import { isObject } from '../../design/conformance.js'
import type { ResponseBody } from '../../design/operation.js'

/**
 * An answer without the members that tell the moment it was given, so that two answers about the same rows are equal.
 *
 * @param body the structure of the answer; null where none is known
 */
export function withoutMoments(
  json: JsonValue | undefined,
  body: ResponseBody | null,
): JsonValue | undefined {
  if (body?.kind !== 'envelope' || !isObject(json)) return json
  return Object.fromEntries(
    Object.entries(json).flatMap(([key, value]): readonly (readonly [string, JsonValue])[] => {
      const member = body.members.find((each) => each.key === key)
      if (member?.kind === 'now') return []
      const inner = member?.kind === 'envelope' ? withoutMoments(value, member.body) : value
      return inner === undefined ? [] : [[key, inner]]
    }),
  )
}
