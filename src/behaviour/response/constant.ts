import type { JsonValue } from '../../claims/json.js'
import type { ShapeField } from '../../claims/shape.js'
import type { Behaviour } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { sentenceName } from '../naming.js'

/** The value that the documents' success examples show under this key; undefined when none does. */
function exampleValue(candidate: Candidate, key: string, within: boolean): JsonValue | undefined {
  const { operation } = candidate
  for (const example of operation.examples) {
    if (example.status !== null && example.status !== operation.success) continue
    const value =
      memberAt(example.response, key) ?? (within ? memberWithin(example.response, key) : undefined)
    if (value !== undefined) return value
  }
  return undefined
}

/** The value under an own key of a JSON object. */
function memberAt(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value))
    return undefined
  return Object.entries(value).find(([name]) => name === key)?.[1]
}

/** The value under a key of an object within an object: `{"data": {"message": "Loan returned"}}`. */
function memberWithin(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value))
    return undefined
  return Object.values(value)
    .map((inner) => memberAt(inner, key))
    .find((inner) => inner !== undefined)
}

/** Whether a key holds a text for people. */
export function isMessage(key: string): boolean {
  return /^(?:message|detail|msg)$/i.test(key)
}

const DONE: Partial<{ readonly [B in Behaviour]: string }> = {
  create: 'created',
  replace: 'updated',
  update: 'updated',
  delete: 'deleted',
  toggle: 'updated',
  set: 'updated',
}

/**
 * The fixed value of a key beside a row or instead of one: what an example, the
 * schema's example, default or only value shows, else what the key itself says
 * (`success: true`, `message`). Undefined when nothing tells it.
 */
export function constantOf(
  candidate: Candidate,
  behaviour: Behaviour,
  field: ShapeField,
): JsonValue | undefined {
  const shown = exampleValue(candidate, field.name, behaviour === 'health' || isMessage(field.name))
  if (isConstant(shown) || isVersion(field.name, shown)) return shown
  // What went right tells of no error.
  if (/^error$/i.test(field.name) && (field.nullable || field.shape.kind === 'unknown')) return null
  if (field.shape.kind !== 'value') return undefined
  const { facts } = field.shape
  const claimed = facts.example ?? facts.default ?? (facts.enum?.length === 1 ? facts.enum[0] : undefined)
  if (isConstant(claimed) || isVersion(field.name, claimed)) return claimed
  if (/^(?:success|ok|deleted)$/i.test(field.name) && (facts.type ?? 'boolean') === 'boolean') return true
  if (isMessage(field.name)) {
    const done = DONE[behaviour]
    const name = candidate.entity === null ? null : sentenceName(candidate.entity.name)
    return done === undefined || name === null ? undefined : `${name} ${done} successfully`
  }
  if (/^status$/i.test(field.name)) return behaviour === 'health' ? 'ok' : 'success'
  return undefined
}

/** A value that may be the same in every answer: no object, no text with an id or a number in it. */
function isConstant(value: JsonValue | undefined): value is string | boolean | null {
  if (typeof value === 'boolean' || value === null) return true
  return typeof value === 'string' && value.length <= 200 && !/\d|[{}<>]/.test(value)
}

/** A version is the same in every answer although it has digits. */
function isVersion(key: string, value: JsonValue | undefined): value is string {
  return /version$/i.test(key) && typeof value === 'string' && /^v?\d{1,4}(?:\.\d{1,6}){0,3}$/.test(value)
}
