import { createHmac } from 'node:crypto'
import type { JsonValue } from '../../src/claims/json.js'
import type { HttpRequest } from '../../src/interpreter/http.js'
import type { Interpreter } from '../../src/interpreter/interpreter.js'
import { columnOf } from '../../src/interpreter/stored.js'
import { fileFields, storesOf } from '../../src/interpreter/input/file-input.js'
import { FORM_TYPE, formBody, rowFile, trueFile } from '../../src/verify/probes/form.js'
import { parameterOf } from '../../src/interpreter/routes.js'
import type { Choice, Plan } from './arbitrary-request.js'
import type { KeyOf } from './key-references.js'

/** Who sends requests and with what. */
export interface Senders {
  /** Ids of the two users. */
  readonly users: readonly [JsonValue, JsonValue]
  /** The column that tokens of the backend's own name; null where it issues none. */
  readonly accounts: KeyOf | null
  /** The key of sessions; null where the backend keeps none. */
  readonly sessions: KeyOf | null
  /** The claim in which roles stand, and those that every caller has; null where no operation asks for one. */
  readonly roleClaim: string | null
  readonly roles: readonly string[]
  readonly secret: string
  readonly identityClaim: string
  readonly scheme: string
  /** Seconds since 1970. */
  readonly now: number
}

/** The request of a plan, with the keys of rows that are there now. */
export function resolve(
  plan: Plan,
  interpreter: Interpreter,
  senders: Senders,
  tokens: readonly string[] = [],
  cursors: readonly string[] = [],
): HttpRequest {
  const caller = callerOf(plan, interpreter, senders)
  const valueOf = (choice: Choice | undefined): JsonValue | undefined => {
    if (choice === undefined || choice.kind === 'left out') return undefined
    if (choice.kind === 'given') return choice.value
    if (choice.kind === 'caller') return caller
    if (choice.kind === 'token') return tokens.at(-1 - choice.index) ?? choice.otherwise
    if (choice.kind === 'cursor') return cursors.at(-1 - choice.index) ?? choice.otherwise
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
    headers: headersOf(plan, senders, caller, sessionOf(plan, interpreter, senders)),
    body:
      fileFields(operation).length > 0
        ? formOf(plan)
        : operation.bodyModel === null
          ? new Uint8Array()
          : bodyOf(plan, valueOf),
  }
}

/** A form with the files of a plan. */
function formOf({ operation, file: wanted, oddity }: Plan): Uint8Array {
  if (oddity === 'no body') return new Uint8Array()
  const files = [
    ...storesOf(operation).map(({ file, rules }) => ({
      right: trueFile(file, rules.types[0] ?? 'image/png'),
      most: rules.maxBytes,
    })),
    ...(operation.steps ?? []).flatMap((step) =>
      step.kind === 'insertApart' && step.file !== null
        ? [{ right: rowFile(step.list, step.members), most: step.file.maxBytes }]
        : [],
    ),
  ]
  return formBody(
    files.flatMap(({ right, most }) => {
      switch (wanted) {
        case 'right':
          return [right]
        case 'two':
          return [right, right]
        case 'wrong type':
          return [{ ...right, content: Buffer.from('<html>') }]
        case 'too large':
          return [{ ...right, content: Buffer.concat([right.content, Buffer.alloc(most)]) }]
        case 'text':
          return [{ ...right, name: null }]
        case 'none':
          return []
      }
    }),
  )
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
  if (operation.form === true)
    return new TextEncoder().encode(
      new URLSearchParams(
        Object.entries(fields).map(([name, value]): [string, string] => [name, textOf(value)]),
      ).toString(),
    )
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

/** The last session that was opened; null where the request belongs to none. */
function sessionOf({ inSession }: Plan, interpreter: Interpreter, { sessions }: Senders): JsonValue {
  const row = inSession && sessions !== null ? interpreter.rows(sessions.entity).at(-1) : undefined
  return row === undefined || sessions === null ? null : columnOf(row, sessions.column)
}

function headersOf(
  { operation, oddity }: Plan,
  senders: Senders,
  caller: JsonValue,
  session: JsonValue,
): ReadonlyMap<string, string> {
  const headers = new Map([
    [
      'content-type',
      fileFields(operation).length > 0
        ? FORM_TYPE
        : operation.form === true
          ? 'application/x-www-form-urlencoded'
          : 'application/json',
    ],
  ])
  if (oddity === 'no token') return headers
  const exp = oddity === 'expired token' ? senders.now - 600 : senders.now + 3600
  const claims = {
    [senders.identityClaim]: String(caller),
    sub: String(caller),
    exp,
    ...(session === null ? {} : { sid: session }),
    ...(senders.roleClaim === null ? {} : { [senders.roleClaim]: senders.roles }),
  }
  const token = sign(claims, senders.secret)
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
