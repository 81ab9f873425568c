import { nounOf } from '../nouns.js'
import { longest } from './nouns.js'
import { choice, means, optional, type Phrase, sequence, word } from './phrase.js'

/** Within which rows values may not be repeated: those of a user, of another entity, or all. */
export type Scope = { readonly kind: 'user' | 'all' } | { readonly kind: 'other'; readonly noun: string }

const EACH = word(
  'a',
  'an',
  'the',
  'each',
  'every',
  'one',
  'the same',
  'a single',
  'a given',
  'any',
  'same',
  'that',
)

/** `per user`, `within a shelf`, `for each customer`, `across the system`. */
export const scope: Phrase<Scope> = choice(
  means(
    sequence<[unknown, unknown, unknown]>(
      word('across', 'in', 'within', 'throughout', 'among'),
      optional(word('the', 'the whole', 'the entire', 'all')),
      word('system', 'database', 'application', 'platform', 'users', 'tenants'),
    ),
    (): Scope => ({ kind: 'all' }),
  ),
  means(word('globally', 'system-wide', 'overall'), (): Scope => ({ kind: 'all' })),
  means(
    sequence<[unknown, unknown, string]>(
      word('per', 'within', 'for', 'in', 'of', 'by'),
      optional(EACH),
      word('user', 'owner', 'account', 'customer', "user's account"),
    ),
    (): Scope => ({ kind: 'user' }),
  ),
  means(
    sequence<[unknown, unknown, string]>(
      word('per', 'within', 'inside', 'for', 'in', 'of', 'on', 'at'),
      optional(EACH),
      longest(3, (words, { vocabulary }) => {
        const noun = nounOf(words.join(' '))
        return vocabulary.entities.has(noun) || vocabulary.fields.has(`${noun} id`) ? noun : null
      }),
    ),
    ([, , noun]): Scope => ({ kind: 'other', noun }),
  ),
)

const CASE = sequence<[unknown, unknown]>(
  optional(word('the', 'letter', 'upper/lower')),
  word(
    'case',
    'letter case',
    'casing',
    'capitalization',
    'capitalisation',
    'upper or lower case',
    'letter casing',
  ),
)

/** `ignoring case`, `(case-insensitive)`, `, regardless of case`. */
const ignoringCase: Phrase<unknown> = sequence<[unknown, unknown, unknown]>(
  optional(word('(', ',', '–', '—', '-')),
  choice<unknown>(
    sequence<[unknown, unknown]>(
      word(
        'ignoring',
        'regardless of',
        'irrespective of',
        'independent of',
        'independently of',
        'whatever the',
        'without regard to',
        'without regard for',
        'disregarding',
        'not considering',
      ),
      CASE,
    ),
    word(
      'case-insensitive',
      'case insensitive',
      'case-insensitively',
      'case insensitively',
      'in a case-insensitive way',
      'in a case-insensitive manner',
      'compared case-insensitively',
      'compared case insensitively',
      'compared without case',
      'case is ignored',
    ),
  ),
  optional(word(')', ',')),
)

/** Within which rows, and whether large and small letters are one, in either order. */
export interface Extent {
  readonly scope: Scope | null
  readonly ignoreCase: boolean
}

/** `per user, ignoring case`, `(case-insensitive) within a shelf`; all of it may be left out. */
export const extent: Phrase<Extent> = means(
  sequence<[unknown, Scope | null, unknown]>(optional(ignoringCase), optional(scope), optional(ignoringCase)),
  ([before, within, after]) => ({ scope: within, ignoreCase: before !== null || after !== null }),
)
