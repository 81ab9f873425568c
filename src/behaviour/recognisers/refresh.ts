import type { Recogniser } from '../recogniser.js'
import { notImplemented } from '../recogniser.js'

/**
 * Exchanges a token for a new one: `POST …/refresh`.
 */
export const refresh: Recogniser = {
  behaviour: 'refresh',
  answers: 'nothing',
  recognises: ({ operation, word }) =>
    operation.method === 'POST' && /^(?:refresh|refresh-token|refresh_token)$/.test(word),
  implement: () => notImplemented('refresh tokens that are kept, rotated and revoked cannot be built yet'),
}
