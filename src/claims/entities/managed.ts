/** Words that say that another system owns a table. */
const ELSEWHERE =
  /\b(?:managed|owned|handled|maintained|created|controlled|provided|stored)(?: (?:entirely|automatically|exclusively|and owned|externally))? (?:by|in|with) (?:the )?(?:better[- ]?auth|auth0|clerk|keycloak|supabase|firebase|cognito|next-?auth|okta|external|an external|another|third[- ]party|identity)|\breference only\b|\bexternal(?:ly)? (?:managed|entity|table|system)\b|\bnot managed (?:here|by (?:us|this|the backend|the api))\b|\b(?:better[- ]?auth|auth0|clerk|keycloak|supabase) (?:manages|owns|handles|creates|auto-creates|provides) (?:the |this |these |its |user |own )/i

/**
 * Where a text says that a table belongs to another system: `(managed by Better Auth)`, `Reference Only`.
 *
 * @returns offsets of the words, or null
 */
export function managedElsewhere(text: string): { readonly start: number; readonly end: number } | null {
  const match = ELSEWHERE.exec(text)
  return match === null ? null : { start: match.index, end: match.index + match[0].length }
}

/** Words by which a sentence speaks of the table that its section is about. */
const THIS_TABLE = /\b(?:this|these|it|its|table|entity|model|schema)\b/i

/**
 * Where a sentence in the section of one entity says that another system owns its table. A sentence
 * about another table (`Users are managed by Better Auth`, under `## Loan`) says nothing of this one.
 *
 * @param name the entity or table that the section is about
 * @returns offsets of the words, or null
 */
export function entityManagedElsewhere(
  text: string,
  name: string,
): { readonly start: number; readonly end: number } | null {
  const words = managedElsewhere(text)
  if (words === null) return null
  const before = text.slice(0, words.start)
  const clause = before.slice(
    Math.max(before.lastIndexOf('. '), before.lastIndexOf(': '), before.lastIndexOf('; ')) + 1,
  )
  const subject = clause.replace(/\b(?:is|are|be|being|was|were|will|fully|entirely|only)\b/gi, ' ')
  if (!/[A-Za-z]/.test(subject)) return words
  const folded = (part: string): string =>
    part
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .replace(/s$/, '')
  const named = subject.split(/[^\w]+/).some((part) => part !== '' && folded(part) === folded(name))
  return named || (THIS_TABLE.test(subject) && !/\b(?:users?|accounts?|sessions?)\b/i.test(subject))
    ? words
    : null
}
