import type { ValueType } from './shape.js'
import { calculationWords } from './words/calculation-words.js'
import { choiceWords, defaultWords } from './words/choice-words.js'
import type { ValueFact } from './words/fact.js'
import { exactWords } from './words/exact-words.js'
import { formulaWords } from './words/formula-words.js'
import { generationWords } from './words/generation-words.js'
import { keptWords } from './words/kept-words.js'
import { limitWords } from './words/limit-words.js'
import { sequenceWords } from './words/sequence-words.js'
import { elementType, typeWord } from './words/type-words.js'

export { factsOf, type ValueFact } from './words/fact.js'
export { defaultWords, literalOf } from './words/choice-words.js'
export { limitWords } from './words/limit-words.js'
export { elementType, typeWord } from './words/type-words.js'

/** Longer texts are prose about more than one value; what follows is not looked at. */
const LONGEST = 2000

/**
 * Everything that a few words say of one value: type, limits, allowed values, default, required, nullable, format.
 *
 * `string (required, max 200 chars)` → type string, required, maxLength 200.
 *
 * @param text the words, without Markdown marks
 * @param known the value's type when something else tells it; null lets the words tell
 */
export function valueWords(text: string, known: ValueType | null = null): readonly ValueFact[] {
  const words = text.slice(0, LONGEST)
  const named = known === null ? typeWord(words) : null
  // `a date, must be today or later` names no values.
  const timed = known ?? named?.value ?? null
  const choice = timed === 'date' || timed === 'datetime' || timed === 'time' ? null : choiceWords(words)
  const facts: ValueFact[] = []
  if (named !== null && !(choice && named.value === 'string')) facts.push(named)
  if (choice) {
    if (known === null && named?.value !== 'enum') facts.push({ ...choice, property: 'type', value: 'enum' })
    facts.push(choice)
  }
  const element = named?.value === 'array' ? elementType(words) : null
  if (named && element !== null) {
    facts.push({
      property: 'shape',
      value: { kind: 'value', facts: { type: element } },
      start: named.start,
      end: named.end,
    })
  }
  const type = known ?? (choice ? 'enum' : (named?.value ?? null))
  return [
    ...facts,
    ...limitWords(words, type),
    ...exactWords(words, type),
    ...keptWords(words, type),
    ...presenceWords(words),
    ...listOf(defaultIn(words, choice) ?? generationWords(words, type)),
    ...formatWords(words, type),
    ...(type === null || type === 'string' ? listOf(sequenceWords(words)) : []),
    ...(type === null || NUMERIC.has(type) ? listOf(calculationWords(words)) : []),
    ...listOf(formulaWords(words)),
  ]
}

const NUMERIC: ReadonlySet<ValueType> = new Set(['integer', 'number', 'decimal'])

/** `none` is a value like others where it stands among them, and no value elsewhere. */
function defaultIn(words: string, choice: ValueFact | null): ValueFact | null {
  const fact = defaultWords(words)
  const values = choice?.property === 'enum' ? choice.value : []
  const none =
    fact?.property === 'default' && fact.value === null
      ? values.find((each) => /^none$/i.test(each))
      : undefined
  return fact && none !== undefined
    ? { property: 'default', value: none, start: fact.start, end: fact.end }
    : fact
}

const listOf = (fact: ValueFact | null): readonly ValueFact[] => (fact === null ? [] : [fact])

/**
 * `required`, `optional`, `mandatory`, `nullable`, `| null`, `NOT NULL`, `read-only`.
 */
export function presenceWords(text: string): readonly ValueFact[] {
  const facts: ValueFact[] = []
  const required =
    /\b(?:required|mandatory|pflichtfeld|erforderlich|obligatori[oa]|requerid[oa]|obrigat[oó]ri[oa]|bắt buộc)(?![\wà-ÿ])|必[填須须需]|필수/i.exec(
      text,
    )
  const optional =
    /\b(?:[Oo]ptional|OPTIONAL)\b|\b(?:opcional|facultatif|fakultativ)\b|[可選选]填|可[選选]|選填|任意|선택|\bnot required\b|\bomit(?:ted|table)\b|\b(?:if|when|where) applicable\b|\w\?(?=\s|$|:|,|\))/.exec(
      text,
    )
  if (
    optional &&
    !(required && required.index < optional.index && !/not $/i.test(text.slice(0, required.index)))
  ) {
    facts.push({
      property: 'required',
      value: false,
      start: optional.index,
      end: optional.index + optional[0].length,
    })
  } else if (required) {
    // What is required under a condition may be left out without it.
    const conditional = /^ (?:only )?(?:when|if|unless|for|once)\b/i.test(
      text.slice(required.index + required[0].length),
    )
    facts.push({
      property: 'required',
      value: !conditional,
      start: required.index,
      end: required.index + required[0].length,
    })
  }
  const notNull = /\b(?:not|non)[- ]?null(?:able)?\b/i.exec(text)
  const nullable =
    /\b(?:[Nn]ullable|NULLABLE)\b|(?:\||\/|\bor) ?(?:null|None)\b|\b(?:null|None) ?\||\bOptional\[|\bcan be null\b|\b[Nn]ull (?:until|unless|while|if|when|by default)\b|\bNULL(?= |$|,)/.exec(
      text,
    )
  if (notNull) {
    facts.push({
      property: 'nullable',
      value: false,
      start: notNull.index,
      end: notNull.index + notNull[0].length,
    })
  } else if (nullable) {
    facts.push({
      property: 'nullable',
      value: true,
      start: nullable.index,
      end: nullable.index + nullable[0].length,
    })
  }
  const readOnly =
    /\bread-?only\b|\b(?:server|auto(?:matically)?)[- ]?(?:generated|set|assigned)\b|\bnot accepted\b(?! if)|\b(?:cannot|can't|must not|may not) be (?:set|sent|provided|specified|supplied)\b(?! to)|\bignored (?:if|when) (?:sent|provided|present|given)\b|\b(?:extracted|taken) from (?:the )?(?:jwt|token)\b/i.exec(
      text,
    )
  if (readOnly) {
    facts.push({
      property: 'readOnly',
      value: true,
      start: readOnly.index,
      end: readOnly.index + readOnly[0].length,
    })
  }
  return facts
}

/** `valid email`, `URL`, and `pattern: ^…$` or `matches ^…$`. */
function formatWords(text: string, type: ValueType | null): readonly ValueFact[] {
  if (type !== null && type !== 'string') return []
  const facts: ValueFact[] = []
  const email =
    /\bvalid e-?mail\b|\be-?mail (?:format|address)\b|[(,] ?e-?mail\b|^e-?mail\b|\bEmailStr\b/i.exec(text)
  const uri = /\bvalid (?:url|uri)\b|[(,] ?(?:url|uri)\b|\bHttpUrl\b|\b(?:url|uri) format\b/i.exec(text)
  if (email)
    facts.push({ property: 'format', value: 'email', start: email.index, end: email.index + email[0].length })
  else if (uri)
    facts.push({ property: 'format', value: 'uri', start: uri.index, end: uri.index + uri[0].length })
  const pattern = /\b(?:pattern|regex|match(?:es|ing)?)[:= ]{1,3}[`'"/]?(\^[^\s`'"]{1,200}\$)/i.exec(text)
  if (pattern?.[1] !== undefined) {
    const start = pattern.index + pattern[0].indexOf(pattern[1])
    facts.push({ property: 'pattern', value: pattern[1], start, end: start + pattern[1].length })
  }
  return facts
}
