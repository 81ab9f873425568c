import type { Answers } from '../../design/answers.js'
import type { Design } from '../../design/design.js'
import type { Question } from '../../design/question.js'
import type { AccountedStatement } from '../../design/trace.js'
import { linesShown } from './demanding-statement.js'

/** The id of the question about demands on signing in that are not built. */
const ID = 'sign-in-guards'

/** Signing in, and what is signed in to. */
const SIGNS_IN =
  /\b(?:log(?:s|ged|ging)?[- ]?in|logins?|sign(?:s|ed|ing)?[- ]?in|authentication attempts?|accounts?|passwords?)\b/i

/** What may be demanded of signing in and is not built. */
const GUARDS: readonly RegExp[] = [
  // Five failed logins lock an account.
  /\b(?:lock(?:s|ed|ing)?(?:[- ]?out)?|lockouts?|block(?:s|ed|ing)?)\b.{0,80}\b(?:fail(?:s|ed|ures?)?|attempts?|minutes?|wrong|invalid|temporar\w{2,3})\b/i,
  /\b(?:fail(?:s|ed|ures?)?|attempts?|wrong|invalid)\b.{0,80}\b(?:lock(?:s|ed|ing)?(?:[- ]?out)?|lockouts?|block(?:s|ed|ing)?)\b/i,
  // A disabled account is told so.
  /\b(?:disabled|deactivated|inactive|suspended|banned|locked|blocked)\b.{0,60}\b(?:accounts?|users?|members?)\b.{0,80}\b(?:40[013]|42[39]|return|respond|show|tell|error|message|see)\w{0,4}\b/i,
  /\baccount (?:is |has been )?(?:disabled|deactivated|inactive|suspended|locked)\b/i,
  // Somebody who is remembered stays signed in for longer.
  /\b(?:remember(?:s|ed)? me|stay(?:s)? signed in|keep (?:me|them|users?) (?:logged|signed) in)\b/i,
]

/** Documents that demand nothing of requests themselves. */
const OTHER_DOCUMENTS =
  /(?:^|\/)(?:[\w.-]*constitution|tasks|checklists?|claude|agents|readme)[\w.-]*(?:\.md$|\/)/i

/** Chapters whose sentences suppose or leave out. */
const OTHER_CHAPTERS = /\b(?:assumptions?|out of scope|non-?goals?|future)\b/i

/**
 * Sentences that guard signing in, of which nothing was understood, where an operation that signs people in is built:
 * `After 5 failed attempts the account is locked for 15 minutes`. A login that lacks such a guard looks whole and can be
 * guessed at without end (CWE-307), so they are put to a person, all at once.
 *
 * @returns null where every such sentence is accounted for
 */
export function unbuiltSignIn(
  design: Design,
  statements: readonly AccountedStatement[],
  answers: Answers,
): Question | null {
  const logins = design.operations.filter(({ steps }) =>
    (steps ?? []).some((step) => step.kind === 'verify' && step.keys.length > 0),
  )
  const found = statements.filter(
    ({ outcome, form, text, span, headings }) =>
      outcome.status === 'not-understood' &&
      form !== 'clarification' &&
      SIGNS_IN.test(text) &&
      GUARDS.some((guard) => guard.test(text)) &&
      !OTHER_DOCUMENTS.test(span.source) &&
      !headings.some((heading) => OTHER_CHAPTERS.test(heading)),
  )
  if (logins.length === 0 || found.length === 0) return null
  return {
    id: ID,
    kind: 'unsupported',
    concern: 'security',
    blocking: false,
    subjects: logins.map(({ id }) => id),
    about: `${found.length === 1 ? 'A line demands' : `${found.length} lines demand`} of signing in what is not built: locks of accounts, answers to disabled ones, or people who are remembered.`,
    ...linesShown(found),
    options: [
      {
        id: 'leave-out',
        label:
          'passwords may be tried without end unless a proxy limits it; a disabled account is answered like a wrong password; all stay signed in for the same time',
      },
      { id: 'later', label: 'signing in is not to be relied on before this is written by hand' },
    ],
    recommended: 'leave-out',
    answer: answers.get(ID) ?? null,
  }
}
