import { singular, wordsOf } from '../claims/words/nouns.js'

export { singular, wordsOf as words } from '../claims/words/nouns.js'

/** Words that authors put after the name of an entity. */
const ROLE_WORDS = /(?:table|model|entity|record|resource|object)s?$/

/** A name without case and separators: `user_id`, `userId` and `User ID` are one. */
export function fold(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/**
 * The key under which the names of one entity meet: class, table, singular,
 * plural, `Tasks Table`. A database schema before a dot does not count.
 */
export function entityKey(name: string): string {
  const last = name.slice(name.lastIndexOf('.') + 1)
  const folded = fold(last)
  const bare = folded.replace(ROLE_WORDS, '')
  return singular(bare === '' ? folded : bare)
}

/** Class name of an entity: its words, the last in the singular. */
export function className(name: string): string {
  const parts = wordsOf(name.slice(name.lastIndexOf('.') + 1))
  return parts
    .map((word, index) => (index === parts.length - 1 ? singular(word) : word))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

/** A stable id for questions: lower-case words with hyphens. */
export function slug(text: string): string {
  return (
    text
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 80) || 'value'
  )
}
