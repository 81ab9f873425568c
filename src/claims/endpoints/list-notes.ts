import type { Claim, OperationFacts } from '../claim.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { hasFurtherKeys } from '../prose/grammar/order-keys.js'
import { claimsOfOperation } from './wire-claims.js'
import type { WireFact } from './wire-claims.js'

const READER = 'list-note'

const SORT =
  /\b(?:order(?:ed)?|sort(?:ed)?|sorting|ordering)\b(?: order)?(?: is)?(?: by|:| of)? ?(?:default(?:s to)?:? )?[`"']?([\w ]{2,40}?)[`"']?,? ?\(?(desc(?:ending)?|asc(?:ending)?|newest(?: first)?|oldest(?: first)?|most recent(?: first)?|latest first|DESC|ASC)\b/i
const NEWEST =
  /\b(newest|most recent(?:ly created)?|latest) (?:items? |ones |\w{1,20} )?first\b|\breverse[- ]chronological\b/i
const OLDEST = /\boldest (?:\w{1,20} )?first\b/i
const SEARCH =
  /\bsearch(?:es|ed|ing)?\b[^.;]{0,40}?\b(?:in|across|over|within|by|on|against)\b(?: the)? ((?:[`"']?\w{2,30}[`"']?)(?:(?:, ?(?:and |or )?| and | or |\/| & )[`"']?\w{2,30}[`"']?){0,6})/i

/** `Returns at most 200 loans`, `Max 50 rows`; what clients choose a size for counts pages. */
const MOST =
  /^(?:\W{0,3}(?:returns?|lists?|shows?|limited to|capped at)\b[^.;]{0,40}?)?\W{0,3}\b(?:at most|up to|no more than|max(?:imum)?(?: of)?|limited to|capped at):? (\d{1,5}) (?!char|letter|digit|min|sec|hour|day|week|month|year|byte|page)[a-z]{3,30}s\b(?! ?(?:per|for each|a|each)\b|\/)/i

/** `- overdue = up to 5, sorted by due_on`. */
const MEMBER = /^\W{0,4}[a-z]\w{0,60}[`"']? ?(?:=|:=)\s/

/**
 * How a list is ordered and searched, in a remark of its operation:
 *
 * ```markdown
 * - Ordered by `due_on` ascending
 * - `search` (string): Search in title and author
 * - Returns at most 200 loans
 * ```
 */
export const listNoteReader = unitReader(READER, '- Ordered by `due_on` ascending', (unit, { document }) => {
  const text = textOf(unit)
  if (!/^(?:endpoints|feature|data-model|schema|other)$/.test(document.source.kind)) return []
  if (text === null || unit.operation === null || unit.operation.method !== 'GET' || unit.kind === 'heading')
    return []
  // The order of a member of the answer is not that of its rows.
  if (MEMBER.test(text.text)) return []
  const facts: WireFact<OperationFacts>[] = []
  const several = hasFurtherKeys(text.text)
  const sort = several ? null : SORT.exec(text.text)
  const field = sort?.[1] === undefined ? null : fieldOf(sort[1])
  if (sort && field !== null) {
    facts.push({
      property: 'sort',
      value: { field, direction: /^(?:desc|newest|most|latest)/i.test(sort[2] ?? '') ? 'desc' : 'asc' },
      span: text.span(sort.index, sort.index + sort[0].length),
    })
  } else if (!several) {
    const plain = NEWEST.exec(text.text) ?? OLDEST.exec(text.text)
    // Under the parameters of a list only a sentence that tells what it returns speaks of its order.
    const told = /\breturns?\b[^.]{0,80}?\b(?:ordered|sorted)\b/i.test(text.text)
    if (plain && (unit.part !== 'query' || told)) {
      facts.push({
        property: 'sort',
        value: { field: 'created_at', direction: OLDEST.test(plain[0]) ? 'asc' : 'desc' },
        span: text.span(plain.index, plain.index + plain[0].length),
      })
    }
  }
  const most = unit.part === 'query' ? null : MOST.exec(text.text)
  if (most?.[1] !== undefined)
    facts.push({
      property: 'most',
      value: Number(most[1]),
      span: text.span(most.index, most.index + most[0].length),
    })
  const search = SEARCH.exec(text.text)
  const columns = (search?.[1] ?? '')
    .split(/, ?(?:and |or )?| and | or |\/| & /)
    .map((each) => each.replace(/[`"']/g, '').trim())
    .filter(
      (each) =>
        /^[a-z]\w*$/.test(each) &&
        !/^(?:the|all|any|case|fields?|text|term|query|keyword|parameter|partial|both|their|your|results?)$/.test(
          each,
        ),
    )
  if (search && columns.length > 0) {
    facts.push({
      property: 'searches',
      value: columns,
      span: text.span(search.index, search.index + search[0].length),
    })
  }
  return claimsOfOperation(READER, unit.operation, facts) satisfies readonly Claim[]
})

/** The column that words name: `creation date` is `created_at`. */
function fieldOf(words: string): string | null {
  const text = words.trim().replace(/^(?:by|the|default) /i, '')
  if (/^(?:creation (?:date|time)|created(?: date| at| time)?|date created|date)$/i.test(text))
    return 'created_at'
  if (/^(?:(?:last )?(?:update|modification) (?:date|time)|(?:last )?updated(?: at)?)$/i.test(text))
    return 'updated_at'
  const name = text.replace(/ /g, '_')
  return /^[a-z]\w{1,39}$/.test(name) && !/^(?:order|sort|field|in|is|by|results?|list)$/.test(name)
    ? name
    : null
}
