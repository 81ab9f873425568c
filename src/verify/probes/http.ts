import { request, type IncomingHttpHeaders } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { JsonValue } from '../../claims/json.js'

/** A request as it goes over the wire: nothing in it is normalised. */
export interface HttpRequest {
  readonly method: string
  /** Path and query, percent-encoded by the caller. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | null
  /** Sends the body in chunks, without its length. */
  readonly chunked: boolean
}

/** What came back. */
export interface Answer {
  /** 0 when the connection ended without an answer. */
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  readonly json: JsonValue | undefined
}

/** Longest wait for an answer, in milliseconds. */
const PATIENCE = 30_000

/** Longest body that is read, in bytes. */
const LONGEST = 5_000_000

/**
 * Sends one request over a connection of its own: a server may close a connection after a
 * failure, and the next request must not pay for it (RFC 9112, section 9.6).
 * @param base origin of the service, such as `http://127.0.0.1:8000`
 * @returns the answer; status 0 with the reason as text when none came
 */
export function sendRequest(base: URL, sent: HttpRequest): Promise<Answer> {
  return new Promise((resolve) => {
    const nothing = (reason: string): void =>
      resolve({ status: 0, headers: {}, text: reason, json: undefined })
    // Node frames a DELETE with a body only when it is told how.
    const framing: Record<string, string> =
      sent.body === null
        ? {}
        : sent.chunked
          ? { 'transfer-encoding': 'chunked' }
          : { 'content-length': String(sent.body.byteLength) }
    const send = base.protocol === 'https:' ? secureRequest : request
    const outgoing = send({
      host: base.hostname.replace(/^\[(.*)\]$/u, '$1'),
      port: base.port,
      path: base.pathname.replace(/\/$/u, '') + sent.target,
      method: sent.method,
      headers: { ...framing, ...sent.headers },
      agent: false,
      timeout: PATIENCE,
    })
    let answered = false
    outgoing.on('response', (incoming) => {
      answered = true
      const parts: Buffer[] = []
      let size = 0
      incoming.on('data', (part: Buffer) => {
        size += part.byteLength
        if (size <= LONGEST) parts.push(part)
      })
      const finish = (): void => {
        const text = Buffer.concat(parts).toString('utf8')
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parsed(text) })
        outgoing.destroy()
      }
      incoming.on('end', finish)
      incoming.on('error', finish)
    })
    outgoing.on('timeout', () => {
      nothing(`no answer within ${String(PATIENCE / 1000)} seconds`)
      outgoing.destroy()
    })
    // A server may refuse a long body and close before it was sent: its answer counts.
    outgoing.on('error', (error) => {
      if (!answered) nothing(`no answer: ${error.message}`)
    })
    if (sent.body === null) outgoing.end()
    else if (sent.chunked) {
      for (let at = 0; at < sent.body.byteLength; at += 65_536) {
        outgoing.write(sent.body.subarray(at, at + 65_536))
      }
      outgoing.end()
    } else outgoing.end(sent.body)
  })
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
