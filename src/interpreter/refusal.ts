import type { JsonValue } from '../claims/json.js'

/** What is wrong with one value of a request. */
export interface FieldError {
  /** A word for programs, as Pydantic has it: `string_too_long`. */
  readonly type: string
  /** Where the value stands: `['body', 'title']`. */
  readonly loc: readonly (string | number)[]
  readonly msg: string
}

/** An operation that ends without success. */
export interface Refusal {
  readonly status: number
  /** What stands under the message key: a text, or the errors of fields. */
  readonly detail: JsonValue
  /** Errors of fields, when the request was invalid. */
  readonly errors: readonly FieldError[] | null
  /** The value of `WWW-Authenticate` (RFC 9110, section 11.6.1). */
  readonly challenge: string | null
}

/** A refusal with a message. */
export function refused(status: number, message: string): Refusal {
  return { status, detail: message, errors: null, challenge: null }
}
