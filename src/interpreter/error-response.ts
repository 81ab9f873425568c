import type { JsonValue } from '../claims/json.js'
import type { Operation } from '../design/operation.js'
import { errorJson, invalidJson } from '../design/error-json.js'
import type { Service } from '../design/service.js'
import type { HttpResponse } from './http.js'
import type { FieldError, Refusal } from './refusal.js'

const JSON_HEADERS: ReadonlyMap<string, string> = new Map([['content-type', 'application/json']])

/** An answer with a JSON body, or with none. */
export function response(
  status: number,
  body: JsonValue | undefined,
  headers: ReadonlyMap<string, string> = new Map(),
): HttpResponse {
  return { status, headers: body === undefined ? headers : new Map([...JSON_HEADERS, ...headers]), body }
}

/** A refusal in the one error shape of the service (ERR-11). */
export function errorResponse({ errorBody }: Service, refusal: Refusal): HttpResponse {
  const { status, errors, challenge } = refusal
  const headers = new Map(challenge === null ? [] : [['www-authenticate', challenge]])
  if (errors === null) return response(status, errorJson(errorBody, status, refusal.detail), headers)
  const list = errors.map(({ type, loc, msg }) => ({ type, loc: [...loc], msg }))
  return response(status, invalidJson(errorBody, status, list), headers)
}

/**
 * The refusal of an invalid request: of the service's status, or the operation's own for paths and
 * for fields; a malformed path goes before other fields.
 */
export function invalidRequest(
  { validationStatus }: Service,
  { errorCases }: Operation,
  errors: readonly FieldError[],
): Refusal {
  const cause = errors.some(({ loc }) => loc[0] === 'path') ? 'path-format' : 'validation'
  const own = errorCases.findLast((one) => one.cause === cause && one.status !== validationStatus)
  return { status: own?.status ?? validationStatus, detail: null, errors, challenge: null }
}
