import type { QuestionPass } from '../question-pass.js'
import { ask } from './ask.js'
import { linesOf } from './lines.js'

/** Another claim in the place of `sub`, with the words that put it there. */
const FALLBACK =
  /\bsub\b[^.]{0,60}\b(?:fall(?:s|ing)? ?back|fallback|otherwise|if (?:missing|absent|not present)|else|or)\b[^.]{0,40}[`"'](?:e-?mail|user_?id|id|uid|username)[`"']|\b(?:e-?mail|user_?id|uid|username)\b[`"']?[^.]{0,60}\b(?:fall ?back|fallback)\b[^.]{0,30}\b(?:user_?id|identity|sub|subject)\b/i

/**
 * A second claim that is taken for the caller where the first is missing, against the standard (AUTH-5):
 *
 *     If `sub` is missing, fall back to the `email` claim.
 */
export const askIdentityFallback: QuestionPass = ({ assembly, auth }) => {
  if (auth.scheme !== 'bearer-jwt') return
  const lines = linesOf(assembly).filter(
    ({ text, kind }) => FALLBACK.test(text) && kind !== 'tasks' && kind !== 'frontend',
  )
  if (lines.length === 0) return
  ask(assembly, {
    id: 'identity-fallback',
    kind: 'conflict',
    concern: 'security',
    subjects: ['auth', 'JWT user id claim'],
    about: `Documents take another claim for the user where "${auth.identityClaim}" is missing; the standard takes one claim alone.`,
    spans: lines.map(({ span }) => span),
    options: [
      {
        id: 'one-claim',
        label: `a token without "${auth.identityClaim}", such as one made to confirm an address, is refused`,
      },
      { id: 'specified', label: 'the documents name now one claim; read them again' },
    ],
    recommended: 'one-claim',
  })
}
