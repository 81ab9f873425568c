import type { Claim, ColumnFacts } from '../../claim.js'
import { ruleClaims } from '../../entities/rules.js'
import { storedFacts } from '../../entities/text-facts.js'
import { columnClaims, propertyClaims, type Said, valueFacts } from '../../said.js'
import { VALUE_LIMITS } from '../../value-limits.js'
import { literalOf } from '../../value-words.js'
import { choiceWords } from '../../words/choice-words.js'
import { nextLimitedName } from '../grammar/other-names.js'
import { type ProseRule, READER } from '../rule.js'
import type { Sentence } from '../sentence.js'
import { entityOf, type FieldMention, fieldsOf } from '../targets.js'
import type { Vocabulary } from '../vocabulary.js'

/** What may be said of a column in a sentence; types and descriptions need a table or a declaration. */
const SAYABLE: ReadonlySet<string> = new Set([
  ...VALUE_LIMITS,
  'nullable',
  'default',
  'readOnly',
  'touched',
  'index',
  'sequence',
  'calculated',
])

const DEMANDS =
  /\b(?:must|shall|should|cannot|can't|may not|is|are|be|has|have|defaults?|required|optional|limited|max(?:imum)?|min(?:imum)?|at (?:most|least)|between|automatically|auto|set|updates?|updated|trimmed?|strip|never|immutable)\b|:/i

/**
 * A rule about one column: "Title must be 1-200 characters", "`updated_at` is automatically updated", "created with
 * `done: false` by default", "copies must be greater than 0".
 */
export const columnRule: ProseRule = {
  name: 'columns',
  form: 'Title must be 1-200 characters',
  read(sentence, vocabulary): readonly Claim[] {
    const text = withoutQuestion(sentence.text)
    if (
      !DEMANDS.test(text) ||
      MOVES.test(text) ||
      /\b(?:[45]\d\d|rejects?|rejected|error|fails?|attempt)\b/i.test(text)
    )
      return []
    const entity = entityOf(sentence, vocabulary)
    const named = fieldsOf(text, entity, vocabulary)
    const mentions = outsideChoices(
      text,
      named.filter((mention) => mention.entity === entity || isNamed(text, mention)),
    )
    return mentions.flatMap((mention, index) => {
      if (isConditional(text, mention, named)) return []
      const next = mentions[index + 1]
      const end = next === undefined ? text.length : next.start
      // `title and note are required`: what follows the last of several is said of each.
      const joined =
        next !== undefined &&
        /^\s?(?:,|and|or|,? ?and\/or|&|\/)\s?(?:the |an? )?[`"]?$/i.test(text.slice(mention.end, next.start))
      // `name, shelf and copies (≥ 0)`: the remark is about the last.
      const rest =
        joined && isRemarked(text, mentions.slice(index + 1))
          ? ''
          : text.slice(mention.end, joined ? text.length : end)
      const words = rest.slice(0, Math.min(CLAUSE.exec(rest)?.index ?? rest.length, nextLimitedName(rest)))
      const before = text.slice(mentions[index - 1]?.end ?? 0, mention.start)
      const said = columnFacts(
        words,
        before,
        mention.type,
        (start, stop) => sentence.span(mention.end + start, mention.end + stop),
        sentence.whole,
      ).filter(
        ({ property }) => property !== 'touched' || isTouched(text.slice(mention.start, mention.end), text),
      )
      const facts =
        FORBIDS.test(before) && COMPARES.test(words)
          ? said.map((fact) => permitted(fact, mention.type))
          : said
      return placedClaims(
        sentence,
        vocabulary,
        mention,
        facts.filter(({ property }) => SAYABLE.has(property) || property === 'required'),
      )
    })
  },
}

/** The answer alone, at its place: `What about a long title? → Title is limited to 80 characters`. */
function withoutQuestion(text: string): string {
  const asked = /^\W{0,4}(?:what|how|which|can|does|is)\b[^?]{1,300}\?(?= ?\S)/i.exec(text)?.[0] ?? ''
  return ' '.repeat(asked.length) + text.slice(asked.length)
}

/** Names without those that are values of another one: `done` in `state values: open, done`. */
function outsideChoices(text: string, mentions: readonly FieldMention[]): readonly FieldMention[] {
  let end = 0
  return mentions.filter((mention) => {
    if (mention.start < end) return false
    const choice =
      mention.type === 'enum' || mention.type === 'string' ? choiceWords(text.slice(mention.end)) : null
    if (choice !== null && LEADS_TO_VALUES.test(text.slice(mention.end))) end = mention.end + choice.end
    return true
  })
}

/**
 * Whether a sentence about another entity, or about none, surely means a column by a word: it stands in code, has the
 * spelling of a column, or begins the sentence. `When the user's intent is unclear, ask 2-3 questions` means none.
 */
function isNamed(text: string, { start, end }: FieldMention): boolean {
  const written = text.slice(start, end)
  return (
    /_|[a-z][A-Z]/.test(written) ||
    /[`"]$/.test(text.slice(0, start)) ||
    (/^\W{0,4}(?:the |an? )?$/i.test(text.slice(0, start)) && PREDICATE.test(text.slice(end)))
  )
}

/** What follows a name at the beginning of a sentence that is about it: `Title must …`, and not `Title page …`. */
const PREDICATE =
  /^(?:\s(?:fields?|values?|columns?|length|text|must|shall|should|is|are|can|cannot|can't|may|has|have|defaults?|required|optional|max|min|limited|between|up to|at|not|and|or|with)\b|\s?[:(=,–—-])/i

/** What stands between a column and the values that it may have. */
const LEADS_TO_VALUES =
  /^[`"')]{0,2}\s{0,2}(?:(?:fields?|values?|columns?|options?|levels?|types?|property)\s)?(?:must|shall|should|is|are|can|may|has|have|to|one of|either|in|among|from|with|values?|options?|enum|limited|allowed|valid|possible|accepts?|supports?|[:=(,–—-])/i

/** Whether a remark in brackets follows the last name of a list. */
function isRemarked(text: string, rest: readonly FieldMention[]): boolean {
  const last = rest.find(
    ({ end }, index) =>
      !/^[`"]?\s?(?:,|and\b|or\b|&|\/)/.test(text.slice(end, rest[index + 1]?.start ?? text.length)),
  )
  return last !== undefined && /^[`"]?\s?\(/.test(text.slice(last.end))
}

/** What moves from one value to another is an example, no range. */
const MOVES =
  /\b(?:updat|chang|increas|decreas|reduc|adjust|mov|transition|go)(?:e|es|ed|ing|s)?\b[^.]{0,60}\bfrom\b[^.]{0,40}\bto\b/i

/** Words that begin a condition. */
const CONDITION = /[,;]? ?\b(?:when|if|unless|where|while|as long as|provided that)\b/i

/** A condition before the rest of a sentence: `When the lid is open, …`. */
const CONDITION_FIRST =
  /^\W{0,4}(?:[A-Z]{1,5}-?\d{1,4}[a-z]?\W{1,3})?(?:when|if|unless|where|while)\b[^,]{1,160},/i

/**
 * Whether a rule holds only for some values of another column: `the note is required when copies is 0`. Such a
 * rule is none of the column alone. `Required when creating a loan` names no other column.
 */
function isConditional(text: string, mention: FieldMention, mentions: readonly FieldMention[]): boolean {
  const first = CONDITION_FIRST.exec(text)?.[0].length ?? 0
  if (
    mentions.some(({ start, field }) => start < first && (field !== mention.field || mention.start >= first))
  )
    return mentions.some(({ start }) => start >= first)
  const rest = text.slice(mention.end)
  const condition = CONDITION.exec(rest)
  if (condition === null) return false
  const from = mention.end + condition.index
  return mentions.some(({ start, field }) => start > from && field !== mention.field)
}

/** A rule under a request model is one of its property; under an operation, `required` is one of its body. */
function placedClaims(
  { headings, operation }: Sentence,
  vocabulary: Vocabulary,
  { entity, field }: FieldMention,
  facts: readonly Said<ColumnFacts>[],
): readonly Claim[] {
  const schema = /[A-Za-z_]\w{0,80}/.exec(headings.at(-1)?.replace(/^[\d.\s]{1,10}/, '') ?? '')?.[0]
  if (schema !== undefined && vocabulary.schemas.has(schema))
    return propertyClaims(READER, schema, field, valueFacts(facts))
  if (operation === null) return columnClaims(READER, entity, field, storedFacts(facts))
  const sent = facts.filter(({ property }) => property === 'required')
  const stored = facts.filter(({ property }) => property !== 'required' && property !== 'nullable')
  const { method, path } = operation
  return [
    ...columnClaims(READER, entity, field, storedFacts(stored)),
    ...(/^(?:POST|PUT|PATCH)$/.test(method) && !path.includes(`{${field}}`)
      ? valueFacts(sent).map((fact): Claim => ({
          subject: { kind: 'body', method, path, field },
          ...fact,
          reader: READER,
        }))
      : []),
  ]
}

/** What is said after these words is refused: `must not accept copies less than 1`. */
const FORBIDS =
  /\b(?:must|shall|should|may|can|does|do|will)(?: ?not|n't) (?:allow|accept|permit|admit|store|save|create)\b/i

/** A comparison that tells which values are meant. */
const COMPARES = /[<>≤≥]|\b(?:less|fewer|lower|smaller|greater|more|higher|larger) than\b/i

/** What a limit of the refused values leaves: where `<= 0` may not be, more than 0 must be. */
function permitted(fact: Said<ColumnFacts>, type: FieldMention['type']): Said<ColumnFacts> {
  const { property, value, span } = fact
  if (typeof value !== 'number') return fact
  switch (property) {
    case 'maximum':
      return type === 'integer'
        ? { property: 'minimum', value: value + 1, span }
        : { property: 'exclusiveMinimum', value, span }
    case 'minimum':
      return type === 'integer'
        ? { property: 'maximum', value: value - 1, span }
        : { property: 'exclusiveMaximum', value, span }
    case 'exclusiveMaximum':
      return { property: 'minimum', value, span }
    case 'exclusiveMinimum':
      return { property: 'maximum', value, span }
    case 'minLength':
      return { property: 'maxLength', value: value - 1, span }
    case 'maxLength':
      return { property: 'minLength', value: value + 1, span }
    default:
      return fact
  }
}

const BY_CLIENTS =
  /\b(?:allow\w{0,3}|lets?|enabl\w{1,3}|permit\w{0,4}) (?:\w{1,20} ){0,3}to\b|\b(?:users?|clients?|callers?|owners?|members?|they|people) (?:can|may|must be able to|should be able to|are able to)\b/i

/** Whether every change of a row sets a moment: one of `retired_at` is set by what retires, and by nothing else. */
function isTouched(name: string, sentence: string): boolean {
  if (/updat|modif|chang|edit|touch|last|seen|sync|refresh/i.test(name)) return true
  return (
    // `Users may set, update or remove due dates at any time`: who changes it is the client.
    !BY_CLIENTS.test(sentence) &&
    /\b(?:automatic\w{0,4}|every|each|any(?! time)|whenever|on (?:update|save|change|write)s?)\b/i.test(
      sentence,
    )
  )
}

/** Words that begin another clause. */
const CLAUSE = /[,;]? ?\b(?:when|then|if|unless|so that|because|but|while|whereas|given)\b/i

/** Words between a name and what is said of it that still belong together. */
const FARTHEST = 60

function columnFacts(
  words: string,
  before: string,
  type: ColumnFacts['type'] | null,
  span: Parameters<typeof ruleClaims>[0]['span'],
  whole: Said<ColumnFacts>['span'],
): readonly Said<ColumnFacts>[] {
  // Places behind the point are no limit of the number.
  const near = words
    .slice(0, 200)
    .replaceAll(/\b(?:max(?:imum)?|up to|with|to) \d{1,2} decimals?\b/gi, (said) => ' '.repeat(said.length))
  const origin = span(0, 1).start
  const facts: Said<ColumnFacts>[] = ruleClaims({ text: near, span }, near, type).filter((fact) => {
    if (fact.property === 'enum')
      return (
        LEADS_TO_VALUES.test(near) &&
        /\b(?:one of|either|allowed|valid values?|possible values?)\b/i.test(near)
      )
    if (fact.property === 'format') return /\b(?:valid|format|e-?mail address|well-formed)\b/i.test(near)
    return fact.span.start - origin < FARTHEST
  })
  const isFlag = type === 'boolean'
  const given = /^[`"]?\s?(?::|=|is|set to|as|to|of)\s?[`"]?(true|false)\b/i.exec(words)
  if (isFlag && given?.[1] !== undefined && /\b(?:default|creat\w*|initial\w*|new)\b/i.test(before + words))
    facts.push({ property: 'default', value: literalOf(given[1].toLowerCase()), span: whole })
  const alone = /^[`"]?\s?(?:$|[,.;)]|and\b|or\b)/i.test(words)
  if (alone && /\b(?:optional)\s[`"]?$/i.test(before))
    facts.push({ property: 'required', value: false, span: whole })
  if (alone && /\brequired\s[`"]?$/i.test(before))
    facts.push({ property: 'required', value: true, span: whole })
  if (
    (type === 'datetime' || type === 'date') &&
    /\b(?:updates?|refresh(?:es)?|automatically updat\w{1,3}|touch(?:es)?)\b[^.]{0,20}$/i.test(before) &&
    !/\bnot\b/i.test(before)
  )
    facts.push({ property: 'touched', value: true, span: whole })
  // Limits of lengths do not fit numbers, and the other way round.
  return facts.filter(
    (fact) =>
      fits(fact.property, type) &&
      (fact.property !== 'default' || isDefault(fact.value, type)) &&
      // `Version: Python 3.12+` limits no whole number.
      !(type === 'integer' && typeof fact.value === 'number' && !Number.isInteger(fact.value)),
  )
}

/** Whether a literal can be the default of a column. */
function isDefault(value: unknown, type: ColumnFacts['type'] | null): boolean {
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'integer' || type === 'number' || type === 'decimal') return typeof value === 'number'
  if (type === 'datetime' || type === 'date' || type === 'time' || type === 'uuid') return false
  return type === 'array' || type === 'object' ? typeof value === 'object' : typeof value === 'string'
}

function fits(property: string, type: ColumnFacts['type'] | null): boolean {
  if (type === null) return true
  if (/^(?:minLength|maxLength|pattern|format|trimmed|notBlank)$/.test(property))
    return type === 'string' || type === 'enum'
  if (/^(?:minimum|maximum|exclusive)/.test(property)) return /^(?:integer|number|decimal)$/.test(type)
  if (property.endsWith('Items')) return type === 'array'
  if (property === 'sequence') return type === 'string'
  if (property === 'calculated') return /^(?:integer|number|decimal)$/.test(type)
  if (property === 'touched') return type === 'datetime' || type === 'date'
  if (property === 'enum') return type === 'enum' || type === 'string'
  return true
}
