import type { ErrorFact } from '../claims/claim.js'
import type { Draft, DraftOperation } from '../design/draft.js'
import type { Origin } from '../design/origin.js'
import type { ErrorCase } from '../design/operation.js'
import type { Failure } from '../design/step.js'
import type { Candidate } from './candidate.js'
import { sentenceName, wordsOf } from './naming.js'

/** The cause of a refusal, as `ErrorCase` names it. */
export type Cause = ErrorCase['cause']

/** A failure and why it is what it is. */
export interface Refusal {
  readonly failure: Failure
  readonly origins: readonly Origin[]
}

/** Statuses in which each cause may be specified; the first is the house standard's. */
const STATUSES: { readonly [C in Cause]: readonly number[] } = {
  token: [401],
  'expired-token': [401],
  'other-user': [403, 404, 401],
  absent: [404, 410],
  'foreign-row': [403, 404],
  validation: [422, 400],
  'path-format': [422, 400, 404],
  duplicate: [409, 422, 400],
  credentials: [401, 403, 400, 422, 404],
  role: [403, 401, 404],
  database: [503, 500],
  condition: [409, 400, 422],
}

/** Clauses of the house standard behind each cause. */
const CLAUSES: { readonly [C in Cause]: string } = {
  token: 'ERR-2',
  'expired-token': 'ERR-3',
  'other-user': 'ERR-4',
  absent: 'ERR-5',
  'foreign-row': 'AUTH-4',
  validation: 'ERR-7',
  'path-format': 'ERR-7',
  duplicate: 'ERR-6',
  credentials: 'ERR-2',
  role: 'ERR-4',
  database: 'ERR-8',
  condition: 'ERR-6',
}

