import type { Method } from '../claim.js'
import { readBodySchema } from './body.js'
import { type Collector, READER } from './collector.js'
import type { Parameter } from './parameters.js'
import { fieldOf, pairSpan } from './place.js'
import type { Schema } from './schema.js'
import { valueFactsAt } from './shape.js'

/** Claims of a body written as parameters (`in: body`, `in: formData`), as Swagger 2.0 does. */
export function readForm(
  method: Method,
  path: string,
  parameters: readonly Parameter[],
  collector: Collector,
): Schema | null {
  for (const parameter of parameters) {
    const { name, place, required } = parameter
    const span = pairSpan(fieldOf(place, 'name') ?? place)
    if (parameter.in === 'body') {
      const subject = { kind: 'operation', method, path } as const
      collector.claim({ subject, property: 'bodyRequired', value: required, span, reader: READER })
      const schema = fieldOf(place, 'schema')
      return schema === null ? null : readBodySchema(method, path, schema, collector)
    }
    if (parameter.in !== 'formData') continue
    const subject = { kind: 'body', method, path, field: name } as const
    collector.claim({ subject, property: 'exists', value: true, span, reader: READER })
    collector.claim({ subject, property: 'required', value: required, span, reader: READER })
    for (const fact of valueFactsAt(place, collector)) collector.claim({ subject, ...fact, reader: READER })
  }
  return null
}
