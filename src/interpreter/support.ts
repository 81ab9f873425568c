import type { Operation } from '../design/operation.js'
import type { Auth } from '../design/service.js'
import type { Inputs } from './input/read-input.js'
import { runnerOf } from './steps/runners.js'
import { isVerifiable } from './token.js'
import { isReadable } from './values/read-value.js'
import { strangeIn } from './vocabulary.js'

/** An operation that cannot be run, and why. */
export interface Unsupported {
  readonly operation: string
  readonly why: string
}

/** Why an operation cannot be run; null when it can. */
export function whyUnsupported(operation: Operation, inputs: Inputs, auth: Auth): string | null {
  const { steps, responseBody } = operation
  if (steps === null) return operation.notImplemented ?? 'nobody knows what it does'
  const strange = steps.find(({ kind }) => runnerOf(kind) === undefined)
  if (strange !== undefined) return `the preview does not run the step ${JSON.stringify(strange.kind)} yet`
  const part = strangeIn(steps) ?? strangeIn(responseBody)
  if (part !== null) return `the preview does not run ${part} yet`
  const value = [...inputs.path, ...inputs.query, ...inputs.body].find(
    ({ rules }) => rules !== null && !isReadable(rules),
  )
  if (value !== undefined) return `the preview does not read the values of ${value.name} yet`
  if (!steps.some(({ kind }) => kind === 'authenticate')) return null
  if ((auth.lookup ?? null) !== null) return null
  if (auth.scheme !== 'bearer-jwt') return `the preview does not know callers by ${auth.scheme} yet`
  return isVerifiable(auth.algorithm) ? null : `the preview does not verify ${auth.algorithm} tokens yet`
}
