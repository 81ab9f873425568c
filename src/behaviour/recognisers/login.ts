import { before } from '../path.js'
import type { Recogniser } from '../recogniser.js'
import { notImplemented } from '../recogniser.js'

/**
 * Exchanges credentials for a token: `POST …/login`, `…/signin`, `…/token` or `…/sessions`.
 */
export const login: Recogniser = {
  behaviour: 'login',
  answers: 'nothing',
  recognises: ({ operation, word, path }) =>
    operation.method === 'POST' &&
    (/^(?:login|log-in|signin|sign-in)$/.test(word) ||
      /^(?:login|log-in|signin|sign-in)$/.test(before(path)) ||
      (/^(?:token|tokens|session|sessions|authenticate)$/.test(word) &&
        operation.body.some((field) => /password|secret/i.test(field.name)))),
  implement: () => notImplemented('checking credentials and issuing tokens cannot be built yet'),
}
