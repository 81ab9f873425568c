import { wordsOf } from '../../words/nouns.js'
import { nounOf } from '../nouns.js'
import type { KnownField } from '../vocabulary.js'
import { entity, longest, type NamedEntity } from './nouns.js'
import { choice, means, optional, type Phrase, sequence, word } from './phrase.js'

/** Words before a noun. */
export const ARTICLE = optional(
  word('a', 'an', 'the', 'one', 'a new', 'another', 'its', 'their', 'each', 'every', 'any'),
)
/** Words that say that it comes about besides. */
export const ALSO = optional(word('also', 'automatically', 'additionally', 'then', 'always', 'immediately'))

/** Columns of any entity that are called so. */
export const columnsOfAny: Phrase<readonly KnownField[]> = means(
  sequence<[unknown, readonly KnownField[], unknown]>(
    optional(word('the', 'a', 'an', 'its', 'their')),
    longest(4, (words, { vocabulary }) => {
      const said = words.flatMap((each) => wordsOf(each)).join(' ')
      return vocabulary.fields.get(said) ?? vocabulary.fields.get(nounOf(said)) ?? null
    }),
    optional(word('field', 'value', 'column')),
  ),
  ([, known]) => known,
)

/** `the lift's`: an entity as the owner of what follows. */
const possessive: Phrase<NamedEntity> = means(
  sequence<[unknown, NamedEntity]>(
    ARTICLE,
    longest(3, (words, { vocabulary }) => {
      const said = words.join(' ')
      const bare = /^(.{1,80})['’]s?$/.exec(said)?.[1]
      const noun = bare === undefined ? '' : nounOf(bare)
      const named = vocabulary.entities.get(noun)
      return named === undefined ? null : { noun, entity: named }
    }),
  ),
  ([, named]) => named,
)

/** A column, with the entity where it is named: `the fault's status`, `the status of a fault`, `status`. */
export const columnOf: Phrase<{ readonly column: string; readonly entity: string | null }> = choice(
  means(sequence<[NamedEntity, readonly KnownField[]]>(possessive, columnsOfAny), ([named, known]) =>
    ofEntity(known, named.entity),
  ),
  means(
    sequence<[readonly KnownField[], unknown, NamedEntity]>(columnsOfAny, word('of'), entity),
    ([known, , named]) => ofEntity(known, named.entity),
  ),
  means(columnsOfAny, ([first, ...more]) =>
    first === undefined ? null : { column: first.field, entity: more.length === 0 ? first.entity : null },
  ),
)

/** The column of an entity among those that are called so; null where it has none. */
export function ofEntity(
  known: readonly KnownField[],
  named: string,
): { readonly column: string; readonly entity: string } | null {
  const found = known.find((each) => each.entity === named)
  return found === undefined ? null : { column: found.field, entity: named }
}
