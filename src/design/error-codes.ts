import type { JsonValue } from '../claims/json.js'
import type { Shape, ShapeField } from '../claims/shape.js'
import type { Assembly } from './assembly.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import { isObject } from './conformance.js'
import type { ErrorBody, ErrorCode, ErrorMember } from './service.js'
import { ask } from './questions/ask.js'
import type { SchemaIndex } from './schemas.js'
import { resolveShape } from './schemas.js'

/** The statuses that a service may answer with, and what they are called (RFC 9110, section 15). */
const NAMES: readonly (readonly [number, string])[] = [
  [400, 'BAD_REQUEST'],
  [401, 'UNAUTHORIZED'],
  [403, 'FORBIDDEN'],
  [404, 'NOT_FOUND'],
  [405, 'METHOD_NOT_ALLOWED'],
  [409, 'CONFLICT'],
  [410, 'GONE'],
  [413, 'CONTENT_TOO_LARGE'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
  [422, 'VALIDATION_ERROR'],
  [423, 'LOCKED'],
  [429, 'TOO_MANY_REQUESTS'],
  [500, 'INTERNAL_ERROR'],
  [503, 'SERVICE_UNAVAILABLE'],
]

/** Codes as documents word them, and the status that each speaks of; the first that fits counts. */
const SPOKEN: readonly (readonly [number, RegExp])[] = [
  [404, /NOT_?FOUND$/],
  [401, /^(?:UNAUTH(?:ORI[SZ]ED|ENTICATED)|NOT_AUTHENTICATED|AUTHENTICATION_REQUIRED|INVALID_TOKEN)$/],
  [403, /^(?:FORBIDDEN|(?:ACCESS|PERMISSION)_DENIED|NOT_ALLOWED|INSUFFICIENT_PERMISSIONS?)$/],
  [409, /^(?:CONFLICT|DUPLICATE|ALREADY_EXISTS)$/],
  [422, /^(?:VALIDATION_?(?:ERROR|FAILED)|INVALID_(?:INPUT|REQUEST)|UNPROCESSABLE_(?:ENTITY|CONTENT))$/],
  [400, /^BAD_REQUEST$/],
  [429, /^(?:TOO_MANY_REQUESTS|RATE_LIMIT(?:ED|_EXCEEDED))$/],
  [500, /^(?:INTERNAL(?:_SERVER)?_ERROR|SERVER_ERROR)$/],
  [503, /^(?:SERVICE_)?UNAVAILABLE$/],
]

const CODE = /\b(?:[A-Z]{2,20}(?:_[A-Z]{2,20}){1,4}|FORBIDDEN|CONFLICT|UNAUTHORIZED|UNAUTHENTICATED)\b/

/** Whether a key of an error body names its kind: `code`, `error_code`, as a text. */
export function isCodeKey({ name, shape }: ShapeField): boolean {
  return (
    /^(?:error_?)?code$/i.test(name) &&
    shape.kind === 'value' &&
    ['string', 'enum', undefined].includes(shape.facts.type)
  )
}

/** The key of codes, with what each status is called; which codes documents name is filled in later. */
export function codeMember(key: string): ErrorMember {
  return { key, kind: 'code', codes: NAMES.map(([status, code]) => ({ status, code })) }
}

/**
 * Gives an error body the codes that documents name: in the enumeration of the key, in examples, and beside statuses
 * (`404 LOAN_NOT_FOUND`). What they leave open has the name of its status, and is asked.
 *
 * @param validation the status of an invalid request
 */
export function withCodes(
  assembly: Assembly,
  schemas: SchemaIndex,
  body: ErrorBody,
  validation: number,
): ErrorBody {
  const member = body.beside.find(({ kind }) => kind === 'code')
  if (member === undefined) return body
  const service = claimsAbout(assembly.reading.claims, 'service')
  const shapes = candidatesOf(service, 'errorBody').map(({ value, span }) =>
    resolveShape(assembly, schemas, value, span.source),
  )
  const examples = candidatesOf(service, 'errorExample')
  const named = [
    ...shapes.flatMap((shape) => enumerated(shape, member.key)),
    ...examples.flatMap(({ value }) => shownCode(value, member.key)),
  ]
  const lower = named.length > 0 && named.every((code) => code === code.toLowerCase())
  const known = new Map<number, string>()
  for (const code of named) {
    const spoken = SPOKEN.find(([, words]) => words.test(code.toUpperCase().replaceAll('-', '_')))?.[0]
    if (spoken === undefined) continue
    const status = spoken === 422 ? validation : spoken
    if (!known.has(status)) known.set(status, code)
  }
  for (const [status, code] of besideStatuses(assembly)) if (!known.has(status)) known.set(status, code)
  const codes = NAMES.map(([status, name]): ErrorCode => {
    const usual = status === validation ? 'VALIDATION_ERROR' : name
    return { status, code: known.get(status) ?? (lower ? usual.toLowerCase() : usual) }
  })
  const spans = [...candidatesOf(service, 'errorBody'), ...examples].map(({ span }) => span)
  ask(assembly, {
    id: 'error-codes',
    kind: 'missing',
    concern: 'client-visible',
    subjects: ['Error body', 'error codes'],
    about: `Errors have a "${member.key}", and no line says for each refusal which one.`,
    spans,
    options: [
      {
        id: 'statuses',
        label: `each status has one: ${codes
          .filter(({ status }) => [401, 404, 409].includes(status) || status === validation)
          .map(({ status, code }) => `${status} ${code}`)
          .join(', ')}; two refusals of one status have the same`,
      },
      { id: 'specified', label: 'the documents list them now; read them again' },
    ],
    recommended: 'statuses',
  })
  return {
    ...body,
    beside: body.beside.map((one) => (one === member ? { key: member.key, kind: 'code', codes } : one)),
  }
}

function enumerated(shape: Shape, key: string): readonly string[] {
  if (shape.kind !== 'object') return []
  return shape.fields.flatMap((field) => {
    if (field.shape.kind === 'object') return enumerated(field.shape, key)
    return field.name === key && field.shape.kind === 'value' ? (field.shape.facts.enum ?? []) : []
  })
}

function shownCode(value: JsonValue, key: string): readonly string[] {
  if (!isObject(value)) return []
  const own = Object.hasOwn(value, key) ? value[key] : undefined
  if (typeof own === 'string') return [own]
  return Object.values(value).flatMap((inner) => shownCode(inner, key))
}

/** The one code that stands beside a status wherever a refusal is described. */
function besideStatuses({ reading }: Assembly): ReadonlyMap<number, string> {
  const found = new Map<number, Set<string>>()
  for (const claim of reading.claims) {
    if (claim.property !== 'error') continue
    const { status, condition, message } = claim.value
    const code = CODE.exec(`${condition ?? ''} ${message ?? ''}`)?.[0]
    if (code !== undefined) found.set(status, (found.get(status) ?? new Set()).add(code))
  }
  return new Map(
    [...found].flatMap(([status, codes]) => {
      const [only, ...more] = codes
      return only === undefined || more.length > 0 ? [] : [[status, only] as const]
    }),
  )
}
