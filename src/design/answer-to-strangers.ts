import type { Failure, Step } from './step.js'

/** What a row answers to a user to whom it does not show, where that is not as one that is absent. */
export function answerToStrangers({
  foreign,
  seen,
}: Extract<Step, { readonly kind: 'find' }>): Failure | null {
  return seen === undefined ? foreign : null
}
