import { fold } from '../../design/canonical-name.js'
import type { Design } from '../../design/design.js'
import type { StatementContext } from './context.js'

/** A name in the spelling of code behind words that put it into an answer: `with episode_count`, `including last_seen_at`. */
const SHOWN =
  /\b(?:with|including|includes?|plus|and also|returns?|showing|shows?) (?:its |their |an? |the |also )?([a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z]+[A-Z]\w*)\b(?! (?:header|parameter|query|filter|of a ))/g

/**
 * The field that a statement puts into the answer of its operation and that nothing of the design is called; null where
 * there is none: `GET /shows/{slug}` with `episode_count`.
 */
export function unshownField({ design, statement, spoken }: StatementContext): string | null {
  if (spoken.length !== 1 || spoken[0]?.method !== 'GET') return null
  const names = [...statement.text.matchAll(SHOWN)].map(([, name = '']) => name)
  if (names.length === 0) return null
  const known = namesOf(design)
  return names.find((name) => !known.has(fold(name))) ?? null
}

const walked = new WeakMap<Design, ReadonlySet<string>>()

/** Whatever the design calls something by. */
function namesOf(design: Design): ReadonlySet<string> {
  const before = walked.get(design)
  if (before !== undefined) return before
  const names = new Set<string>()
  const open: unknown[] = [design.entities, design.operations, design.service, design.auth]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string') names.add(fold(value))
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value))
        if (key !== 'origins' && inner !== undefined) open.push(inner)
  }
  walked.set(design, names)
  return names
}
