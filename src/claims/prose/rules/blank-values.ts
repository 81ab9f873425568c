import type { Claim } from '../../claim.js'
import { columnClaims } from '../../said.js'
import { type ProseRule, READER } from '../rule.js'
import { entityOf, fieldsOf } from '../targets.js'

/** `What happens when the title is blank? … 422`, `if the title is only whitespace, the request is refused`. */
const REFUSED_BLANK =
  /^\W{0,4}(?:what (?:happens )?)?(?:when|if) (?:an? |the |its |their )?((?:[\w-]{1,30} ){0,4}[\w-]{1,40}) (?:is|are) (?:left )?(?:blank|only (?:blanks|spaces|whitespace)|whitespace[- ]only|nothing but (?:blanks|spaces|whitespace))\b(?:\?| ?[,:→–—-]) ?[^?]{0,80}?\b(?:refused?|rejected|rejects?|400|422)\b/i

/** A text of blanks that is refused, asked and answered: "What happens when the title is blank? It is refused with 422". */
export const blankValueRule: ProseRule = {
  name: 'blank-values',
  form: 'What happens when the title is blank? The request is refused with 422',
  read(sentence, vocabulary): readonly Claim[] {
    const named = REFUSED_BLANK.exec(sentence.text)?.[1]
    if (named === undefined) return []
    const entity = entityOf(sentence, vocabulary)
    const mentions = fieldsOf(named, entity, vocabulary)
    const [only] = mentions
    if (only === undefined || mentions.length > 1 || (only.type !== null && only.type !== 'string')) return []
    return columnClaims(READER, only.entity, only.field, [
      { property: 'notBlank', value: true, span: sentence.whole },
    ])
  },
}
