import type { JsonValue } from '../../src/claims/json.js'
import type { Operation, ResponseBody } from '../../src/design/operation.js'

/** Where the next page begins, as the answer of an operation tells; empty for one that tells nothing. */
export function cursorsIn({ responseBody }: Operation, text: string): readonly string[] {
  const keys = new Set(cursorKeys(responseBody))
  if (keys.size === 0 || text === '') return []
  const found: string[] = []
  JSON.parse(text, (key: string, value: unknown) => {
    if (keys.has(key) && typeof value === 'string') found.push(value)
    return value
  })
  return found
}

/** The values in a cursor; null for a text that is none. */
export function cursorValues(text: string): JsonValue | null {
  if (!/^[\w-]{4,}$/.test(text)) return null
  try {
    const values = JSON.parse(Buffer.from(text, 'base64url').toString()) as JsonValue
    return Array.isArray(values) ? values : null
  } catch {
    return null
  }
}

function cursorKeys(body: ResponseBody): readonly string[] {
  if (body.kind !== 'envelope') return []
  return body.members.flatMap((member) =>
    member.kind === 'cursor' ? [member.key] : member.kind === 'envelope' ? cursorKeys(member.body) : [],
  )
}
