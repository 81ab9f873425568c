import type { Draft, DraftOperation } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Origin } from '../../design/origin.js'
import type { Failure, Lock } from '../../design/step.js'
import { derivedColumn } from '../../design/derived-column.js'
import { asSentence } from './inactive-sign-in.js'
import { saidInScope } from './sign-in-statements.js'
import { constantMessage } from '../failure.js'

const LOCKS = /\b(?:lock(?:s|ed|ing)?(?:[- ]?outs?)?|lockouts?)\b/i
const FAILURES = /\b(?:fail(?:s|ed|ures?)?|wrong|invalid|incorrect|unsuccessful|attempts?)\b/i
const SIGNS_IN = /\b(?:log[- ]?ins?|sign[- ]?ins?|accounts?|passwords?|authentication|attempts?)\b/i

/** What a plain count of failures does not do: windows of time, addresses of clients, locks that somebody opens. */
const MORE =
  /\b(?:ip|address|device|within|window|per (?:minute|hour|day)|rate|captcha|unlock\w{0,3}|admin\w{0,11}|support|permanent\w{0,2}|exponential\w{0,2}|progressive\w{0,2}|not|no|never|future)\b/i

const WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const COUNT = new RegExp(
  `\\b(\\d{1,2}|${WORDS.join('|')})\\b (?:[a-z-]{1,14} ){0,4}(?:attempts?|failures?|times|log-?ins?|sign-?ins?|passwords?|tries)\\b`,
  'i',
)
const TIME = new RegExp(`\\b(\\d{1,4}|${WORDS.join('|')})[ -]?(second|sec|minute|min|hour|day)s?\\b`, 'i')
const SECONDS: ReadonlyMap<string, number> = new Map([
  ['second', 1],
  ['sec', 1],
  ['minute', 60],
  ['min', 60],
  ['hour', 3600],
  ['day', 86_400],
])

/** `After five failed logins the account is locked for 15 minutes; the answer is 423`. */
export interface Lockout {
  readonly attempts: number
  readonly seconds: number
  /** Null: the answer of a wrong password, so that nobody learns who has an account. */
  readonly status: number | null
  readonly origins: readonly Origin[]
}

/** Whether a sentence locks accounts after failures, in a way that is built. */
export function locksAccounts(text: string): boolean {
  // Of two spans of time one is a window in which failures count.
  const spans = text.match(new RegExp(TIME.source, 'gi')) ?? []
  return (
    [LOCKS, FAILURES, SIGNS_IN].every((words) => words.test(text)) && !MORE.test(text) && spans.length < 2
  )
}

/** Whether a sentence gives an answer to accounts that are locked: `Login answers 423 while the account is locked`. */
export function answersLocked(text: string): boolean {
  return LOCKS.test(text) && SIGNS_IN.test(text) && /\b4\d\d\b/.test(text) && !MORE.test(text)
}

/** How accounts are locked; null where no document says so, or not after how many failures and for how long. */
export function lockoutOf(draft: Draft): Lockout | null {
  const said = saidInScope(draft, locksAccounts)
  const attempts = said.map(({ text }) => numberIn(COUNT.exec(text)?.[1])).find((one) => one !== null) ?? null
  const seconds = said.map(({ text }) => secondsIn(text)).find((one) => one !== null) ?? null
  if (attempts === null || seconds === null) return null
  const answers = saidInScope(draft, answersLocked)
  const status = answers.map(({ text }) => /\b(4\d\d)\b/.exec(text)?.[1]).find((one) => one !== undefined)
  return {
    attempts,
    seconds,
    status: status === undefined ? null : Number(status),
    origins: [...new Set([...said, ...answers])].map(({ span }): Origin => ({
      kind: 'claim',
      span,
      reader: 'lockout',
    })),
  }
}

function numberIn(word: string | undefined): number | null {
  if (word === undefined) return null
  const number = /^\d/.test(word) ? Number(word) : WORDS.indexOf(word.toLowerCase()) + 1
  return number > 0 ? number : null
}

function secondsIn(text: string): number | null {
  const match = TIME.exec(text)
  const number = numberIn(match?.[1])
  const unit = SECONDS.get(match?.[2]?.toLowerCase() ?? '')
  return number === null || unit === undefined ? null : number * unit
}

/** The column that counts failures, and the one that holds the end of a lock. */
function lockColumns({ fields }: Entity): { readonly failures: Field | null; readonly until: Field | null } {
  const named = (type: Field['type'], names: RegExp): Field | null =>
    fields.find((field) => field.type === type && names.test(field.name.replaceAll('_', ''))) ?? null
  return {
    failures: named(
      'integer',
      /^(?:failed(?:log-?ins?|signins?)?(?:attempts?|count)?|log-?in(?:attempts?|failures?))$/i,
    ),
    until: named('datetime', /^(?:account)?lock(?:ed|out)?(?:until|expires?(?:at)?|ends?(?:at)?)$/i),
  }
}

/** Accounts that can be locked have columns for it. */
export function withLock(entity: Entity): Entity {
  const { failures, until } = lockColumns(entity)
  const why = 'accounts are locked after failed sign-ins'
  const columns = [
    ...entity.fields,
    ...(failures === null ? [derivedColumn('failed_logins', 'integer', why)] : []),
    ...(until === null ? [derivedColumn('locked_until', 'datetime', why)] : []),
  ]
  const counts = failures?.name ?? 'failed_logins'
  const ends = until?.name ?? 'locked_until'
  return {
    ...entity,
    fields: columns.map((field) => {
      if (field.name === counts) return { ...field, default: field.default ?? 0, nullable: false }
      return field.name === ends ? { ...field, nullable: true } : field
    }),
  }
}

/** The lock of an account that an operation signs in to; null without one. */
export function lockOf(
  draft: Draft,
  operation: DraftOperation,
  entity: Entity,
  wrong: Failure,
): { readonly lock: Lock; readonly origins: readonly Origin[] } | null {
  const lockout = lockoutOf(draft)
  const { failures, until } = lockColumns(entity)
  if (lockout === null || failures === null || until === null) return null
  const told = operation.errorFacts.find(({ condition, message }) =>
    LOCKS.test(`${condition ?? ''} ${message ?? ''}`),
  )
  const status = told?.status ?? lockout.status
  const message = [told?.message, told?.condition].find(
    (text) => typeof text === 'string' && constantMessage(text) && !/^(?:if|when|after)\b/i.test(text),
  )
  return {
    lock: {
      failures: failures.name,
      until: until.name,
      attempts: lockout.attempts,
      seconds: lockout.seconds,
      otherwise: status === null ? wrong : { status, message: asSentence(message ?? 'Account is locked') },
    },
    origins: lockout.origins,
  }
}
