import type { Claim } from '../../claim.js'
import type { RowRule } from '../../row-rule.js'
import { entityClaims } from '../../said.js'
import { field } from '../grammar/nouns.js'
import type { Input } from '../grammar/phrase.js'
import { type Clause, clause, conditionFirst, remark } from '../grammar/row-rule.js'
import { type Token, tokensOf } from '../grammar/token.js'
import { type ProseRule, READER } from '../rule.js'
import type { Sentence } from '../sentence.js'
import type { KnownField, Vocabulary } from '../vocabulary.js'

/** Words and marks after which something else begins, which does not change the rule. */
const END = /^(?:[.,;:()!→–—-]|otherwise|else|with|return|returns)$/

/** Words that make a sentence a demand; `end_date is after start_date` alone may only describe. */
const DEMAND =
  /\b(?:must|shall|should|will|validat|ensur|verif|enforc|check|require|mandatory|cannot|can't|may not|constraint|rule)|[<>≤≥]/i

/** Words that only rules about several fields have. */
export const ROW_RULE =
  /\b(?:when|if|whenever|once)\b.{0,200}\b(?:required|mandatory|provided|present|set|given|specified)\b|\b(?:required|mandatory|provided|present|set|given|specified|supplied|included|null) (?:only )?(?:when|if|whenever|once)\b|\b(?:after|before|later|earlier|greater|more|higher|larger|less|lower|smaller|exceed|over|above|at least|at most)\b|[<>≤≥]/i

/** Words that turn round what stands before them, or restrict it. */
const RESTRICTED = /^(?:unless|except|or|and|when|if|whenever|only|until|but|while)$/

/** Words before a subject by which it would be no plain demand. */
const BEFORE = /^(?:unless|except|not|no|never|or|nor|reject|rejects|refuse|refuses|prevent|prevents)$/

/** Most tokens of what may stand in brackets between a field and what is said of it. */
const LONGEST_ASIDE = 16

/**
 * What the values of one row must be together:
 *
 *     end_date must be after start_date
 *     `recurrence` (string): required when is_recurring is true
 *     If a room is booked, room_id must be provided
 */
export const rowRuleRule: ProseRule = {
  name: 'row-rules',
  form: 'end_date must be after start_date',
  read(sentence, vocabulary): readonly Claim[] {
    return rowRulesIn(sentence, vocabulary).flatMap(({ entity, rule }) =>
      entityClaims(READER, entity, [{ property: 'rowRule', value: rule, span: sentence.whole }]),
    )
  },
}

/** A rule and the entity or schema whose rows keep it. */
export interface FoundRule {
  readonly entity: string
  readonly rule: RowRule
}

/** The rules that a sentence states; none where a word could change what they mean. */
export function rowRulesIn(sentence: Sentence, vocabulary: Vocabulary): readonly FoundRule[] {
  const ofColumn = typeof sentence.subject === 'string'
  if (!ROW_RULE.test(sentence.text) || !(ofColumn || DEMAND.test(sentence.text))) return []
  const input: Input = { tokens: tokensOf(sentence.text), sentence, vocabulary }
  const found: FoundRule[] = []
  for (let at = 0; at < input.tokens.length; at += 1) {
    const first = conditionFirst(input, at)
    if (first !== null && ends(input.tokens, first.next)) return [first.value]
    const said = clause(input, at) ?? (ofColumn ? remarkAt(input, at) : null)
    if (said === null || !ends(input.tokens, said.next)) continue
    const subject = subjectOf(input, at)
    const rule = subject === null ? null : said.value(subject)
    if (subject === null || rule === null) continue
    found.push({ entity: subject.entity, rule })
    at = said.next - 1
  }
  return found
}

/** What stands between commas in the row of a column: `required, after arrives_on`. */
function remarkAt(input: Input, at: number): { readonly value: Clause; readonly next: number } | null {
  const before = input.tokens[at - 1]
  return before === undefined || /^[,;(|]$/.test(before.text) ? remark(input, at) : null
}

/** Whether a clause ends here; `or`, `and`, `unless` and the like would change it. */
function ends(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at]
  if (next !== undefined && !END.test(next.text)) return false
  return !tokens.slice(at, at + 3).some(({ text }) => RESTRICTED.test(text))
}

/** The field that a clause speaks of: right before it, before a remark in brackets, or that of the row or item. */
function subjectOf(input: Input, at: number): KnownField | null {
  const direct = fieldBefore(input, at)
  if (direct !== null) return direct
  const { tokens, sentence, vocabulary } = input
  const opening = field(input, 0)
  const between = opening === null ? [] : tokens.slice(opening.next, at)
  if (
    opening !== null &&
    between.length > 0 &&
    between.length <= LONGEST_ASIDE &&
    /^[(:,–—|-]$/.test(between[0]?.text ?? '')
  )
    return opening.value
  if (sentence.subject === null || sentence.subject === undefined || at > LONGEST_ASIDE) return null
  const named: Input = { tokens: tokensOf(sentence.subject), sentence, vocabulary }
  const own = field(named, 0)
  return own !== null && own.next === named.tokens.length ? own.value : null
}

/** The field whose name ends right before a place, when nothing before it turns the sentence round. */
function fieldBefore(input: Input, at: number): KnownField | null {
  for (let start = Math.max(0, at - 6); start < at; start += 1) {
    const match = field(input, start)
    if (match?.next !== at) continue
    return input.tokens.slice(0, start).some(({ text }) => BEFORE.test(text)) ? null : match.value
  }
  return null
}
