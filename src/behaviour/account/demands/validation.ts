import type { ValueRule } from '../../../design/aspect.js'
import { errorOf, ruleOf } from '../../../design/aspect.js'
import type { BodyField, Operation } from '../../../design/operation.js'
import type { Aspect } from '../../../design/trace.js'
import { wordsOf } from '../../naming.js'
import type { Demand } from '../demand.js'

const EMPTY = /\bempty\b|\bblank\b|\bwhitespace\b/
const REQUIRED =
  /\brequired\b|\bwithout\b|\bmissing\b|\bmandatory\b|\bmust (?:have|include|provide|contain)\b|\bomit/
const LONG =
  /\bmax(?:imum)?\b|\bexceed|\blonger\b|\btoo long\b|\bup to\b|\bat most\b|\bcharacters?\b|\blength\b|\bchars\b/
const SHORT = /\bmin(?:imum)?\b|\bat least\b|\btoo short\b|\bshorter\b/
const INVALID = /\binvalid\b|\bvalid\b|\bmust be\b|\bone of\b|\bonly accept|\ballowed values?\b|\bformat\b/
const INPUT =
  /\b(?:invalid|valid|validat\w{1,4}|malformed|empty|missing|bad)\b.{0,40}\b(?:inputs?|data|body|bodies|payloads?|fields?|request)\b|\b(?:inputs?|data|body|payloads?|fields?|requests?)\b.{0,40}\b(?:invalid|validat|malformed)|\bvalidation errors?\b|\bfails? validation\b|\brequired fields\b|\b(?:string|field) (?:lengths?|limits)\b|\blength limits\b/

/** "title is required, 1-200 characters", "an empty title is refused", "invalid input is refused". */
export const validation: Demand = ({ text, statement, operations }) => {
  const inHeading = wordsOf(statement.headings.at(-1) ?? '').join(' ')
  const inText = wordsOf(statement.text).join(' ')
  const mentioned = operations.some((operation) =>
    operation.body.some((field) => ` ${inText} `.includes(` ${wordsOf(field.name).join(' ')} `)),
  )
  const words = mentioned ? ` ${inText} ` : ` ${inHeading} `
  const named = operations.flatMap((operation) =>
    operation.body
      .filter((field) =>
        [field.name, field.column ?? field.name].some((name) =>
          words.includes(` ${wordsOf(name).join(' ')} `),
        ),
      )
      .flatMap((field) => rulesFor(operation, field, text)),
  )
  if (named.length > 0 || !INPUT.test(text)) return named
  return operations.flatMap((operation) =>
    operation.errorCases
      .filter((one) => one.cause === 'validation')
      .map((one) => errorOf(operation, one.status, one.cause)),
  )
}

/** The rules of a field that a text's words mean, as far as the field has them and their numbers agree. */
function rulesFor(operation: Operation, field: BodyField, text: string): readonly Aspect[] {
  const rules = new Set<ValueRule>()
  const numbers = [...text.matchAll(/\b\d{1,9}\b/g)].map((match) => Number(match[0]))
  const agrees = (limit: number | null): boolean =>
    limit !== null && (numbers.length === 0 || numbers.includes(limit))
  if (EMPTY.test(text)) {
    if (field.notBlank) rules.add('notBlank')
    if ((field.minLength ?? 0) > 0) rules.add('minLength')
  }
  if (REQUIRED.test(text) && field.required) rules.add('required')
  if (LONG.test(text) && agrees(field.maxLength)) rules.add('maxLength')
  if ((SHORT.test(text) || LONG.test(text)) && numbers.length > 0 && agrees(field.minLength))
    rules.add('minLength')
  if (LONG.test(text) && agrees(field.maximum)) rules.add('maximum')
  if (SHORT.test(text) && agrees(field.minimum)) rules.add('minimum')
  if (
    /\b(?:booleans?|integers?|numbers?|strings?) only\b|\bmust be (?:a|an) (?:boolean|integer|number|string|date)/.test(
      text,
    )
  )
    rules.add('type')
  if (INVALID.test(text))
    for (const rule of ['enum', 'pattern', 'format'] as const) if (field[rule] !== null) rules.add(rule)
  return [...rules].map((rule) => ruleOf(operation, 'body', field.name, rule))
}
