import type { Draft, DraftOperation } from '../../design/draft.js'
import type { Failure } from '../../design/step.js'
import { constantMessage } from '../failure.js'
import { saidInScope } from './sign-in-statements.js'

const OUT_OF_USE = /\b(?:disabled|deactivated|inactive|suspended|banned|not active|not enabled)\b/i
const SIGNS_IN = /\b(?:log(?:s|ged|ging)?[- ]?in|logins?|sign(?:s|ed|ing)?[- ]?in)\b/i

/** Whether a sentence gives an answer to accounts out of use that sign in. */
export function answersInactive(text: string): boolean {
  return OUT_OF_USE.test(text) && SIGNS_IN.test(text) && /\b4\d\d\b/.test(text)
}

/**
 * The answer to a right password for an account that is not in use, where documents give it one of its own; null where
 * it is that of a wrong password.
 */
export function inactiveFailure(draft: Draft, operation: DraftOperation, wrong: Failure): Failure | null {
  const told = operation.errorFacts.find(({ condition, message }) =>
    OUT_OF_USE.test(`${condition ?? ''} ${message ?? ''}`),
  )
  const [said] = saidInScope(draft, answersInactive)
  const status = told?.status ?? Number(/\b(4\d\d)\b/.exec(said?.text ?? '')?.[1] ?? wrong.status)
  if (status === wrong.status) return null
  const quoted = /["“]([^"“”]{3,80})["”]/.exec(said?.text ?? '')?.[1]
  const message = [told?.message, quoted, told?.condition].find(
    (text) => typeof text === 'string' && constantMessage(text) && !/^(?:if|when)\b/i.test(text),
  )
  return { status, message: asSentence(message ?? 'Account is not active') }
}

/** A message with a capital letter: conditions in tables begin small. */
export function asSentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1)
}
