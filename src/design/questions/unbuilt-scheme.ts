import type { QuestionPass } from '../question-pass.js'
import type { Auth } from '../service.js'
import { ask, claimedAt } from './ask.js'

/** How documents know callers, in words, where this cannot be built yet. */
const UNBUILT: ReadonlyMap<Auth['scheme'], string> = new Map([
  ['session', 'a session in a cookie'],
  ['api-key', 'an API key'],
])

/**
 * Callers who are known by something else than a signed token:
 *
 *     Sent as cookie `session=<token>; HttpOnly; SameSite=Lax`
 */
export const askUnbuiltScheme: QuestionPass = ({ assembly, auth }) => {
  const known = UNBUILT.get(auth.scheme)
  if (known === undefined || (auth.lookup ?? null) !== null) return
  ask(assembly, {
    id: 'unbuilt-authentication',
    kind: 'unsupported',
    concern: 'security',
    blocking: true,
    subjects: ['auth'],
    about: `The documents know callers by ${known}, which cannot be built yet.`,
    spans: claimedAt(auth, 'authScheme'),
    options: [
      {
        id: 'bearer',
        label:
          'callers send a signed token (JWT) as "Authorization: Bearer …" in its place; clients that rely on what the documents say get 401',
      },
      { id: 'specified', label: 'the documents ask for signed tokens now; read them again' },
    ],
    recommended: 'bearer',
  })
}
