import type { Shape } from '../shape.js'
import { type Collector, READER } from './collector.js'
import { keySpan } from './place.js'
import type { Response } from './responses.js'

/**
 * Claims the body that all errors share. Validation errors often have one of their own and are left
 * out unless they alone are described; where the rest differ, nothing is claimed.
 *
 * @param responses those of all operations
 */
export function readErrorBody(responses: readonly Response[], collector: Collector): void {
  const described = responses.filter(
    ({ status, shape }) => status >= 400 && shape.kind !== 'empty' && shape.kind !== 'unknown',
  )
  const others = described.filter(({ status }) => status !== 422)
  const errors = others.length === 0 ? described.filter(({ shape }) => !isFrameworks(shape)) : others
  const [first] = errors
  if (first === undefined) return
  const kinds = new Set([...new Set(errors.map(({ shape }) => shape))].map((shape) => JSON.stringify(shape)))
  if (kinds.size !== 1) return
  const subject = { kind: 'service' } as const
  const span = keySpan(first.written)
  collector.claim({ subject, property: 'errorBody', value: first.shape, span, reader: READER })
  const example = errors.flatMap(({ examples }) => examples)[0]
  if (example !== undefined)
    collector.claim({
      subject,
      property: 'errorExample',
      value: example.value,
      span: example.span,
      reader: READER,
    })
}

/** The schema that FastAPI itself gives for invalid requests. */
function isFrameworks(shape: Shape): boolean {
  return shape.kind === 'reference' && shape.name === 'HTTPValidationError'
}
