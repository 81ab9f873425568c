import type { Recogniser } from '../recogniser.js'
import { notImplemented } from '../recogniser.js'

/**
 * Anything that no other recogniser knows; the last of the list.
 */
export const other: Recogniser = {
  behaviour: 'other',
  answers: 'nothing',
  recognises: () => true,
  implement: () => notImplemented('what it does is not understood'),
}
