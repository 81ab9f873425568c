/** A list of names in brackets after the word role: `the roles (Clerk, Head Librarian, Admin)`. */
const VOCABULARY = /\broles?\b[^()]{0,120}\(([^()]{3,300})\)/gi

/** Names with capitals, as authors write roles. */
const NAME = /^[A-Z][A-Za-z]{1,30}(?: [A-Z][A-Za-z]{1,30}){0,2}$/

/**
 * The roles that a text introduces as a closed list: at least two names with capitals in brackets
 * after the word role.
 */
export function roleVocabulary(text: string): readonly string[] {
  const roles = new Set<string>()
  for (const match of text.matchAll(VOCABULARY)) {
    const names = (match[1] ?? '')
      .split(',')
      .map((name) => name.trim().replace(/\s+/g, ' '))
      .filter((name) => NAME.test(name))
    if (names.length > 1) for (const name of names) roles.add(name)
  }
  return [...roles]
}

/** A list of names: `Clerk or Head Librarian`, `Clerk, Admin`; null when anything else stands in it. */
function namesIn(list: string, vocabulary: readonly string[]): readonly string[] | null {
  const names = list
    .split(/\s*(?:,|\/|\||\bor\b|\band\b)\s*/)
    .map((name) => name.replace(/\broles?\b|\bonly\b/gi, '').trim())
    .filter((name) => name !== '')
  return names.length > 0 && names.every((name) => vocabulary.includes(name)) ? names : null
}

/**
 * The roles of a closed list that a sentence asks for: `Lend a book (Clerk or Admin)`,
 * `Roles: Clerk, Admin.` What stands after a semicolon in the brackets is a remark.
 *
 * @returns the names in the order of the sentence; none when it asks for none
 */
export function rolesIn(text: string, vocabulary: readonly string[]): readonly string[] {
  if (vocabulary.length === 0) return []
  for (const match of text.matchAll(/\(([^()]{2,200})\)|\broles?: ([^.;()]{2,200})/gi)) {
    const list = (match[1] ?? match[2] ?? '').split(';')[0] ?? ''
    const names = namesIn(list.replace(/\s+/g, ' '), vocabulary)
    if (names !== null) return names
  }
  return []
}
