import type { Recogniser } from '../recogniser.js'
import { notImplemented } from '../recogniser.js'

/**
 * Ends a session: `POST` or `DELETE …/logout`.
 */
export const logout: Recogniser = {
  behaviour: 'logout',
  answers: 'nothing',
  recognises: ({ operation, word }) =>
    operation.method !== 'GET' && /^(?:logout|log-out|signout|sign-out)$/.test(word),
  implement: () => notImplemented('ending sessions cannot be built yet'),
}
