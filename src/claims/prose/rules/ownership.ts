import type { Claim } from '../../claim.js'
import { entityClaims } from '../../said.js'
import { ownerField } from '../owner.js'
import { type ProseRule, READER } from '../rule.js'
import { entityOf } from '../targets.js'

const OWNED =
  /\b(?:associated|linked|assigned|tied|attached|scoped|belongs?|belonging) (?:with|to|by) (?:the |an? |one |exactly one |their |its |that )*(?:currently |logged-in |authenticated |owning |single |creating )*(?:users?|owner|caller|account)\b|\b(?:own|their own|only his|only their) \w{1,30}\b.{0,30}$|\b(?:users?|readers?|callers?) (?:can|may|must|should|shall|are able to) (?:only )?(?:\w{1,12}(?:, and |, | and |\/| )){1,6}(?:only )?their own\b|\bfilter(?:ed|s)? (?:all \w{1,20} )?by (?:the )?(?:authenticated |current )?[`"]?user|\b(?:cannot|must not|can't|never|not) (?:be able to )?(?:see|view|access|read|modify)\b.{0,30}\b(?:other|another|different) users?\b|\bonly (?:their|his|the user's|his or her) own\b|\bowned by (?:the |an? )?(?:authenticated |current )?user|\buser-scoped\b|\binclude (?:the )?[`"]?(?:user|owner)_?id[`"]? (?:filter|in (?:the )?where)/i

/** "A loan is associated with the authenticated user", "Users can only see their own parcels". */
export const ownershipRule: ProseRule = {
  name: 'ownership',
  form: 'Readers can only see their own loans',
  read(sentence, vocabulary): readonly Claim[] {
    if (!OWNED.test(sentence.text) || /\b[45]\d\d\b/.test(sentence.text)) return []
    const entity = entityOf(sentence, vocabulary)
    const owner = entity === null ? null : ownerField(entity, vocabulary)
    if (entity === null || owner === null) return []
    return entityClaims(READER, entity, [{ property: 'owner', value: owner, span: sentence.whole }])
  },
}
