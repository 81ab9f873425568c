import { Buffer } from 'node:buffer'
import type { HttpRequest, HttpResponse } from '../../../src/interpreter/http.js'
import { signShared } from '../../../src/verify/probes/token.js'
import { SECRET, type Fault } from './plants.js'

/** No headers. */
export const never = new Map<string, string>()

/** The token of a request; empty without one. */
export function tokenOf(request: HttpRequest): string {
  return request.headers.get('authorization')?.replace(/^Bearer /u, '') ?? ''
}

/** The claims of its token, verified or not. */
export function claimsOf(request: HttpRequest): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(
      Buffer.from(tokenOf(request).split('.')[1] ?? '', 'base64url').toString(),
    )
    return typeof claims === 'object' && claims !== null ? { ...claims } : {}
  } catch {
    return {}
  }
}

/** The request as somebody else, with a valid token. */
export function as(request: HttpRequest, sub: string): HttpRequest {
  const now = Math.floor(Date.now() / 1000)
  const payload = JSON.stringify({ sub, iat: now, exp: now + 600 })
  const headers = new Map([
    ...request.headers,
    ['authorization', `Bearer ${signShared({ header: {}, payload }, SECRET)}`],
  ])
  return { ...request, headers }
}

/** The body as an object; empty for anything else. */
export function jsonOf({ body }: HttpRequest): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(Buffer.from(body).toString())
    return typeof json === 'object' && json !== null ? { ...json } : {}
  } catch {
    return {}
  }
}

/** The request with another body. */
export function withBody(request: HttpRequest, json: unknown): HttpRequest {
  return { ...request, body: Buffer.from(JSON.stringify(json)) }
}

/** What a server answers when it breaks. */
const failure: HttpResponse = {
  status: 500,
  headers: never,
  body: { detail: 'Internal server error' },
}

/** Answers a request that holds something with a failure of the server. */
export const failsOn =
  (matches: (request: HttpRequest) => boolean): Fault =>
  (request, answer) =>
    matches(request) ? failure : answer(request)

/** The body as text. */
export const text = ({ body }: HttpRequest): string => Buffer.from(body).toString()
