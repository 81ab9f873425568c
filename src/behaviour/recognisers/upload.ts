import type { Recogniser } from '../recogniser.js'
import { notImplemented } from '../recogniser.js'

/**
 * Stores files: `POST` with a body of bytes, or `POST …/{id}/images`, `…/upload`, `…/attachments`.
 */
export const upload: Recogniser = {
  behaviour: 'upload',
  answers: 'nothing',
  recognises: ({ operation, word, end }) =>
    (operation.method === 'POST' || operation.method === 'PUT') &&
    (operation.body.some((field) => field.type === 'bytes' || field.items?.type === 'bytes') ||
      /^(?:upload|uploads)$/.test(word) ||
      (end === 'action' && /^(?:images?|files?|attachments?|photos?|avatar|picture|documents?)$/.test(word))),
  implement: () => notImplemented('storing files cannot be built yet'),
}
