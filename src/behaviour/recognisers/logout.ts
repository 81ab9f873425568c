import type { Candidate } from '../candidate.js'
import { questionId } from '../question.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'

/**
 * Ends a session: `POST` or `DELETE …/logout`. A signed token is valid until it expires, so that nothing is left to do for
 * the service where no document demands more, which is asked.
 */
export const logout: Recogniser = {
  behaviour: 'logout',
  answers: 'nothing',
  recognises: ({ operation, word }) =>
    operation.method !== 'GET' && /^(?:logout|log-out|signout|sign-out)$/.test(word),
  implement: (candidate) => {
    const { operation, draft, answers } = candidate
    if (draft.auth.scheme !== 'bearer-jwt') return notImplemented('ending sessions cannot be built yet')
    if (answers.get(logoutQuestion(candidate)) === 'later')
      return notImplemented('the token is to stop working, which cannot be built yet')
    if (operation.body.length > 0 || demandsRevocation(candidate))
      return notImplemented('tokens are to stop working before they expire, which cannot be built yet')
    const guard = guardSteps(candidate)
    return guard.ok ? implemented(guard.value, null) : notImplemented(guard.why)
  },
}

/** The id of the question what logging out does. */
export function logoutQuestion({ operation }: Pick<Candidate, 'operation'>): string {
  return questionId(operation, 'effect')
}

const REVOKES =
  /\b(?:revok\w{1,6}|blacklist\w{0,4}|blocklist\w{0,4}|deny-?list\w{0,4}|invalidat\w{1,4}|no longer valid|stops? working)\b/i

/** Whether a document asks that a token stops working, or may do so in a language that is not read here. */
function demandsRevocation({ text, draft }: Candidate): boolean {
  if (REVOKES.test(text) || /(?!\p{Script=Latin})\p{L}/u.test(text)) return true
  return draft.statements.some(
    (statement) =>
      REVOKES.test(statement.text) &&
      /\b(?:log(?:ged|ging)?[ -]?out|sign(?:ed|ing)?[ -]?out|tokens?|sessions?)\b/i.test(statement.text),
  )
}
