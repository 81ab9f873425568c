import type { Span } from '../source/span.js'
import type { Definition } from './definition.js'
import type { Diagnostic } from './diagnostic.js'
import { type DiagnosticCode, messages } from './messages.js'
import { fill, type Parameter, type Template } from './template.js'

type NamesOf<T> = T extends Template<infer Name> ? Name : never

/** The gaps of a code's message and suggestion, each with its value. */
export type ParametersOf<Code extends DiagnosticCode> = {
  readonly [
    Name in NamesOf<(typeof messages)[Code]['message']> | NamesOf<(typeof messages)[Code]['suggestion']>
  ]: Parameter
}

/**
 * Makes a diagnostic of the registry.
 *
 * @param code a code of `messages.ts`
 * @param parameters a value for each gap of its message and suggestion
 * @param span the words in question; null when the problem has no place
 * @param suggestion takes the place of the registered suggestion, when more is known here
 */
export function createDiagnostic<Code extends DiagnosticCode>(
  code: Code,
  parameters: ParametersOf<Code>,
  span: Span | null,
  suggestion?: string,
): Diagnostic {
  const definition: Definition = messages[code]
  const values: Readonly<Record<string, Parameter>> = parameters
  return {
    code,
    severity: definition.severity,
    message: fill(definition.message, values),
    span,
    suggestion: suggestion ?? (definition.suggestion === null ? null : fill(definition.suggestion, values)),
  }
}
