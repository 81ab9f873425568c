import type { JsonValue } from './json.js'
import { Parser } from './near-json/parser.js'
import type { NearJson, NearJsonProblem } from './near-json/tree.js'

export type { NearJson, NearJsonItem, NearJsonMember, NearJsonProblem, Remark } from './near-json/tree.js'

/** Longest text that is read, in code units. */
const LONGEST = 200_000

/**
 * Reads text that is JSON, or that people write in its place:
 *
 * ```text
 * {
 *   "status": "open" | "closed",   // default: "open"
 *   due_on: date (optional),
 *   'tags': [string, ...]
 * }
 * ```
 *
 * Everything that can be read is, in time linear in the text.
 *
 * @param text the text; braces around members may be missing
 * @returns the value with offsets into `text`, null when there is none, and what was passed over
 */
export function parseNearJson(text: string): {
  readonly value: NearJson | null
  readonly problems: readonly NearJsonProblem[]
} {
  if (text.length > LONGEST)
    return { value: null, problems: [{ kind: 'too-long', start: 0, end: text.length }] }
  const parser = new Parser(text)
  const value = parser.top()
  return { value, problems: parser.problems }
}

/**
 * The value as JSON, when it is an example rather than a description of one.
 *
 * @returns undefined when any part of it is words, a choice or left out; objects have no prototype
 */
export function exactJson(near: NearJson): JsonValue | undefined {
  switch (near.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return near.value
    case 'null':
      return null
    case 'array': {
      const items = near.items.map((item) => exactJson(item.value))
      const known = items.filter((item) => item !== undefined)
      return near.elided || known.length < items.length ? undefined : known
    }
    case 'object': {
      const object: Record<string, JsonValue> = Object.create(null)
      for (const { key, value } of near.members) {
        const inner = value === null ? undefined : exactJson(value)
        if (inner === undefined) return undefined
        object[key] = inner
      }
      return near.elided ? undefined : object
    }
    default:
      return undefined
  }
}
