import type { Recogniser } from '../recogniser.js'
import { notImplemented } from '../recogniser.js'

/**
 * Answers rows as a file: `GET …/export`, `…/download`, or a response of another media type than JSON.
 */
export const exportRows: Recogniser = {
  behaviour: 'export',
  answers: 'nothing',
  recognises: ({ operation, word }) =>
    operation.method === 'GET' &&
    (operation.responseShape?.kind === 'file' || /^(?:export|download|csv|pdf|xlsx)$/.test(word)),
  implement: () => notImplemented('answers in the form of files cannot be built yet'),
}
