import type { Span } from '../../source/span.js'
import type { Claim } from '../claim.js'
import type { OperationName } from '../outline/operation-name.js'
import { claimsOfValue } from './wire-claims.js'

/**
 * The query parameters that the name of an operation carries with placeholders for their values:
 * `PUT /api/loans/{id}?note={note}`, `GET /api/loans?state=<state>`. A value such as `state=open` is an example of
 * something said elsewhere.
 *
 * @param span where the operation is named
 */
export function queryTemplate(reader: string, name: OperationName, span: Span): readonly Claim[] {
  return (name.query ?? '').split('&').flatMap((pair): readonly Claim[] => {
    const parameter =
      /^([A-Za-z_]\w{0,60})=(?:\{[\w -]{0,60}\}|<[\w -]{0,60}>|:[A-Za-z_]\w{0,60}|\.\.\.|…)?$/.exec(pair)?.[1]
    return parameter === undefined
      ? []
      : claimsOfValue(reader, name, 'query', parameter, [{ property: 'exists', value: true, span }])
  })
}
