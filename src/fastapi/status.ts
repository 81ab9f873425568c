import type { Expression } from '../python/nodes/expression.js'
import { number } from '../python/nodes/literal.js'
import { attribute, symbol } from '../python/nodes/name.js'

/** Names of statuses in `fastapi.status` (RFC 9110, section 15). */
const NAMES: ReadonlyMap<number, string> = new Map([
  [200, 'OK'],
  [201, 'CREATED'],
  [202, 'ACCEPTED'],
  [204, 'NO_CONTENT'],
  [303, 'SEE_OTHER'],
  [304, 'NOT_MODIFIED'],
  [400, 'BAD_REQUEST'],
  [401, 'UNAUTHORIZED'],
  [402, 'PAYMENT_REQUIRED'],
  [403, 'FORBIDDEN'],
  [404, 'NOT_FOUND'],
  [405, 'METHOD_NOT_ALLOWED'],
  [406, 'NOT_ACCEPTABLE'],
  [408, 'REQUEST_TIMEOUT'],
  [409, 'CONFLICT'],
  [410, 'GONE'],
  [412, 'PRECONDITION_FAILED'],
  [413, 'CONTENT_TOO_LARGE'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
  [422, 'UNPROCESSABLE_CONTENT'],
  [423, 'LOCKED'],
  [428, 'PRECONDITION_REQUIRED'],
  [429, 'TOO_MANY_REQUESTS'],
  [500, 'INTERNAL_SERVER_ERROR'],
  [501, 'NOT_IMPLEMENTED'],
  [502, 'BAD_GATEWAY'],
  [503, 'SERVICE_UNAVAILABLE'],
])

/** `status.HTTP_404_NOT_FOUND`, or the number itself when FastAPI names it not. */
export function statusName(code: number): Expression {
  const word = NAMES.get(code)
  return word === undefined ? number(code) : attribute(symbol('fastapi', 'status'), `HTTP_${code}_${word}`)
}
