import type { JsonValue } from '../claims/json.js'
import type { Shape } from '../claims/shape.js'
import type { Assembly } from './assembly.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import type { Decision } from './decide.js'
import { decide } from './decide.js'
import { shapeOfJson } from './response-shape.js'
import type { SchemaIndex } from './schemas.js'
import { resolveShape } from './schemas.js'
import type { ErrorBody } from './service.js'
import type { Candidate } from './settle.js'
import { settle } from './settle.js'

const MESSAGE_KEYS = ['detail', 'message', 'error', 'msg', 'description', 'title'] as const
const FIELD_KEYS = ['field_errors', 'fieldErrors', 'errors', 'details', 'validation_errors'] as const

/** Reads the keys of an error body from its shape; null when it is no object with a message. */
function errorBodyOf(shape: Shape): ErrorBody | null {
  if (shape.kind !== 'object') return null
  const names = new Set(shape.fields.map(({ name }) => name))
  const messageKey = MESSAGE_KEYS.find((key) => names.has(key))
  if (messageKey === undefined) return null
  return { messageKey, fieldErrorsKey: FIELD_KEYS.find((key) => names.has(key)) ?? null }
}

/** Shapes of schemas whose name says that they are error bodies. */
function fromSchemas(assembly: Assembly, schemas: SchemaIndex): readonly Candidate<Shape>[] {
  return schemas.all
    .filter(({ name }) => /^(?:Http)?(?:Api)?Error(?:Response|Body|Detail)?$/i.test(name))
    .flatMap((definition) => {
      const span = definition.claims[0]?.span ?? [...definition.properties.values()][0]?.[0]?.span
      return span === undefined
        ? []
        : [
            {
              value: resolveShape(
                assembly,
                schemas,
                { kind: 'reference', name: definition.name },
                definition.source,
              ),
              span,
              reader: 'schema',
            },
          ]
    })
}

/** Settles the one body shape of all errors; FastAPI's `{"detail": …}` unless specified (ERR-11). */
export function decideErrorBody(assembly: Assembly, schemas: SchemaIndex): Decision<ErrorBody> {
  const claims = claimsAbout(assembly.reading.claims, 'service')
  const shapes = candidatesOf(claims, 'errorBody').map(({ value, span, reader }) => ({
    value: resolveShape(assembly, schemas, value, span.source),
    span,
    reader,
  }))
  const examples = candidatesOf(claims, 'errorExample').map(
    ({ value, span, reader }: Candidate<JsonValue>) => ({
      value: shapeOfJson(value),
      span,
      reader,
      weight: 0.5,
    }),
  )
  const candidates = [...shapes, ...examples, ...fromSchemas(assembly, schemas)].flatMap(
    (candidate): readonly Candidate<ErrorBody>[] => {
      const value = errorBodyOf(candidate.value)
      return value === null ? [] : [{ ...candidate, value }]
    },
  )
  const settled = settle(assembly.sources, 'wire', candidates)
  if (settled === null) {
    return {
      value: { messageKey: 'detail', fieldErrorsKey: null },
      origins: [{ kind: 'standard', clause: 'ERR-11' }],
    }
  }
  return decide(assembly, settled, {
    id: 'error-body',
    concern: 'client-visible',
    subjects: ['Error body', 'ErrorResponse', 'validation error body'],
    what: 'body of an error',
    option: ({ messageKey, fieldErrorsKey }) =>
      [messageKey, ...(fieldErrorsKey === null ? [] : [fieldErrorsKey])].join('-'),
    consequence: ({ messageKey, fieldErrorsKey }) =>
      `clients read "${messageKey}"${fieldErrorsKey === null ? '' : ` and "${fieldErrorsKey}"`}`,
    differs: (left, right) =>
      left.messageKey !== right.messageKey ||
      (left.fieldErrorsKey !== null &&
        right.fieldErrorsKey !== null &&
        left.fieldErrorsKey !== right.fieldErrorsKey),
  })
}
