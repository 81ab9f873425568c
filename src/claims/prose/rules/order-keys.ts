import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { hasFurtherKeys, orderKeys } from '../grammar/order-keys.js'
import { sortedLists } from '../grammar/sorted-lists.js'
import { type ProseRule, READER } from '../rule.js'
import { entityOf } from '../targets.js'

/** An order that a client may choose is no default. */
const CHOSEN =
  /\b(?:can|may|able|allow\w*|option\w*|supports?|parameter|query|choose|clients?|requests?|asks? (?:for|to))\b/i

/** An order of several columns: "Halls are sorted by floor, then by label". */
export const orderKeysRule: ProseRule = {
  name: 'order-keys',
  form: 'Halls are sorted by floor, then by label',
  read(sentence, vocabulary): readonly Claim[] {
    const { text } = sentence
    if (!hasFurtherKeys(text) || (CHOSEN.test(text) && !/\bdefault/i.test(text))) return []
    const entity = entityOf(sentence, vocabulary)
    const [first, ...further] = orderKeys(text, entity, vocabulary) ?? []
    if (entity === null || first === undefined) return []
    return sortedLists(sentence, entity, vocabulary).flatMap((target) =>
      operationClaims(READER, target, [
        { property: 'sort', value: { ...first, further }, span: sentence.whole },
      ]),
    )
  },
}
