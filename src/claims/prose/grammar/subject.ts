import type { KnownField } from '../vocabulary.js'
import { entity, field, type NamedEntity } from './nouns.js'
import { choice, list, means, optional, type Phrase, sequence, token, word } from './phrase.js'

/** `label`, `the label of a shelf`, `a shelf's label`, `shelf labels`; also several. */
export const subject: Phrase<readonly KnownField[]> = choice(
  means(
    sequence<[unknown, unknown, readonly KnownField[]]>(
      optional(word('a', 'an', 'the', 'each', 'every', 'any')),
      token(({ kind, text }, { vocabulary }) =>
        kind === 'word' && /'s?$/.test(text) && vocabulary.entities.has(text.replace(/'s?$/, ''))
          ? text
          : null,
      ),
      list(field),
    ),
    ([, , fields]) => fields,
  ),
  means(
    sequence<[readonly KnownField[], unknown]>(
      list(field),
      optional(sequence<[unknown, NamedEntity]>(word('of', 'on', 'for'), entity)),
    ),
    ([fields]) => fields,
  ),
  means(sequence<[NamedEntity, readonly KnownField[]]>(entity, list(field)), ([, fields]) => fields),
)