/** Words in an author's condition that tell its cause, most telling first. */
const WORDS: readonly (readonly [Cause, RegExp])[] = [
  ['expired-token', /expir/],
  [
    'credentials',
    /credential|incorrect|wrong|invalid (?:e-?mail|user ?name|password|login)|(?:e-?mail|user ?name) or password|log ?in failed/,
  ],
  ['role', /role|permission|privilege|admin|not allowed|insufficient|forbidden|staff/],
  ['duplicate', /already|duplicate|exists\b(?!.{0,20}\bnot\b)|unique|taken|conflict/],
  ['database', /database|connection|unavailable/],
  ['foreign-row', /different user|another user|other user|belong|not owned|not the owner|does not own|owner/],
  ['other-user', /mismatch|path|does not match|doesn't match|user_?id|another user|different user|forbidden/],
  ['absent', /not found|no such|exist|missing row|unknown/],
  [
    'path-format',
    /(?:invalid|malformed|format).{0,24}\b(?:uuid|id)\b|\b(?:uuid|id)\b.{0,24}(?:invalid|malformed|format)|\bnot (?:an? )?(?:valid )?uuid\b/,
  ],
  ['token', /token|jwt|authenticat|credential|authoriz/],
  ['validation', /valid|required|empty|missing|length|long|format|malformed|body|field|title/],
]

/** The facts about an operation's errors that may speak of this cause, best first. */
function factsOf(operation: DraftOperation, cause: Cause): readonly ErrorFact[] {
  const facts = operation.errorFacts.filter((fact) => STATUSES[cause].includes(fact.status))
  const pattern = WORDS.find(([name]) => name === cause)?.[1]
  const telling = facts.filter((fact) => pattern?.test(wording(fact)) === true)
  // A bare list `401, 403, 404` does not say which is for what: the cause's own status comes first.
  const silent = facts
    .filter((fact) => fact.condition === null && fact.message === null)
    .toSorted((left, right) => STATUSES[cause].indexOf(left.status) - STATUSES[cause].indexOf(right.status))
  const sole = STATUSES[cause][0]
  const others = facts.filter(
    (fact) => fact.status === sole && !telling.includes(fact) && causesOf(fact).length === 0,
  )
  return [...telling, ...silent, ...others]
}

/** Causes that an error fact's words may mean. */
export function causesOf(fact: ErrorFact): readonly Cause[] {
  const words = wording(fact)
  return WORDS.filter(([cause, pattern]) => STATUSES[cause].includes(fact.status) && pattern.test(words)).map(
    ([cause]) => cause,
  )
}

function wording(fact: ErrorFact): string {
  return `${fact.condition ?? ''} ${fact.message ?? ''}`.toLowerCase()
}

/** A message that holds for every request: one with an id, a number or a placeholder does not, nor does a condition. */
export function constantMessage(message: string): boolean {
  return !/\d|[{}<>]|^(?:if|when|unless) /i.test(message) && message.length <= 200
}

/**
 * The status and message of a cause for one operation: from its documents,
 * else from the house standard.
 *
 * @param subject what the message speaks of: an entity, a field, a parameter.
 */
export function refusalOf(candidate: Candidate, cause: Cause, subject: string | null = null): Refusal {
  const { operation, draft } = candidate
  const facts = factsOf(operation, cause)
  const fact = facts[0]
  const status = fact?.status ?? defaultStatus(candidate, cause)
  const shared = cause === 'token' || cause === 'expired-token' ? tokenMessage(draft, cause) : undefined
  const said = shared === undefined ? messageOf(aboutSubject(facts, cause, subject), status) : shared
  const origins =
    fact === undefined
      ? undefined
      : (operation.origins[`error.${fact.status}`] ?? draft.service.origins[`error.${fact.status}`])
  return {
    failure: {
      status,
      message: said ?? conditionMessage(cause, fact) ?? standardMessage(cause, subject),
    },
    origins: origins ?? [{ kind: 'standard', clause: CLAUSES[cause] }],
  }
}

/** The first message that the facts word for a status, and that holds for every request. */
function messageOf(facts: readonly ErrorFact[], status: number): string | null {
  const said = facts.find(
    (fact) => fact.status === status && fact.message !== null && constantMessage(fact.message),
  )
  return said?.message ?? null
}

/**
 * For a missing row the messages that name what is missing come first: a contract often shares one
 * `Resource not found` among all its operations, while the operation's own document says what was not found.
 */
function aboutSubject(
  facts: readonly ErrorFact[],
  cause: Cause,
  subject: string | null,
): readonly ErrorFact[] {
  if (cause !== 'absent' || subject === null) return facts
  const noun = ` ${wordsOf(subject).join(' ')} `
  const names = (fact: ErrorFact): boolean => ` ${wordsOf(fact.message ?? '').join(' ')} `.includes(noun)
  return [...facts.filter(names), ...facts.filter((fact) => !names(fact))]
}

const tokenMessages = new WeakMap<Draft, Map<Cause, string | null>>()

/** What a refused token is told: one text for the service, which is what most operations with a token say. */
function tokenMessage(draft: Draft, cause: 'token' | 'expired-token'): string | null {
  const known = tokenMessages.get(draft) ?? new Map<Cause, string | null>()
  tokenMessages.set(draft, known)
  const found = known.get(cause)
  if (found !== undefined) return found
  const counts = new Map<string, number>()
  for (const operation of draft.operations) {
    if (operation.access === 'public') continue
    const message = messageOf(factsOf(operation, cause), STATUSES[cause][0] ?? 401)
    if (message !== null) counts.set(message, (counts.get(message) ?? 0) + 1)
  }
  const [most] = [...counts].toSorted(([, left], [, right]) => right - left)
  const message = most?.[0] ?? null
  known.set(cause, message)
  return message
}

function defaultStatus(candidate: Candidate, cause: Cause): number {
  if (cause === 'validation' || cause === 'path-format') return candidate.draft.service.validationStatus
  if (cause === 'foreign-row') return candidate.draft.foreignRow
  const listed = STATUSES[cause].find((status) => candidate.operation.errors.includes(status))
  return listed ?? STATUSES[cause][0] ?? 500
}

/** Causes whose conditions authors word as answers. */
const SAID_IN_CONDITIONS: ReadonlySet<Cause> = new Set(['duplicate', 'credentials', 'role', 'condition'])

/** An author's condition that reads as an answer: `book is already on loan`. */
function conditionMessage(cause: Cause, fact: ErrorFact | undefined): string | null {
  const condition = fact?.condition?.trim() ?? ''
  const said = SAID_IN_CONDITIONS.has(cause)
  if (!said || !constantMessage(condition) || wordsOf(condition).length < 3) return null
  if (/^(?:if|when|on|for|where)\b|:/i.test(condition)) return null
  return condition.charAt(0).toUpperCase() + condition.slice(1)
}

function standardMessage(cause: Cause, subject: string | null): string {
  const name = subject === null ? null : sentenceName(subject)
  const messages: { readonly [C in Cause]: string } = {
    token: 'Not authenticated',
    'expired-token': 'Token expired',
    'other-user': 'Forbidden',
    absent: `${name ?? 'Resource'} not found`,
    'foreign-row': 'Forbidden',
    validation: 'Validation failed',
    'path-format': `Invalid ${subject ?? 'id'}`,
    duplicate: `${name ?? 'Resource'} already exists`,
    credentials: `Incorrect ${(name ?? 'name').toLowerCase()} or password`,
    role: 'Insufficient permissions',
    database: 'Service unavailable',
    condition: 'Conflict',
  }
  return messages[cause]
}
