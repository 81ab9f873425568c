import { createHmac } from 'node:crypto'
import type { JsonValue } from '../../src/claims/json.js'
import type { HttpRequest } from '../../src/interpreter/http.js'
import type { Interpreter } from '../../src/interpreter/interpreter.js'
import { columnOf } from '../../src/interpreter/stored.js'
import { parameterOf } from '../../src/interpreter/routes.js'
import type { Choice, Plan } from './arbitrary-request.js'
import type { KeyOf } from './key-references.js'

/** Who sends requests and with what. */
export interface Senders {
  /** Ids of the two users. */
  readonly users: readonly [JsonValue, JsonValue]
  /** The column that tokens of the backend's own name; null where it issues none. */
  readonly accounts: KeyOf | null
  readonly secret: string
  readonly identityClaim: string
  readonly scheme: string
  /** Seconds since 1970. */
  readonly now: number
}

/** The request of a plan, with the keys of rows that are there now. */
export function resolve(plan: Plan, interpreter: Interpreter, senders: Senders): HttpRequest {
  const caller = callerOf(plan, interpreter, senders)
  const valueOf = (choice: Choice | undefined): JsonValue | undefined => {
    if (choice === undefined || choice.kind === 'left out') return undefined
    if (choice.kind === 'given') return choice.value
    if (choice.kind === 'caller') return caller
    const rows = interpreter.rows(choice.of.entity)
    // The last rows are those that the sequence made; beyond them nothing is there.
    const row = rows.at(-1 - choice.index)
    return row === undefined ? choice.otherwise : columnOf(row, choice.of.column)
  }
  const { operation, oddity } = plan
  const path = operation.path
    .split('/')
    .map((segment) => {
      const name = parameterOf(segment)
      return name === null ? segment : encodeURIComponent(textOf(valueOf(plan.path.get(name)) ?? 'x'))
    })
    .join('/')
  const pairs = [...plan.query].flatMap(([name, choice]) => queryPairs(name, valueOf(choice)))
  const query = pairs
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
  const target =
    (oddity === 'other path' ? '/nowhere' : path) +
    (oddity === 'trailing slash' ? '/' : '') +
    (query === '' ? '' : `?${query}`)
  return {
    method: oddity === 'other method' ? 'TRACE' : operation.method,
    target,
    headers: headersOf(plan, senders, caller),
    body: operation.bodyModel === null ? new Uint8Array() : bodyOf(plan, valueOf),
  }
}

/** One of the two users; where the backend has accounts of its own, those of the first two. */
function callerOf({ user }: Plan, interpreter: Interpreter, { users, accounts }: Senders): JsonValue {
  const account = accounts === null ? undefined : interpreter.rows(accounts.entity)[user]
  return account === undefined || accounts === null ? users[user] : columnOf(account, accounts.column)
}

function bodyOf(plan: Plan, valueOf: (choice: Choice) => JsonValue | undefined): Uint8Array {
  const { operation, oddity } = plan
  if (oddity === 'no body') return new Uint8Array()
  if (oddity === 'malformed body') return new TextEncoder().encode('{"a": 1, "a": 2}')
  if (oddity === 'no object') return new TextEncoder().encode('["a"]')
  const members = [...plan.body].flatMap(([name, choice]) => {
    const value = valueOf(choice)
    return value === undefined ? [] : [[name, value] as const]
  })
  const fields = Object.fromEntries([
    ...members,
    ...(oddity === 'unknown field' ? [['unknownField', 1] as const] : []),
  ])
  const whole = operation.bodyKey === null ? fields : { [operation.bodyKey]: fields }
  return new TextEncoder().encode(JSON.stringify(whole))
}

function queryPairs(name: string, value: JsonValue | undefined): readonly (readonly [string, string])[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value.map((item: JsonValue) => [name, textOf(item)]) : [[name, textOf(value)]]
}

/** A value as a URL has it; half a surrogate pair has no form there. */
function textOf(value: JsonValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text === '' ? '' : text.replaceAll(/\p{Surrogate}/gu, '?')
}

function headersOf({ oddity }: Plan, senders: Senders, caller: JsonValue): ReadonlyMap<string, string> {
  const headers = new Map([['content-type', 'application/json']])
  if (oddity === 'no token') return headers
  const exp = oddity === 'expired token' ? senders.now - 600 : senders.now + 3600
  const token = sign({ [senders.identityClaim]: String(caller), sub: String(caller), exp }, senders.secret)
  const [head = '', body = ''] = token.split('.')
  const sent =
    oddity === 'broken token' ? `${token}x` : oddity === 'unsigned token' ? `${head}.${body}.` : token
  return headers.set('authorization', `${senders.scheme} ${sent}`)
}

function sign(claims: object, secret: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
