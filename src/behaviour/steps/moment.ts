import type { Entity, Field } from '../../design/entity.js'
import { wordsOf } from '../naming.js'
import { participleOf } from '../relations/verb.js'

/**
 * The column that holds the moment at which something was done to a row: `archived_at` for `archive` or `is_archived`.
 * Null where there is none, or one that a row cannot be without.
 */
export function momentOf(entity: Entity, word: string): Field | null {
  const verb = wordsOf(word)
    .filter((part) => !/^(?:is|has|was)$/.test(part))
    .join('')
  if (verb === '') return null
  const forms = new Set([verb, participleOf(verb), verb.replace(/e$/, 'ed')])
  return (
    entity.fields.find((field) => {
      const [first, last, ...more] = wordsOf(field.name)
      return (
        (field.type === 'datetime' || field.type === 'date') &&
        field.nullable &&
        more.length === 0 &&
        (last === 'at' || last === 'on' || last === 'date') &&
        forms.has(first ?? '')
      )
    }) ?? null
  )
}

/** The verb that a word undoes: `archive` of `unarchive`, and of `restore` where rows are archived. */
export function undoneBy(entity: Entity, word: string): string | null {
  if (/^un[a-z]{3,30}$/.test(word) && momentOf(entity, word.slice(2)) !== null) return word.slice(2)
  return /^(?:restore|reactivate)$/.test(word) && momentOf(entity, 'archive') !== null ? 'archive' : null
}
