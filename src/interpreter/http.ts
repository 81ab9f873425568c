import type { JsonValue } from '../claims/json.js'

/** A request as it arrives, before anything of it is understood. */
export interface HttpRequest {
  /** In capital letters. */
  readonly method: string
  /** Path and query, percent-encoded as on the wire (RFC 9112, section 3.2.1). */
  readonly target: string
  /** Names in small letters. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array
}

/** The answer to a request. */
export interface HttpResponse {
  readonly status: number
  /** Names in small letters. */
  readonly headers: ReadonlyMap<string, string>
  /** The body; undefined for none. */
  readonly body: JsonValue | undefined
  /** What is sent instead where it is no JSON. */
  readonly text?: string | Uint8Array
}
