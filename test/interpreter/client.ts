import { createHmac } from 'node:crypto'
import type { Design } from '../../src/design/design.js'
import type { HttpResponse } from '../../src/interpreter/http.js'
import { Interpreter } from '../../src/interpreter/interpreter.js'

/** The secret of all tests. */
export const SECRET = 'a secret of the tests, long enough for HS256'

/** The moment at which tests begin: 2026-03-05T10:00:00Z. */
const START = Date.UTC(2026, 2, 5, 10)

/** A token as an issuer would sign it. */
export function token(
  claims: object,
  secret = SECRET,
  header: object = { alg: 'HS256', typ: 'JWT' },
): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part(header)}.${part(claims)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

/** What a test sends. */
export interface Sent {
  readonly as?: string
  readonly json?: unknown
  readonly text?: string
  readonly bytes?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

/** A client of an interpreter whose clock goes on by a second at every look, and whose ids count. */
export function clientOf(design: Design): {
  readonly interpreter: Interpreter
  readonly send: (method: string, target: string, sent?: Sent) => HttpResponse
} {
  let looks = 0
  let ids = 0
  const interpreter = new Interpreter(design, {
    secret: SECRET,
    surroundings: {
      now: () => START + 1000 * looks++,
      uuid: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    },
  })
  const send = (method: string, target: string, sent: Sent = {}): HttpResponse => {
    const headers = new Map(Object.entries(sent.headers ?? {}))
    if (sent.as !== undefined) {
      const claims = { sub: sent.as, exp: START / 1000 + 3600 }
      headers.set('authorization', `Bearer ${token(claims)}`)
    }
    const text = sent.text ?? (sent.json === undefined ? '' : JSON.stringify(sent.json))
    if (text !== '' && !headers.has('content-type')) headers.set('content-type', 'application/json')
    return interpreter.answer({ method, target, headers, body: sent.bytes ?? new TextEncoder().encode(text) })
  }
  return { interpreter, send }
}
