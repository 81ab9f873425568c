import type { InlineText } from '../../source/inline-text.js'
import type { Span } from '../../source/span.js'
import type { Claim, Method, OperationFacts, ServiceFacts } from '../claim.js'
import type { ValueFacts } from '../shape.js'
import type { ValueFact } from '../value-words.js'

/** One fact with the words that say it. */
export type WireFact<Facts> = {
  readonly [P in keyof Facts]: { readonly property: P; readonly value: Facts[P]; readonly span: Span }
}[keyof Facts]

/** Method and path of an operation. */
export interface OperationRef {
  readonly method: Method
  readonly path: string
}

/** Where a value of a request stands. */
export type Place = 'path' | 'query' | 'header' | 'body'

/** Facts as claims about an operation. */
export function claimsOfOperation(
  reader: string,
  { method, path }: OperationRef,
  facts: readonly WireFact<OperationFacts>[],
): readonly Claim[] {
  return facts.map((fact) => ({ subject: { kind: 'operation', method, path }, ...fact, reader }))
}

/** Facts as claims about the service. */
export function claimsOfService(reader: string, facts: readonly WireFact<ServiceFacts>[]): readonly Claim[] {
  return facts.map((fact) => ({ subject: { kind: 'service' }, ...fact, reader }))
}

/** Facts as claims about a parameter or a field of the body. */
export function claimsOfValue(
  reader: string,
  { method, path }: OperationRef,
  place: Place,
  name: string,
  facts: readonly WireFact<ValueFacts>[],
): readonly Claim[] {
  return place === 'body'
    ? facts.map((fact) => ({ subject: { kind: 'body', method, path, field: name }, ...fact, reader }))
    : facts.map((fact) => ({
        subject: { kind: 'parameter', method, path, in: place, name },
        ...fact,
        reader,
      }))
}

/** Facts as claims about a field of a named schema. */
export function claimsOfProperty(
  reader: string,
  schema: string,
  field: string,
  facts: readonly WireFact<ValueFacts>[],
): readonly Claim[] {
  return facts.map((fact) => ({ subject: { kind: 'property', schema, field }, ...fact, reader }))
}

/**
 * What words say of a value, with their places in the document.
 *
 * @param text the line, item or cell that the words stand in
 * @param from where in it the words begin
 */
export function placed(
  facts: readonly ValueFact[],
  text: Pick<InlineText, 'span'>,
  from = 0,
): readonly WireFact<ValueFacts>[] {
  return facts.map(({ start, end, ...fact }) => ({ ...fact, span: text.span(from + start, from + end) }))
}
