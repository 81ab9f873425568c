import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt } from './ask.js'
import { linesOf } from './lines.js'

/**
 * Callers need a token and are told of other refusals, and no document says what
 * one without a token is answered: no operation lists 401, no rule names it.
 */
export const askTokenRefusal: QuestionPass = ({ assembly, auth, operations }) => {
  const schemes = claimedAt(auth, 'authScheme')
  if (auth.scheme === 'none' || schemes.length === 0) return
  const guarded = operations.filter(({ access }) => access !== 'public' && access !== 'optional')
  if (!guarded.some(({ errors }) => errors.length > 0) || guarded.some(({ errors }) => errors.includes(401)))
    return
  if (linesOf(assembly).some(({ text, operation }) => operation === null && /\b401\b/.test(text))) return
  ask(assembly, {
    id: 'token-refusal',
    kind: 'missing',
    concern: 'security',
    subjects: ['authentication', ...guarded.map(({ id }) => id)],
    about:
      'Callers need a token, and no document says what a missing, expired or forged one is answered with.',
    spans: schemes,
    options: [
      { id: '401', label: '401 for every fault of a token, so that clients know to sign in again' },
      { id: 'specified', label: 'the specification says now what is answered; read it again' },
    ],
    recommended: '401',
  })
}
