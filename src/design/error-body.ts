import type { JsonValue } from '../claims/json.js'
import type { Shape, ShapeField } from '../claims/shape.js'
import type { Assembly } from './assembly.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import type { Decision } from './decide.js'
import { decide } from './decide.js'
import { codeMember, isCodeKey } from './error-codes.js'
import { shapeOfJson } from './response-shape.js'
import type { SchemaIndex } from './schemas.js'
import { resolveShape } from './schemas.js'
import type { ErrorBody, ErrorMember } from './service.js'
import type { Candidate } from './settle.js'
import { settle } from './settle.js'

const MESSAGE_KEYS = ['detail', 'message', 'error', 'msg', 'description', 'title'] as const
const FIELD_KEYS = ['field_errors', 'fieldErrors', 'errors', 'details', 'validation_errors'] as const

const FRAMEWORK_BODY: ErrorBody = {
  messageKey: 'detail',
  fieldErrorsKey: null,
  within: null,
  messageForm: 'text',
  beside: [],
}

/** Reads the keys of an error body from its shape; null when it is no object with a message. */
function errorBodyOf(shape: Shape, within: string | null = null): ErrorBody | null {
  if (shape.kind !== 'object') return null
  const holder = within === null ? shape.fields.find(isHolder) : undefined
  if (holder !== undefined) {
    const inner = errorBodyOf(holder.shape, holder.name)
    if (inner !== null) return inner
  }
  const names = new Set(shape.fields.map(({ name }) => name))
  const texts = shape.fields.length === 1 ? shape.fields.find(holdsTexts)?.name : undefined
  const messageKey = MESSAGE_KEYS.find((key) => names.has(key)) ?? (within === null ? undefined : texts)
  if (messageKey === undefined) return null
  const message = shape.fields.find(({ name }) => name === messageKey)
  const fieldErrorsKey = FIELD_KEYS.find((key) => names.has(key)) ?? null
  const asText = fieldErrorsKey === null && messageKey !== 'detail'
  return {
    messageKey,
    fieldErrorsKey,
    within,
    messageForm: within !== null && message !== undefined && holdsTexts(message) ? 'texts' : 'text',
    ...(asText && message !== undefined && holdsText(message) ? { invalidAsText: true } : {}),
    beside: shape.fields.flatMap((field) => (field === message ? [] : besideOf(field))),
  }
}

/** A key that holds the whole error: `{"error": {"message": "…"}}`, `{"errors": {"body": ["…"]}}`. */
function isHolder({ name, shape }: ShapeField): boolean {
  return /^errors?$/.test(name) && shape.kind === 'object'
}

/** A text and nothing else; FastAPI's own `detail` is a list where a request is invalid. */
function holdsText({ shape }: ShapeField): boolean {
  return shape.kind === 'value' && shape.facts.type === 'string'
}

/** A list of texts. */
function holdsTexts({ shape }: ShapeField): boolean {
  return (
    shape.kind === 'array' &&
    shape.items.kind === 'value' &&
    (shape.items.facts.type ?? 'string') === 'string'
  )
}

/** Keys whose value is the same for every error, or follows from its status. */
function besideOf(field: ShapeField): readonly ErrorMember[] {
  const { name: key, shape } = field
  if (isCodeKey(field)) return [codeMember(key)]
  if (shape.kind !== 'value') return []
  if (/^(?:success|ok)$/i.test(key) && shape.facts.type === 'boolean')
    return [{ key, kind: 'constant', value: false }]
  const isStatus = /^(?:status|code|status_?code)$/i.test(key) && shape.facts.type === 'integer'
  return isStatus ? [{ key, kind: 'status' }] : []
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
      value: FRAMEWORK_BODY,
      origins: [{ kind: 'standard', clause: 'ERR-11' }],
    }
  }
  return decide(assembly, settled, {
    id: 'error-body',
    concern: 'client-visible',
    subjects: ['Error body', 'ErrorResponse', 'validation error body'],
    what: 'body of an error',
    option: ({ within, messageKey, fieldErrorsKey }) =>
      [within, messageKey, fieldErrorsKey].filter((key) => key !== null).join('-'),
    consequence: ({ within, messageKey, fieldErrorsKey }) =>
      `clients read "${within === null ? '' : `${within}.`}${messageKey}"${fieldErrorsKey === null ? '' : ` and "${fieldErrorsKey}"`}`,
    differs: (left, right) =>
      left.messageKey !== right.messageKey ||
      left.within !== right.within ||
      (left.fieldErrorsKey !== null &&
        right.fieldErrorsKey !== null &&
        left.fieldErrorsKey !== right.fieldErrorsKey),
  })
}
