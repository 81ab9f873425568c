import { isDeepStrictEqual } from 'node:util'
import { errorJson } from '../../design/error-json.js'
import type { Failure } from '../../design/step.js'
import { answering, status, type Expectation } from './expectation.js'
import type { World } from './world.js'

/** The specified refusal: its status and message, or its status alone where a field is refused, which has a body of its own. */
export function refusing(
  { world }: { readonly world: World },
  { status: code, message, field = null }: Failure,
): Expectation {
  if (field !== null) return status(code)
  const { errorBody } = world.design.service
  return answering(code, `${errorBody.messageKey} ${JSON.stringify(message)}`, ({ json }) =>
    isDeepStrictEqual(json, errorJson(errorBody, code, message)) ? null : 'another body than the specified',
  )
}
