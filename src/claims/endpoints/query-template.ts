import type { Span } from '../../source/span.js'
import type { Claim } from '../claim.js'
import type { ValueType } from '../shape.js'
import { claimsOfValue } from './wire-claims.js'
import type { OperationRef } from './wire-claims.js'

/**
 * The query parameters that the name of an operation carries with placeholders for their values:
 * `PUT /api/loans/{id}?note={note}`, `GET /api/loans?state=<state>`. A value such as `state=open` is an example of
 * something said elsewhere.
 *
 * @param span where the operation is named
 * @param declared whether the name is a heading or a row of its own, whose samples and bare names (`?from&to`) show which
 * parameters there are
 */
export function queryTemplate(
  reader: string,
  name: OperationRef & { readonly query: string | null },
  span: Span,
  declared = false,
): readonly Claim[] {
  const samples = declared && !/[{<]/.test(name.query ?? '')
  return (name.query ?? '').split('&').flatMap((pair): readonly Claim[] => {
    const sample = samples ? /^([A-Za-z_]\w{0,60})=([\w.:|/+-]{1,60})$/.exec(pair) : null
    if (sample?.[1] !== undefined && sample[2] !== undefined) {
      const type = sampleType(sample[2])
      return claimsOfValue(reader, name, 'query', sample[1], [
        { property: 'exists', value: true, span },
        ...(type === null ? [] : [{ property: 'type', value: type, span } as const]),
      ])
    }
    const bare = declared ? /^([A-Za-z_]\w{0,60})$/.exec(pair)?.[1] : undefined
    const parameter =
      bare ??
      /^([A-Za-z_]\w{0,60})=(?:\{[\w -]{0,60}\}|<[\w -]{0,60}>|:[A-Za-z_]\w{0,60}|\.\.\.|…)?$/.exec(pair)?.[1]
    return parameter === undefined
      ? []
      : claimsOfValue(reader, name, 'query', parameter, [{ property: 'exists', value: true, span }])
  })
}

/** The type of a sample or of the form that stands for one: `2025-01-24`, `YYYY-MM-DD`, `20`. */
function sampleType(sample: string): ValueType | null {
  if (/^(?:\d{4}-\d\d-\d\d|YYYY-MM-DD|AAAA-MM-DD|JJJJ-MM-TT)$/i.test(sample)) return 'date'
  if (/^\d{1,9}$/.test(sample)) return 'integer'
  return /^(?:true|false|bool(?:ean)?)$/i.test(sample) ? 'boolean' : null
}
