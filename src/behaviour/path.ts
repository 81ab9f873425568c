import type { DraftOperation } from '../design/draft.js'
import { wordsOf } from './naming.js'

/** A literal segment of a path and the parameter that follows it, if any. */
interface PathItem {
  readonly literal: string
  readonly parameter: string | null
}

/** A path without its prefix (`api`, `v1`) and without the caller's own id. */
export interface PathShape {
  /** Path parameter that holds the caller's id; null when the path has none. */
  readonly owner: string | null
  readonly items: readonly PathItem[]
}

const PREFIX = /^(?:api|rest|v\d{1,3})$/i
const USER_WORDS: ReadonlySet<string> = new Set(['user', 'owner', 'account', 'member', 'username', 'userid'])

/**
 * Reads a path such as `/api/{user_id}/loans/{id}/renew` as owner `user_id` and
 * items `loans/{id}`, `renew`. A parameter that follows no literal and is not
 * the caller's id becomes an item with an empty literal.
 */
export function shapeOf(operation: Pick<DraftOperation, 'path' | 'access' | 'ignoredUser'>): PathShape {
  const segments = operation.path.split('/').filter((segment) => segment !== '')
  const owner = operation.ignoredUser ?? (operation.access === 'owner' ? ownerParameter(segments) : null)
  const items: PathItem[] = []
  let prefix = true
  for (const segment of segments) {
    const parameter = parameterName(segment)
    if (parameter === null) {
      if (prefix && PREFIX.test(segment)) continue
      prefix = false
      items.push({ literal: segment, parameter: null })
      continue
    }
    const last = items.at(-1)
    if (parameter === owner) {
      if (last !== undefined && isUserCollection(last.literal)) items.pop()
    } else if (last !== undefined && last.parameter === null)
      items[items.length - 1] = { literal: last.literal, parameter }
    else items.push({ literal: '', parameter })
  }
  return { owner, items }
}

/** The literal before the last one, in lower case: `sign-in` of `/auth/sign-in/email`. */
export function before(path: PathShape): string {
  return (path.items.at(-2)?.literal ?? '').toLowerCase()
}

/** The name in `{name}` or `:name`, or null for a literal segment. */
function parameterName(segment: string): string | null {
  if (segment.startsWith('{') && segment.endsWith('}')) return segment.slice(1, -1)
  return segment.startsWith(':') ? segment.slice(1) : null
}

/** The parameter that speaks of a user, or else the first one. */
function ownerParameter(segments: readonly string[]): string | null {
  const names = segments.map(parameterName).filter((name) => name !== null)
  return names.find((name) => wordsOf(name).some((word) => USER_WORDS.has(word))) ?? names[0] ?? null
}

/** `users/{user_id}` names the caller, not a resource of its own, when more follows. */
function isUserCollection(literal: string): boolean {
  return /^(?:users?|accounts?|members?|owners?)$/i.test(literal)
}
