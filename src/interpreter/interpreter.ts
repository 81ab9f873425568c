import type { Design } from '../design/design.js'
import { challengeOf } from '../design/known-callers.js'
import type { Operation } from '../design/operation.js'
import type { Surroundings } from './clock.js'
import { NOBODY, refusedRole, rolesFor, type Caller } from './caller.js'
import { brokenConstraint } from './constraints.js'
import { errorResponse, invalidRequest, response } from './error-response.js'
import type { Execution } from './execution.js'
import type { HttpRequest, HttpResponse } from './http.js'
import { fileResponse } from './file-response.js'
import { bodyInputs } from './input/body-input.js'
import { fileFields, largestForm, readFiles } from './input/file-input.js'
import { pathInputs } from './input/path-input.js'
import { queryInputs } from './input/query-input.js'
import { readBody, readPath, readQuery, type Input, type Inputs } from './input/read-input.js'
import { FileChanges, fileColumns, type KeptFiles } from './kept-files.js'
import type { Mail } from './mail.js'
import { readSession, shownToken } from './looked-up-session.js'
import { refused, type Refusal } from './refusal.js'
import { RouteTable } from './routes.js'
import { isLiveSession } from './sessions.js'
import { runnerOf } from './steps/runners.js'
import { NO_ROWS, Transaction, type Rows } from './store.js'
import type { Row, Stored } from './stored.js'
import { whyUnsupported, type Unsupported } from './support.js'
import { columnTypes, tablesOf, type Table } from './table.js'
import { readToken, signToken, type TokenRules } from './token.js'
import { userIdType, type UserIdType } from '../design/user-id.js'

/** Largest body that is read, in bytes. */
const LARGEST_BODY = 1024 * 1024

/** Properties of entities that say nothing of their rows. */
const ASIDE: ReadonlySet<string> = new Set(['origins', 'description'])

/** What an interpreter runs with. */
export interface InterpreterOptions {
  /** The secret that tokens are signed with. */
  readonly secret: string
  readonly surroundings: Surroundings
  /** The address under which clients fetch files; its path must be `/files`. */
  readonly filesUrl?: string
  /** Called for each mail that the service would send. */
  readonly onMail?: (mail: Mail) => void
}

/** Where files are fetched where nothing else is said. */
const FILES_URL = 'http://localhost:8000/files'

/** An operation that is ready to run, or the reason why it is not. */
interface Prepared {
  readonly inputs: Inputs
  readonly unsupported: string | null
}

/**
 * Runs a design: requests in, responses out, rows in memory. Deterministic: the same requests with
 * the same clock and ids give the same responses.
 */
export class Interpreter {
  readonly #design: Design
  readonly #tables: ReadonlyMap<string, Table>
  readonly #routes: RouteTable
  readonly #prepared: ReadonlyMap<string, Prepared>
  readonly #tokens: TokenRules
  readonly #surroundings: Surroundings
  #rows: Rows = NO_ROWS
  #serial = 0
  #files: KeptFiles = new Map()
  readonly #filesUrl: string
  readonly #onMail: InterpreterOptions['onMail']
  readonly #fileColumns: ReadonlyMap<string, ReadonlySet<string>>
  readonly #largestForm: number | null

