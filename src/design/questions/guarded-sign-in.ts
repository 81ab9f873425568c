import { segmentsOf } from '../canonical-path.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt, firstLines, listed } from './ask.js'

/** Last segments of operations by which a caller comes to have a token. */
const SIGN_IN = /^(?:log-?in|sign-?in|register|sign-?up|forgot-password|reset-password|verify-email)$/i

/**
 * A rule for the whole contract that covers the operations by which a caller
 * gets a token, so that nobody could ever get one:
 *
 *     security: [{ bearerAuth: [] }]
 *     paths: /register: { post: … no `security: []` … }
 */
export const askGuardedSignIn: QuestionPass = ({ assembly, operations }) => {
  const open = operations.filter(
    ({ method, path, access }) =>
      method === 'POST' &&
      access !== 'public' &&
      access !== 'optional' &&
      SIGN_IN.test(segmentsOf(path).at(-1) ?? ''),
  )
  if (open.length === 0) return
  ask(assembly, {
    id: 'guarded-sign-in',
    kind: 'conflict',
    concern: 'security',
    subjects: open.map(({ id }) => id),
    about: `A rule for all operations asks for a token at ${listed(open.map(({ id }) => id))} too, where callers have none yet.`,
    spans: [...firstLines(open), ...open.flatMap((operation) => claimedAt(operation, 'access').slice(0, 1))],
    options: [
      { id: 'specified', label: 'the contract now lifts the rule there (security: []); read it again' },
      { id: 'guarded', label: 'they need a token; somebody who has none cannot sign in here' },
    ],
    recommended: 'guarded',
  })
}
