import type { QuestionPass } from '../question-pass.js'
import { ask } from './ask.js'
import { linesOf } from './lines.js'

/** `exp` as the claim of a token, or the words for it. */
const EXPIRY = /\bexp\b(?!\.)|\b(?:token |jwt )?expir(?:y|ation|es?)\b/i

/** Words that take it back. */
const UNCHECKED =
  /\b(?:not|never|n't) (?:be )?(?:enforced?|checked?|validated?|verified|verify)\b|\b(?:without|no) (?:enforcing|checking|validating|verifying)\b|\b(?:tokens?|jwts?)\b[^.]{0,30}\b(?:never|do(?:es)? not|don't|doesn't) expire\b|\b(?:skips?|ignores?|disables?) (?:the )?(?:\w{1,12} )?expir/i

/** What is said of other things that expire. */
const ELSEWHERE =
  /\b(?:cach\w{1,4}|cookies?|coupons?|links?|invit\w{1,7}|offers?|subscriptions?|refresh|stock|locks?)\b/i

/**
 * Tokens whose end is not looked at, against the standard (AUTH-5):
 *
 *     exp: optional. This phase does not enforce exp validation.
 */
export const askUncheckedExpiry: QuestionPass = ({ assembly, auth }) => {
  if (auth.scheme !== 'bearer-jwt') return
  const lines = linesOf(assembly).filter(
    ({ text, heading, kind }) =>
      EXPIRY.test(text) &&
      (UNCHECKED.test(text) || /\bexp\b[`"')]{0,2}\s?[:(–-][^.]{0,40}\boptional\b/i.test(text)) &&
      !ELSEWHERE.test(text) &&
      /\b(?:tokens?|jwts?|exp|claims?|auth\w{0,12})\b/i.test(`${heading} ${text}`) &&
      kind !== 'tasks',
  )
  if (lines.length === 0) return
  ask(assembly, {
    id: 'unchecked-expiry',
    kind: 'conflict',
    concern: 'security',
    subjects: ['auth', 'exp'],
    about: 'Documents do not want the end of a token to be checked; the standard refuses tokens without one.',
    spans: lines.map(({ span }) => span),
    options: [
      {
        id: 'checked',
        label: 'a token that has ended, or has no end, is refused; a stolen one is of use for a while only',
      },
      { id: 'specified', label: 'the documents name now how long tokens are valid; read them again' },
    ],
    recommended: 'checked',
  })
}
