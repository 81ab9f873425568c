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
