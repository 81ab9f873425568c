import type { Claim } from '../../claim.js'
import { entityClaims } from '../../said.js'
import { ownerField } from '../owner.js'
import { type ProseRule, READER } from '../rule.js'
import { entityOf } from '../targets.js'
import { nounOf } from '../nouns.js'
import type { Vocabulary } from '../vocabulary.js'

const OWNED =
  /\b(?:associated|linked|assigned|tied|attached|scoped|belongs?|belonging) (?:with|to|by) (?:the |an? |one |exactly one |their |its |that )*(?:currently |logged-in |authenticated |owning |single |creating )*(?:users?|owner|caller|account)\b|\b(?:own|their own|only his|only their) \w{1,30}\b.{0,30}$|\b(?:users?|readers?|callers?) (?:can|may|must|should|shall|are able to) (?:only )?(?:\w{1,12}(?:, and |, | and |\/| )){1,6}(?:only )?their own\b|\bfilter(?:ed|s)? (?:all \w{1,20} )?by (?:the )?(?:authenticated |current )?[`"]?user|\b(?:cannot|must not|can't|never|not) (?:be able to )?(?:see|view|access|read|modify)\b.{0,30}\b(?:other|another|different) users?\b|\bonly (?:their|his|the user's|his or her) own\b|\bowned by (?:the |an? )?(?:authenticated |current )?user|\buser-scoped\b|\binclude (?:the )?[`"]?(?:user|owner)_?id[`"]? (?:filter|in (?:the )?where)/i

/** What somebody has of their own that is a person's and no row of a table: `their own profile`. */
const PERSONAL =
  /^(?:profiles?|accounts?|passwords?|details?|names?|settings?|preferences?|sessions?|e-?mails?|avatars?|pictures?|identity|credentials?|display|session)$/

/** The entity that `their own loans` is about, which need not be the first that a sentence names; null for what is none. */
function ownThing(text: string, mentioned: string | null, { entities }: Vocabulary): string | null {
  const word = /\b(?:their|his|her|its|your) own (\w{2,40})\b/i.exec(text)?.[1]?.toLowerCase()
  if (word === undefined) return mentioned
  const named = entities.get(nounOf(word))
  if (named !== undefined && nounOf(word) !== 'user') return named
  return PERSONAL.test(word) ? null : mentioned
}

/** "A loan is associated with the authenticated user", "Users can only see their own parcels". */
export const ownershipRule: ProseRule = {
  name: 'ownership',
  form: 'Readers can only see their own loans',
  read(sentence, vocabulary): readonly Claim[] {
    if (!OWNED.test(sentence.text) || /\b[45]\d\d\b/.test(sentence.text)) return []
    const entity = ownThing(sentence.text, entityOf(sentence, vocabulary), vocabulary)
    const owner = entity === null ? null : ownerField(entity, vocabulary)
    if (entity === null || owner === null) return []
    return entityClaims(READER, entity, [{ property: 'owner', value: owner, span: sentence.whole }])
  },
}
