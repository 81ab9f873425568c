import type { Claim } from '../../claim.js'
import { entityClaims } from '../../said.js'
import { personColumn } from '../grammar/actors.js'
import { nounOf } from '../nouns.js'
import { ownerField } from '../owner.js'
import { type ProseRule, READER } from '../rule.js'
import type { Sentence } from '../sentence.js'
import type { Vocabulary } from '../vocabulary.js'

/** Words for whoever makes the request. */
const CALLER =
  '(?:caller|requester|requesting user|current(?:ly)? (?:signed-in |logged-in |authenticated )?(?:user|member|customer)|(?:authenticated|signed-in|logged-in) (?:\\w{2,20}))'

/** Up to three words, the last of which may be the name of an entity: `active purchase orders`. */
const THING = '((?:[A-Za-z_]{2,30} ){0,2}[A-Za-z_]{2,40})'

/** Words by which rows are tied to somebody. */
const TIE = '(?:of|for|belonging to|owned by|made by|created by|registered by)'

/**
 * Rows that are somebody's, with the noun of the person where the words name one. In each form the group `thing` is what
 * belongs, and `who` the person.
 */
const FORMS: readonly RegExp[] = [
  // The caller's bookings.
  new RegExp(`\\b${CALLER}['’]s (?:own )?(?<thing>${THING})`, 'gi'),
  // Vehicles of the caller.
  new RegExp(`(?<thing>${THING}) ${TIE} the ${CALLER}\\b`, 'gi'),
  // My vehicles; own leaks, newest first; list your vehicles: at the head of a line about an operation.
  new RegExp(
    `^(?:\\w{3,12} )?(?:all )?(?:of )?(?:the )?(?:my|own|your|(?:my|your) own) (?<thing>${THING})`,
    'gi',
  ),
  // Members must see only their own bookings; residents see their own permits.
  new RegExp(
    `(?<who>[A-Za-z]{3,30}) (?:(?:can|may|must|should|shall|are able to) (?:be able to )?)?(?:only )?(?:see|view|list|read|access|manage|change|edit|cancel|delete|update|get|retrieve)(?:s|(?:,| and|,? or) \\w{2,12}){0,4} (?:only )?(?:all )?(?:of )?(?:their|his or her|his|her) own (?<thing>${THING})`,
    'gi',
  ),
  // A booking of another member.
  new RegExp(
    `(?<thing>${THING}) (?:of|that belongs to|belonging to|owned by|made by) (?:another|a different|some other) (?<who>[A-Za-z]{3,30})`,
    'gi',
  ),
  // Another member's booking.
  new RegExp(`\\b(?:another|other|a different) (?<who>[A-Za-z]{3,30}?)s?['’]s? (?<thing>${THING})`, 'gi'),
]

/** Nouns of people that say no more than that they call. */
const ANYBODY = /^(?:user|caller|people|person|everyone|account|somebody|someone|client)$/

/**
 * Rows that belong to whoever makes the request, in documents that name no column for it, or one that is called after a
 * person: "The caller's bookings", "Vehicles of the caller", "Members must see only their own bookings".
 */
export const callersRowRule: ProseRule = {
  name: 'callers-rows',
  form: 'The bookings of the caller',
  read(sentence, vocabulary): readonly Claim[] {
    const claims = FORMS.flatMap((form) =>
      [...sentence.text.matchAll(form)].flatMap(({ groups }) => said(sentence, vocabulary, groups)),
    )
    // Several forms may say the same.
    return claims.filter((claim, at) => {
      const same = (other: Claim): boolean =>
        other.property === claim.property &&
        JSON.stringify([other.subject, other.value]) === JSON.stringify([claim.subject, claim.value])
      return claims.findIndex(same) === at
    })
  },
}

function said(
  sentence: Sentence,
  vocabulary: Vocabulary,
  groups: Readonly<Record<string, string>> | undefined,
): readonly Claim[] {
  const entity = named(groups?.['thing'] ?? '', vocabulary)
  if (entity === null) return []
  const who = nounOf((groups?.['who'] ?? 'user').toLowerCase())
  const column = ownerField(entity, vocabulary) ?? personColumn(entity, who, vocabulary)
  if (column !== null)
    return entityClaims(READER, entity, [{ property: 'owner', value: column, span: sentence.whole }])
  return entityClaims(READER, entity, [
    { property: 'ofCallers', value: ANYBODY.test(who) ? 'user' : who, span: sentence.whole },
  ])
}

/** The entity that the longest end, or else beginning, of the words names; people are none. */
function named(words: string, { entities }: Vocabulary): string | null {
  const all = words.split(' ')
  for (let count = all.length; count > 0; count -= 1)
    for (const run of [all.slice(-count), all.slice(0, count)]) {
      const noun = nounOf(run.join(' '))
      const entity = entities.get(noun)
      if (entity !== undefined && !/^(?:user|account|session)$/.test(noun)) return entity
    }
  return null
}
