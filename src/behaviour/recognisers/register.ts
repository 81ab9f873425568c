import { before } from '../path.js'
import type { Recogniser } from '../recogniser.js'
import { notImplemented } from '../recogniser.js'

/**
 * Makes an account with a password: `POST …/register`, `…/signup`, or `POST …/users` with a password in the body.
 */
export const register: Recogniser = {
  behaviour: 'register',
  answers: 'nothing',
  recognises: ({ operation, word, path }) =>
    operation.method === 'POST' &&
    (/^(?:register|registration|signup|sign-up)$/.test(word) ||
      /^(?:register|registration|signup|sign-up)$/.test(before(path)) ||
      (/^(?:users|accounts)$/.test(word) && operation.body.some((field) => /^password$/i.test(field.name)))),
  implement: () => notImplemented('hashing passwords and making accounts cannot be built yet'),
}
