import { nounOf } from '../nouns.js'
import type { Vocabulary } from '../vocabulary.js'
import { longest } from './nouns.js'
import { choice, optional, type Phrase, sequence, word } from './phrase.js'

/** Words before a noun that make it whoever makes the request: `the calling driver`. */
const CALLING = word(
  'calling',
  'requesting',
  'current',
  'authenticated',
  'currently authenticated',
  'signed-in',
  'signed in',
  'logged-in',
  'logged in',
  'acting',
)

/** A noun for a person, in the singular; what is an entity with rows may be one too. */
const somebody: Phrase<string> = longest(1, ([only = '']) => {
  const noun = nounOf(only)
  return /^[a-z]{3,20}$/.test(noun) ? noun : null
})

const ID = optional(word("'s id", 'id', "'s user id", 'user id'))

/** Whoever makes the request: `the caller`, `the calling driver's id`, `the user who sent the request`. */
export const caller: Phrase<unknown> = choice<unknown>(
  sequence<[unknown, unknown, string, unknown]>(
    optional(word('the', 'an', 'a')),
    CALLING,
    choice(
      longest(1, ([only = '']) => possessed(only)),
      somebody,
    ),
    ID,
  ),
  sequence<[unknown, unknown, unknown]>(
    optional(word('the', 'id of the', 'the id of the', 'the user id of the')),
    word('caller', "caller's", 'requester', "requester's"),
    optional(word('id', 'user id', 'identity', 'sub')),
  ),
  sequence<[unknown, unknown, unknown, unknown]>(
    optional(word('the')),
    word('user', 'person'),
    word('who', 'that'),
    word('made the request', 'makes the request', 'sent the request', 'sends the request', 'is calling'),
  ),
)

/** `driver's` before `id`: the noun alone. */
function possessed(written: string): string | null {
  const bare = /^(\w{3,20})['’]s?$/.exec(written)?.[1]
  return bare === undefined ? null : nounOf(bare)
}

/** The token of the request, or what it names its caller by. */
export const token: Phrase<unknown> = choice<unknown>(
  sequence<[unknown, unknown, unknown]>(
    optional(word('the', 'its')),
    word("token's", "jwt's", "bearer token's", "access token's"),
    optional(word('sub', 'subject', 'sub claim', 'subject claim', 'user id', 'user')),
  ),
  sequence<[unknown, unknown]>(
    optional(
      sequence<[unknown, unknown, unknown]>(
        optional(word('the', 'its')),
        word('sub', 'subject', 'sub claim', 'subject claim', 'user id', 'identity'),
        word('of', 'in', 'from'),
      ),
    ),
    sequence<[unknown, unknown]>(
      optional(word('the', 'their')),
      word('token', 'jwt', 'jwt token', 'bearer token', 'access token', 'verified token'),
    ),
  ),
)

/** Forms of the past of which the column has another one. */
const PARTICIPLES: ReadonlyMap<string, string> = new Map([
  ['wrote', 'written'],
  ['took', 'taken'],
  ['drove', 'driven'],
  ['gave', 'given'],
  ['drew', 'drawn'],
  ['chose', 'chosen'],
  ['began', 'begun'],
])

/** The column by which a person did something with a row: `reported_by` of what was reported. */
export function doneByColumn(entity: string, verb: string, { fields }: Vocabulary): string | null {
  const participle = PARTICIPLES.get(verb) ?? verb
  const known = [...(fields.get(`${participle} by`) ?? []), ...(fields.get(`${participle} by id`) ?? [])]
  return known.find((one) => one.entity === entity)?.field ?? null
}
