import type { JsonValue } from '../../claims/json.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import { FORM_TYPE, formBody, type FormFile } from './form.js'
import type { HttpRequest } from './http.js'
import type { Carrier, User } from './users.js'

/** A row that was made through the API, as far as the API shows it. */
export interface Row {
  readonly entity: string
  /** Columns by their names in the design. */
  readonly values: ReadonlyMap<string, JsonValue>
  readonly user: User
}

/** A valid request of an operation, with all rows made that it names. */
export interface Prepared {
  readonly operation: ImplementedOperation
  readonly user: User
  /** Path parameters, not encoded. */
  readonly path: ReadonlyMap<string, string>
  readonly query: ReadonlyMap<string, string>
  /** Fields of the body; null without a body. */
  readonly content: ReadonlyMap<string, JsonValue> | null
  /** Files of a form; null where the operation takes none. */
  readonly files: readonly FormFile[] | null
  /** Rows by the names that the operation's steps give them. */
  readonly rows: ReadonlyMap<string, Row>
  /** Where the token stands; null when the operation takes no token. */
  readonly carrier: Carrier | null
}

/** What a probe changes of a valid request. */
export interface Change {
  readonly method?: string
  /** Path parameters, as they are encoded already where `rawPath` says so. */
  readonly path?: Readonly<Record<string, string>>
  readonly rawPath?: boolean
  /** Put after the path, before the query. */
  readonly suffix?: string
  readonly query?: Readonly<Record<string, string>>
  /** Put into the query as it is. */
  readonly rawQuery?: string
  /** Fields added or replaced; undefined takes one away. */
  readonly content?: Readonly<Record<string, JsonValue | undefined>>
  /** Other files in the form. */
  readonly files?: readonly FormFile[]
  /** The whole body, in place of the fields. */
  readonly body?: string | Buffer
  readonly contentType?: string | null
  readonly chunked?: boolean
  /** Null: no header at all. */
  readonly authorization?: string | null
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
}

const FORM = 'application/x-www-form-urlencoded'

/** A valid request with a change, as it goes over the wire. */
export function render(prepared: Prepared, change: Change = {}): HttpRequest {
  const body = bodyOf(prepared, change)
  const authorization = authorizationOf(prepared, change)
  const plain =
    prepared.files !== null ? FORM_TYPE : prepared.operation.form === true ? FORM : 'application/json'
  const contentType = change.contentType === undefined ? plain : change.contentType
  return {
    method: change.method ?? prepared.operation.method,
    target: targetOf(prepared, change),
    headers: {
      accept: 'application/json',
      ...(body === null || contentType === null ? {} : { 'content-type': contentType }),
      ...authorization,
      ...change.headers,
    },
    body,
    chunked: change.chunked ?? false,
  }
}

function targetOf({ operation, path, query }: Prepared, change: Change): string {
  const target = operation.path
    .split(/[{}]/)
    .map((piece, index) => {
      if (index % 2 === 0) return piece
      const changed =
        change.path !== undefined && Object.hasOwn(change.path, piece) ? change.path[piece] : undefined
      if (changed !== undefined && change.rawPath === true) return changed
      return encodeURIComponent(changed ?? path.get(piece) ?? 'unknown')
    })
    .join('')
  const pairs = new Map([...query, ...Object.entries(change.query ?? {})])
  const parts = [
    ...[...pairs].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
    ...(change.rawQuery === undefined ? [] : [change.rawQuery]),
  ]
  return `${target}${change.suffix ?? ''}${parts.length === 0 ? '' : `?${parts.join('&')}`}`
}

function bodyOf({ operation, content, files }: Prepared, change: Change): Buffer | null {
  if (change.body !== undefined) return Buffer.from(change.body)
  if (files !== null) return formBody(change.files ?? files)
  if (content === null) return null
  return Buffer.from(bodyText(operation, new Map([...content, ...Object.entries(change.content ?? {})])))
}

/** The text of a body; fields that are undefined are left out. */
export function bodyText(
  { bodyKey, bodyIsArray, form }: Pick<ImplementedOperation, 'bodyKey' | 'bodyIsArray' | 'form'>,
  content: ReadonlyMap<string, JsonValue | undefined>,
): string {
  const inner = Object.fromEntries([...content].filter(([, value]) => value !== undefined))
  if (form === true)
    return new URLSearchParams(
      Object.entries(inner).map(([name, value]): [string, string] => [name, textOf(value)]),
    ).toString()
  const [only] = Object.values(inner)
  if (bodyIsArray === true) return JSON.stringify(only ?? null)
  return JSON.stringify(bodyKey === null ? inner : { [bodyKey]: inner })
}

/** A value of a form. */
function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null)
}

function authorizationOf({ user, carrier }: Prepared, change: Change): Readonly<Record<string, string>> {
  if (change.authorization !== undefined)
    return change.authorization === null ? {} : { authorization: change.authorization }
  const token = change.token ?? user.token
  return carrier === null || token === null ? {} : { [carrier.header]: `${carrier.prefix}${token}` }
}

/** Longest body that a result shows, in characters. */
const SHOWN = 160

/** A signed token, wherever it stands. */
const TOKEN = /eyJ[\w-]{5,}\.[\w-]+\.[\w-]*/gu

/** A request for a reader; never the token, which would be as good as a key. */
export function describe(request: HttpRequest, label: string): string {
  const { method, target, body } = request
  const text =
    body === null
      ? ''
      : ` ${JSON.stringify(body.subarray(0, SHOWN * 4).toString('utf8'))
          .slice(1, -1)
          .replaceAll('\\"', '"')}`
  const line = `${method} ${shortened(target.replaceAll(TOKEN, '…'))}${shortened(text)}`
  return label === '' ? line : `${line} (${label})`
}

function shortened(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`
}

/** The rows of a request by their entities, as requests about them are given: of several of one entity the last. */
export function rowsByEntity({ rows }: Pick<Prepared, 'rows'>): ReadonlyMap<string, Row> {
  return new Map([...rows.values()].map((row) => [row.entity, row]))
}
