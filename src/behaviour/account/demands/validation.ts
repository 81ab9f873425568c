import type { Statement } from '../../../claims/statement.js'
import type { ValueRule } from '../../../design/aspect.js'
import { errorOf, ruleOf } from '../../../design/aspect.js'
import type { BodyField, Operation } from '../../../design/operation.js'
import type { Aspect } from '../../../design/trace.js'
import { wordsOf } from '../../naming.js'
import type { Demand } from '../demand.js'
import { statusesIn } from '../statuses.js'

const EMPTY = /\bempty\b|\bblank\b|\bwhitespace\b/
const REQUIRED =
  /\brequired\b|\bwithout\b|\bmissing\b|\bmandatory\b|\bmust (?:have|include|provide|contain)\b|\bomit/
const LONG =
  /\bmax(?:imum)?\b|\bexceed|\blonger\b|\btoo long\b|\bup to\b|\bat most\b|\bcharacters?\b|\blength\b|\bchars\b/
const SHORT = /\bmin(?:imum)?\b|\bat least\b|\btoo short\b|\bshorter\b/
const INVALID = /\binvalid\b|\bvalid\b|\bmust be\b|\bone of\b|\bonly accept|\ballowed values?\b|\bformat\b/
const INPUT =
  /\b(?:invalid|valid|validat\w{1,4}|malformed|empty|missing|bad)\b.{0,40}\b(?:inputs?|data|body|bodies|payloads?|fields?|request)\b|\b(?:inputs?|data|body|payloads?|fields?|requests?)\b.{0,40}\b(?:invalid|validat|malformed)|\bvalidation errors?\b|\bfails? validation\b|\brequired fields\b|\b(?:string|field) (?:lengths?|limits)\b|\blength limits\b/

const TYPED =
  /\b(?:booleans?|integers?|numbers?|strings?) only\b|\bmust be (?:a|an) (?:boolean|integer|number|string|date)/

/** What a text says of the values that are accepted. */
interface Limits {
  readonly empty: boolean
  readonly required: boolean
  readonly long: boolean
  readonly short: boolean
  readonly typed: boolean
  readonly invalid: boolean
  readonly numbers: ReadonlySet<number>
}

/** "title is required, 1-200 characters", "an empty title is refused", "invalid input is refused". */
export const validation: Demand = ({ text, statement, operations, nearest }) => {
  const limits = limitsIn(text)
  const near = limits === null ? [] : namedFields(nearest, statement, limits)
  const named = limits === null || near.length > 0 ? near : namedFields(operations, statement, limits)
  if (named.length > 0 || !INPUT.test(text)) return named
  const codes = statusesIn(text)
  return operations.flatMap((operation) =>
    operation.errorCases
      .filter((one) => one.cause === 'validation' && (codes.length === 0 || codes.includes(one.status)))
      .map((one) => errorOf(operation, one.status, one.cause)),
  )
}

/** The rules of the fields that a sentence names; those that its heading names when it names none. */
function namedFields(
  operations: readonly Operation[],
  { text, headings }: Statement,
  limits: Limits,
): readonly Aspect[] {
  const isInText = naming(text)
  const { fields, columns } = bodyNamesOf(operations)
  const isSaid = [...fields].some(isInText) ? isInText : naming(headings.at(-1) ?? '')
  if (![...fields, ...columns].some(isSaid)) return []
  return operations.flatMap((operation) =>
    operation.body
      .filter((field) => isSaid(field.name) || isSaid(field.column ?? field.name))
      .flatMap((field) => rulesFor(operation, field, limits)),
  )
}

/** The names in the bodies of operations, each once, as clients and as rows have them. */
interface BodyNames {
  readonly fields: ReadonlySet<string>
  readonly columns: ReadonlySet<string>
}

const bodyNames = new WeakMap<readonly Operation[], BodyNames>()

function bodyNamesOf(operations: readonly Operation[]): BodyNames {
  const known = bodyNames.get(operations)
  if (known !== undefined) return known
  const body = operations.flatMap((operation) => operation.body)
  const made = {
    fields: new Set(body.map(({ name }) => name)),
    columns: new Set(body.flatMap(({ column }) => column ?? [])),
  }
  bodyNames.set(operations, made)
  return made
}

/** Tells of names whether a text holds them in words; operations share most of theirs. */
function naming(text: string): (name: string) => boolean {
  const words = ` ${wordsOf(text).join(' ')} `
  const answers = new Map<string, boolean>()
  return (name) => {
    const answer = answers.get(name) ?? words.includes(` ${wordsOf(name).join(' ')} `)
    answers.set(name, answer)
    return answer
  }
}

/** What a text says of values; null when it says nothing of them. */
function limitsIn(text: string): Limits | null {
  const limits = {
    empty: EMPTY.test(text),
    required: REQUIRED.test(text),
    long: LONG.test(text),
    short: SHORT.test(text),
    typed: TYPED.test(text),
    invalid: INVALID.test(text),
  }
  if (!Object.values(limits).includes(true)) return null
  return { ...limits, numbers: new Set([...text.matchAll(/\b\d{1,9}\b/g)].map(([digits]) => Number(digits))) }
}

/** The rules of a field that a text's words mean, as far as the field has them and their numbers agree. */
function rulesFor(operation: Operation, field: BodyField, limits: Limits): readonly Aspect[] {
  const rules = new Set<ValueRule>()
  const { empty, required, long, short, typed, invalid, numbers } = limits
  const agrees = (limit: number | null): boolean =>
    limit !== null && (numbers.size === 0 || numbers.has(limit))
  if (empty) {
    if (field.notBlank) rules.add('notBlank')
    if ((field.minLength ?? 0) > 0) rules.add('minLength')
  }
  if (required && field.required) rules.add('required')
  if (long && agrees(field.maxLength)) rules.add('maxLength')
  if ((short || long) && numbers.size > 0 && agrees(field.minLength)) rules.add('minLength')
  if (long && agrees(field.maximum)) rules.add('maximum')
  if (short && agrees(field.minimum)) rules.add('minimum')
  if (typed) rules.add('type')
  if (invalid)
    for (const rule of ['enum', 'pattern', 'format'] as const) if (field[rule] !== null) rules.add(rule)
  return [...rules].map((rule) => ruleOf(operation, 'body', field.name, rule))
}
