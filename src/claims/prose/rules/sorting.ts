import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { type ProseRule, READER } from '../rule.js'
import { createdField, hasFurtherKeys } from '../grammar/order-keys.js'
import { sortedLists } from '../grammar/sorted-lists.js'
import { entityOf, fieldsOf } from '../targets.js'

const SORTED =
  /\b(?:sort(?:ed|s)?|ordered|order by|ordering|(?:listed|displayed|returned|shown)(?= (?:by|in|newest|oldest|latest|most)))\b/i
const DOWN = /\b(?:desc(?:ending)?|newest|latest|most recent(?:ly)?|highest|largest|reverse)\b/i
const UP = /\b(?:asc(?:ending)?|oldest|earliest|lowest|smallest|alphabetical(?:ly)?|a-z)\b/i

/** `When they sort by shelf`, `they request loans sorted by due_on`, `provide sort_by=shelf`. */
const ASKED =
  /\b(?:(?:they|i|we|he|she|(?:a |the )?(?:user|client|caller|member|customer|admin|consumer)s?) (?:sorts?|orders?)\b|(?:when|given)\b[^.,]{0,60}\b(?:requests?|asks?(?: for)?|selects?|provides?|chooses?|clicks?|applies|apply|sets?|sorts?|orders?)\b[^.,]{0,60}\b(?:sort(?:ed|s)?|order(?:ed|s)?)\b)/i

/** `overdue = up to 5, sorted by due_on` is the order of a member of the answer. */
const MEMBER = /^\W{0,4}[a-z]\w{0,60}[`"']? ?(?:=|:=)\s/

/** "Loans are sorted by due_on (newest first) by default": the order of a list. */
export const sortingRule: ProseRule = {
  name: 'sorting',
  form: 'Parcels are sorted by booked_at, newest first',
  read(sentence, vocabulary): readonly Claim[] {
    // That a token is optional says nothing of the order.
    const text = sentence.text.replace(/\b(?:auth\w{0,12}|tokens?|login) (?:is )?optional\b/i, '')
    if (MEMBER.test(text)) return []
    const word = SORTED.exec(text)
    const first = /\b(?:newest|oldest|latest|most recent(?:ly)?)(?: \w{1,20})? first\b/i.exec(text)
    if (word === null && first === null) return []
    // `can list loans, newest first` is an order, `can be sorted by title` a choice.
    const capable =
      word === null
        ? text.replace(
            /\b(?:can|may|able|allow\w*)(?= (?:\w{1,20} )?(?:to )?(?:list|see|view|browse)\b)/i,
            '',
          )
        : text
    if (
      /\b(?:can|may|allow\w*|able|option\w*|optional\w*|supports?|parameter|query|choose|test|verify)\b/i.test(
        capable,
      ) &&
      !/\bdefault/i.test(text)
    )
      return []
    // `Pinned loans first, then the newest` is an order by more than one column.
    if (hasFurtherKeys(text)) return []
    // The order that a caller asks for is no default.
    if (ASKED.test(text) && !/\bdefault/i.test(text)) return []
    const entity = entityOf(sentence, vocabulary)
    const by = /^[\w ]{1,24}?\bby\b(.{1,60})/i.exec(text.slice(word?.index ?? text.length))
    const named = by?.[1] === undefined ? [] : fieldsOf(by[1], entity, vocabulary)
    // `sort by title, author`: a choice, for no words tell which comes first.
    if (named.length > 1) return []
    const asked = /^sorts?$/i.test(word?.[0] ?? '') && first === null
    if (asked && !DOWN.test(text) && !UP.test(text) && !/\bdefault/i.test(text)) return []
    const made = named[0] ?? (first === null ? undefined : createdField(entity, vocabulary))
    const down = DOWN.test(text)
    if (made === undefined || (!down && !UP.test(text) && by === null) || (word === null && first === null))
      return []
    if (named.length === 0 && first === null) return []
    const lists = sortedLists(sentence, made.entity, vocabulary)
    const value = { field: made.field, direction: down ? ('desc' as const) : ('asc' as const) }
    return lists.flatMap((target) =>
      operationClaims(READER, target, [{ property: 'sort', value, span: sentence.whole }]),
    )
  },
}