  constructor(design: Design, { secret, surroundings, filesUrl = FILES_URL, onMail }: InterpreterOptions) {
    const tables = tablesOf(design)
    const userId = userIdType(design.operations, columnTypes(tables))
    this.#design = design
    this.#tables = tables
    this.#surroundings = surroundings
    this.#filesUrl = filesUrl
    this.#onMail = onMail
    this.#fileColumns = fileColumns(design)
    this.#largestForm = largestForm(design.operations)
    this.#routes = new RouteTable(design.operations)
    this.#tokens = {
      auth: design.auth,
      secret,
      userId,
      longestUserId: longestUserId(tables),
      roleClaim: roleClaimOf(design.operations),
      sessions: readsSessions(design),
    }
    this.#prepared = new Map(
      design.operations.map((operation) => {
        const inputs: Inputs = {
          path: pathInputs(operation, tables, userId),
          query: queryInputs(operation, tables),
          body: bodyInputs(operation, tables),
        }
        return [operation.id, { inputs, unsupported: whyUnsupported(operation, inputs, design.auth) }]
      }),
    )
  }

  /** The operations that answer 501, with the reasons. */
  get unsupported(): readonly Unsupported[] {
    return [...this.#prepared].flatMap(([operation, { unsupported: why }]) =>
      why === null ? [] : [{ operation, why }],
    )
  }

  /** The rows of an entity as they stand between requests, in the order of their insertion. */
  rows(entity: string): readonly Row[] {
    return this.#rows.tables.get(entity) ?? []
  }

  /** What a user id is. */
  get userId(): UserIdType {
    return this.#tokens.userId
  }

  /** Most bytes that any operation takes. */
  get largestBody(): number {
    return Math.max(LARGEST_BODY, this.#largestForm ?? 0)
  }

  /** The methods of all operations. */
  get methods(): readonly string[] {
    return [...new Set(this.#design.operations.map(({ method }) => method))]
  }

  /**
   * Takes the rows of another interpreter over, when both have the same tables.
   * @returns whether they have
   */
  continueFrom(other: Interpreter): boolean {
    const shape = ({ entities }: Design): string =>
      JSON.stringify(entities, (name, value: unknown) => (ASIDE.has(name) ? undefined : value))
    if (shape(this.#design) !== shape(other.#design)) return false
    this.#rows = other.#rows
    this.#files = other.#files
    this.#serial = other.#serial
    return true
  }

  /** Forgets all rows. */
  clear(): void {
    this.#rows = NO_ROWS
    this.#files = new Map()
  }

  /** Answers a request. */
  answer(request: HttpRequest): HttpResponse {
    const [rawPath = '', ...rest] = request.target.split('?')
    const file = this.#file(request.method, rawPath)
    if (file !== null) return file
    const match = this.#routes.match(request.method, decoded(rawPath))
    if (match.kind === 'unknown') return this.#refuse(refused(404, 'Not Found'))
    if (match.kind === 'method') {
      const allow = new Map([['allow', match.allow.join(', ')]])
      const { status, headers, body } = this.#refuse(refused(405, 'Method Not Allowed'))
      return response(status, body, new Map([...headers, ...allow]))
    }
    const { operation, parameters } = match
    const prepared = this.#prepared.get(operation.id)
    const why = prepared === undefined ? 'it is unknown' : prepared.unsupported
    if (prepared === undefined || why !== null) {
      return this.#refuse(refused(501, `${operation.id} cannot be run: ${why ?? ''}`))
    }
    if (operation.bodyModel !== null && request.body.length > LARGEST_BODY) {
      return this.#refuse(refused(413, 'Body is too large'))
    }
    if (
      this.#largestForm !== null &&
      fileFields(operation).length > 0 &&
      request.body.length > this.#largestForm
    ) {
      return this.#refuse(refused(413, 'Body is too large'))
    }
    const query = new URLSearchParams(rest.join('?'))
    const outcome = this.#run(operation, prepared.inputs, parameters, query, request)
    return 'detail' in outcome ? this.#refuse(outcome) : outcome
  }

  /** The file that a path names; null where there is none. */
  #file(method: string, path: string): HttpResponse | null {
    if (!path.startsWith('/files/') || (method !== 'GET' && method !== 'HEAD')) return null
    const file = this.#files.get(`${this.#filesUrl}${path.slice('/files'.length)}`)
    if (file === undefined) return null
    const headers = new Map([
      ['content-type', file.type],
      ['x-content-type-options', 'nosniff'],
    ])
    return { status: 200, headers, body: undefined, text: file.content }
  }

  #refuse(refusal: Refusal): HttpResponse {
    // A 401 names the scheme, whichever step it comes from (RFC 9110, section 11.6.1).
    const challenge = refusal.status === 401 ? challengeOf(this.#design.auth) : null
    return errorResponse(this.#design.service, { ...refusal, challenge })
  }

  #run(
    operation: Operation,
    inputs: Inputs,
    parameters: ReadonlyMap<string, string>,
    query: URLSearchParams,
    request: HttpRequest,
  ): HttpResponse | Refusal {
    const caller = this.#caller(operation, request)
    if (typeof caller === 'object' && caller !== null && 'detail' in caller) return caller
    const unfit = refusedRole(operation, caller, this.#rows)
    if (unfit !== null) return unfit
    const path = readPath(inputs.path, parameters)
    const authorize = (operation.steps ?? []).find((step) => step.kind === 'authorize')
    if (authorize !== undefined) {
      const named = path.values.get(authorize.parameter)
      if (named !== undefined && named !== caller.id) {
        return refused(authorize.otherwise.status, authorize.otherwise.message)
      }
    }
    const asked = readQuery(inputs.query, query)
    const body =
      operation.bodyModel === null
        ? { values: new Map<string, Stored>(), errors: [], sent: new Set<string>(), elements: new Map() }
        : readBody(operation, inputs.body, request)
    const form = readFiles(operation, request)
    if (form.isMalformed) return refused(400, 'There was an error parsing the body')
    const errors = [...path.errors, ...asked.errors, ...body.errors, ...form.errors]
    if (errors.length > 0) return invalidRequest(this.#design.service, operation, errors)
    return this.#perform(
      operation,
      caller,
      request.headers.get('authorization')?.split(' ').at(-1) ?? null,
      {
        path: path.values,
        query: asked.values,
        body: body.values,
        sent: body.sent,
        files: form.files,
        elements: body.elements,
      },
      request,
    )
  }

  /** Who calls: nothing where nobody need be known, or a refusal. */
  #caller({ steps }: Operation, { headers }: HttpRequest): Caller | Refusal {
    const authenticate = (steps ?? []).find((step) => step.kind === 'authenticate')
    if (authenticate === undefined) return NOBODY
    const header = headers.get('authorization')
    const lookedUp = (this.#design.auth.lookup ?? null) !== null
    const shown = lookedUp ? shownToken(headers, this.#tokens) : (header ?? null)
    if (authenticate.optional && shown === null) return NOBODY
    const now = Math.floor(this.#surroundings.now() / 1000)
    const reading = lookedUp ? readSession(headers, this.#tokens, now) : readToken(header, this.#tokens, now)
    if (reading.kind === 'caller' && this.#isLive(reading.session)) return reading
    const cause = reading.kind === 'expired' ? 'expired-token' : 'token'
    const said = this.#design.operations
      .flatMap(({ errorCases }) => errorCases)
      .find((one) => one.cause === cause)?.message
    const message = said ?? (reading.kind === 'expired' ? 'Token expired' : 'Invalid token')
    return refused(401, message)
  }

  /** Whether the session of a token lasts, where that counts. */
  #isLive(session: string | null): boolean {
    const { sessions = null } = this.#design.auth
    if (session === null || sessions?.checked !== true) return true
    return isLiveSession(new Transaction(this.#rows), this.#surroundings, sessions, session)
  }

  /** Runs the steps; what they wrote is kept only when the operation succeeds. */
  #perform(
    operation: Operation,
    caller: Caller,
    sentToken: string | null,
    input: Input,
    { target, headers }: Pick<HttpRequest, 'target' | 'headers'>,
  ): HttpResponse | Refusal {
    const [path = '', ...query] = target.split('?')
    const transaction = new Transaction(this.#rows)
    const execution: Execution = {
      operation,
      tables: this.#tables,
      input,
      caller: caller.id,
      roles: rolesFor(operation, caller, this.#rows),
      address: { host: headers.get('host') ?? 'testserver', path, query: query.join('?') },
      callerSession: caller.session,
      sessions: this.#design.auth.sessions ?? null,
      session: null,
      refuseInput: (errors) => invalidRequest(this.#design.service, operation, errors),
      commit: () => {
        this.#rows = transaction.committed()
      },
      surroundings: this.#surroundings,
      transaction,
      nextSerial: () => (this.#serial += 1),
      nextNumber: (text) => transaction.nextNumber(text),
      row: new Map(),
      rows: new Map(),
      measures: new Map(),
      reached: null,
      apart: null,
      tokens: new Map(),
      sign: (subject, lifetime, extra) =>
        signToken(this.#tokens, subject, Math.floor(this.#surroundings.now() / 1000), lifetime, extra),
      sentToken,
      mailTokens: this.#design.auth.mailTokens ?? null,
      mails: [],
      files: new FileChanges(this.#filesUrl),
      fileColumns: this.#fileColumns,
      duplicate: null,
      referred: null,
      answer: undefined,
    }
    const steps = operation.steps ?? []
    for (const step of steps.filter(({ kind }) => kind !== 'respond')) {
      const refusal = runnerOf(step.kind)?.run(step, execution) ?? null
      if (refusal !== null) return refusal
    }
    if (transaction.changed) {
      const refusal = brokenConstraint(transaction, this.#tables, execution)
      if (refusal !== null) return refusal
    }
    for (const step of steps.filter(({ kind }) => kind === 'respond'))
      runnerOf(step.kind)?.run(step, execution)
    this.#rows = transaction.committed()
    this.#files = execution.files.applied(this.#files)
    for (const mail of execution.mails) this.#onMail?.(mail)
    return fileResponse(execution) ?? response(operation.success, execution.answer)
  }
}

/** The claim in which steps look for roles; null where none does. */
function roleClaimOf(operations: readonly Operation[]): string | null {
  const [source] = operations
    .flatMap(({ steps }) => steps ?? [])
    .flatMap((step) =>
      step.kind === 'permit'
        ? [step.source]
        : step.kind === 'find' || step.kind === 'select'
          ? (step.wide?.source ?? [])
          : [],
    )
  return source?.kind === 'claim' ? source.claim : null
}

/** Whether the session in a token counts for anything. */
function readsSessions({ auth, operations }: Design): boolean {
  const ends = operations
    .flatMap(({ steps }) => steps ?? [])
    .some((step) => step.kind === 'end' && step.sessions === 'current')
  return auth.sessions?.checked === true || ends
}

/** The longest user id: the width of the columns that hold one. */
function longestUserId(tables: ReadonlyMap<string, Table>): number {
  const owners = [...tables.values()].flatMap(({ entity, fields }) =>
    fields.filter(({ name }) => name === entity.owner).map(({ maxLength }) => maxLength ?? 255),
  )
  return Math.min(255, ...owners)
}

/** A path without percent-encoding; what is no UTF-8 becomes the replacement character. */
function decoded(path: string): string {
  const bytes: number[] = []
  for (let index = 0; index < path.length; index += 1) {
    const hex = path.slice(index + 1, index + 3)
    if (path[index] === '%' && /^[0-9a-f]{2}$/i.test(hex)) {
      bytes.push(Number.parseInt(hex, 16))
      index += 2
    } else bytes.push(...Buffer.from(path.charAt(index)))
  }
  return Buffer.from(bytes).toString('utf8')
}
