import { nounOf } from '../nouns.js'
import { ownerField } from '../owner.js'
import type { Vocabulary } from '../vocabulary.js'
import { longest, tieOf } from './nouns.js'
import { list, means, optional, type Phrase, sequence, word } from './phrase.js'

/** Words that name a role wherever they stand; tokens and documents write it as here. */
const USUAL: ReadonlyMap<string, string> = new Map([
  ['admin', 'admin'],
  ['administrator', 'admin'],
  ['manager', 'manager'],
  ['editor', 'editor'],
  ['moderator', 'moderator'],
  ['staff', 'staff'],
  ['staff member', 'staff'],
  ['superuser', 'superuser'],
])

const ARTICLE = word(
  'a',
  'an',
  'the',
  'any',
  'all',
  'users with the',
  'users with the role',
  'users with role',
  'users having the role',
  'users in the role',
  'callers with the',
  'callers with the role',
  'callers with role',
  'users who are',
)

/** One role: `admins`, `a Store Manager`, `users with the editor role`. */
const role: Phrase<string> = means(
  sequence<[unknown, string, unknown]>(
    optional(ARTICLE),
    longest(3, (words, { vocabulary }) => {
      const noun = nounOf(words.join(' '))
      return vocabulary.roles.get(noun) ?? USUAL.get(noun) ?? null
    }),
    optional(word('role', 'roles', 'users', 'user', 'accounts')),
  ),
  ([, name]) => name,
)

/** Whether a noun in the singular names a role. */
export function isRole(noun: string, { roles: known }: Vocabulary): boolean {
  return known.has(noun) || USUAL.has(noun)
}

/** `admins`, `managers or editors`. */
export const roles: Phrase<readonly string[]> = list(role)

/** Anybody who calls. */
export const anybody: Phrase<unknown> = sequence<[unknown, unknown]>(
  optional(
    word(
      'a',
      'an',
      'the',
      'each',
      'every',
      'all',
      'authenticated',
      'an authenticated',
      'signed-in',
      'logged-in',
      'a logged-in',
      'regular',
    ),
  ),
  word(
    'user',
    'users',
    'caller',
    'callers',
    'member',
    'members',
    'customer',
    'customers',
    'reader',
    'readers',
    'account',
    'accounts',
    'people',
    'person',
  ),
)

/** The one person that a row belongs to, as a noun in the singular: `the author`, `its creator`. Any user is none. */
export const person: Phrase<string> = means(
  sequence<[unknown, string]>(
    optional(word('a', 'an', 'the', 'its', 'their', 'the original')),
    longest(1, ([noun = '']) => (isPerson(noun.toLowerCase()) ? noun.toLowerCase() : null)),
  ),
  ([, noun]) => noun,
)

function isPerson(noun: string): boolean {
  return (
    /^[a-z]{3,20}$/.test(noun) &&
    nounOf(noun) === noun &&
    !/^(?:user|caller|account|person|admin)$/.test(noun)
  )
}

/** The column that holds such a person: `author_id` for the author; null when the entity has none. */
export function personColumn(entity: string, noun: string, vocabulary: Vocabulary): string | null {
  const singular = nounOf(noun)
  const tie = tieOf(entity, singular, vocabulary.fields)
  if (tie !== null) return tie.field
  if (singular === 'owner') return ownerField(entity, vocabulary)
  const by = /^(?:creator|author|uploader|submitter)$/.test(singular) ? 'created by' : null
  const created =
    by === null ? undefined : vocabulary.fields.get(by)?.find((known) => known.entity === entity)
  return created?.field ?? null
}
