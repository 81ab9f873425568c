import { isDeepStrictEqual } from 'node:util'
import type { JsonValue } from '../../claims/json.js'
import { isObject } from '../../design/conformance.js'
import { errorJson } from '../../design/error-json.js'
import type { Failure } from '../../design/step.js'
import { answering, status, type Expectation } from './expectation.js'
import type { World } from './world.js'

/**
 * The specified refusal: its status and the structure of its body, or its status alone where a field is refused, which has
 * a body of its own. Of its words any will do: those that documents show are compared where examples are replayed.
 */
export function refusing(
  { world }: { readonly world: World },
  { status: code, message, field = null }: Failure,
): Expectation {
  if (field !== null) return status(code)
  const { errorBody } = world.design.service
  const expected = errorJson(errorBody, code, message)
  return answering(code, JSON.stringify(expected), ({ json }) =>
    isAlike(json, expected, message) ? null : 'another body than the specified',
  )
}

/** The same value, but for the message, which is any text. */
function isAlike(value: JsonValue | undefined, expected: JsonValue, message: string): boolean {
  if (expected === message) return typeof value === 'string' && value !== ''
  if (!isObject(expected) || !isObject(value)) {
    return Array.isArray(expected) && Array.isArray(value)
      ? value.length > 0 && value.every((item) => typeof item === 'string')
      : isDeepStrictEqual(value, expected)
  }
  const keys = Object.keys(expected)
  return (
    keys.length === Object.keys(value).length &&
    keys.every((key) => Object.hasOwn(value, key) && isAlike(value[key], expected[key] ?? null, message))
  )
}
