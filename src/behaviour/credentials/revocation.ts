import type { Candidate } from '../candidate.js'
import { questionId } from '../question.js'

/** The id of the question what logging out does. */
export function logoutQuestion({ operation }: Pick<Candidate, 'operation'>): string {
  return questionId(operation, 'effect')
}

const REVOKES =
  /\b(?:revok\w{1,6}|blacklist\w{0,4}|blocklist\w{0,4}|deny-?list\w{0,4}|invalidat\w{1,4}|no longer (?:be )?valid|stops? working)\b/i

const REFRESH_ALONE = /\brefresh[ -_]?tokens?\b/i

const TOKENS = /\b(?:log(?:s|ged|ging)?[ -]?out|sign(?:s|ed|ing)?[ -]?out|tokens?|sessions?)\b/i

const LOGGING_OUT = /\b(?:log(?:s|ged|ging)?[ -]?out|sign(?:s|ed|ing)?[ -]?out)\b/i

/** Whether a document asks that a token stops working, or may do so in a language that is not read here. */
export function demandsRevocation({ text, draft }: Candidate): boolean {
  if (REVOKES.test(text) || isForeign(text)) return true
  return draft.statements.some((statement) => REVOKES.test(statement.text) && TOKENS.test(statement.text))
}

/**
 * Whether access tokens are to stop working at logging out: a document asks it, or somebody decided so. Words about
 * refresh tokens alone do not ask it.
 */
export function revokesAccess(candidate: Candidate): boolean {
  const answer = candidate.answers.get(logoutQuestion(candidate))
  if (answer !== undefined) return answer === 'revoke'
  const { text, draft } = candidate
  if (isForeign(text)) return true
  const said = [
    text,
    ...draft.statements.flatMap((one) => (LOGGING_OUT.test(one.text) ? [one.text] : [])),
  ].filter((words) => REVOKES.test(words))
  return said.some((words) => !REFRESH_ALONE.test(words) || /\baccess[ -_]?tokens?\b/i.test(words))
}

function isForeign(text: string): boolean {
  return /(?!\p{Script=Latin})\p{L}/u.test(text)
}
