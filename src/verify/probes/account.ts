import type { JsonValue } from '../../claims/json.js'
import { isObject } from '../../design/conformance.js'
import { bodyFieldIn } from '../../design/expression.js'
import type { TokenUse } from '../../design/step.js'
import type { Envelope } from '../../design/operation.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import { keyColumns, type Table } from '../../fastapi/table.js'
import { registrationOf, tablesOfCaller, tablesWithoutRegistration } from './callers.js'
import { contentOf } from './content.js'
import { CannotPrepare } from './probe.js'
import { shownColumns } from './shown.js'
import { stepsOf, type StepOf } from './steps.js'
import { accountRow, storeRow } from './stored-row.js'
import type { Prepared, Row } from './rendering.js'
import type { User } from './users.js'
import { sendWithoutToken } from './tokenless.js'
import type { World } from './world.js'

/** An account that was made through the API. */
export interface Account {
  readonly user: User
  /** The entity of its row. */
  readonly entity: string
  /** What its owner knows: the columns by their values, the password by its hash's column. */
  readonly known: ReadonlyMap<string, JsonValue>
}

/** Why nobody can sign in to an account that a probe made. */
const AWAITS_MAIL = 'it lets in whose address a mail verified, and no probe receives mail'

const accounts = new WeakMap<User, Account>()

/** The account of a user that was made through the API; undefined for anybody else. */
export function accountOf(user: User): Account | undefined {
  return accounts.get(user)
}

/** The row of a user's account, as far as its owner knows it; null where the API made none of the entity. */
export function accountRowOf({ backend }: World, entity: string, user: User): Row | null {
  const account = accounts.get(user)
  const table = backend.tables.get(entity)
  if (account === undefined || table === undefined || account.entity !== entity) return null
  const [key] = keyColumns(table)
  const id = key?.field.type === 'integer' ? Number(user.id) : user.id
  return {
    entity,
    user,
    values: new Map([...account.known, ...(key ? [[key.field.name, id] as const] : [])]),
  }
}

/** The table of the callers of an operation, where the service has several; null otherwise. */
function kindOf({ design }: World, operation: ImplementedOperation | undefined): string | null {
  const permit = operation === undefined ? undefined : stepsOf(operation, 'permit')[0]
  return design.auth.kinds?.find(({ role }) => permit?.roles.includes(role))?.entity ?? null
}

/** Somebody who calls: an account where the service keeps them, else a user whom nobody has seen. */
export async function somebody(world: World, operation?: ImplementedOperation): Promise<User> {
  const kind = kindOf(world, operation)
  const registration = world.users.secret === null ? undefined : registrationOf(world.backend, kind)
  if (registration !== undefined) return (await register(world, registration)).user
  const user = world.users.fresh()
  if (world.users.secret === null) return user
  const asked = operation === undefined ? [] : tablesOfCaller(world.backend, operation)
  if (world.rows === null) {
    if (asked.length > 0)
      throw new CannotPrepare(`nobody can make a ${asked[0]?.entity.name ?? 'user'} through the API`)
    return user
  }
  const standing = tablesWithoutRegistration(world.design, world.backend)
  const [first] = standing
  const any = kind === null ? first : standing.find(({ entity }) => entity.name === kind)
  for (const table of asked.length > 0 ? asked : any === undefined ? [] : [any])
    await accountRow(world, table, user)
  return user
}

/** What a run has put into the columns of its users' accounts that say what they may do. */
const admitted = new WeakMap<World, Map<string, JsonValue>>()

/**
 * Gives an account what an operation asks of its callers: a role, where roles stand in their rows. One that it has
 * already stays, unless the operation asks for another.
 * @throws CannotPrepare when the database is out of reach
 */
export async function admit(world: World, operation: ImplementedOperation, user: User): Promise<void> {
  for (const { source, roles } of stepsOf(operation, 'permit')) {
    if (source.kind === 'claim') continue
    const table = world.backend.tables.get(source.entity)
    if (world.rows === null || table === undefined)
      throw new CannotPrepare(`a caller with ${operation.access} cannot be made through the API`)
    const held = admitted.get(world) ?? new Map<string, JsonValue>()
    admitted.set(world, held)
    const key = `${source.entity}.${source.field} ${user.id}`
    const has = held.get(key)
    if (source.kind === 'flag' ? has === true : typeof has === 'string' && roles.includes(has)) continue
    const value = source.kind === 'flag' ? true : (roles[0] ?? '')
    await accountRow(world, table, user, new Map([[source.field, value]]))
    held.set(key, value)
  }
}

/**
 * Gives the caller of a request again what its operation asks for, where the requests before it asked for something else.
 */
export async function admitAgain(
  world: World,
  { operation, user }: Pick<Prepared, 'operation' | 'user'>,
): Promise<void> {
  if (world.rows !== null) await admit(world, operation, user)
}

/** Forgets who may do what, after a request that may have changed it: a change of roles may be one of the caller's own. */
export function forgetRoles(world: World, operation: ImplementedOperation): void {
  if (!admitted.has(world)) return
  const columns = new Set(
    world.backend.operations.flatMap((each) =>
      stepsOf(each, 'permit').flatMap(({ source }) => (source.kind === 'claim' ? [] : [source.field])),
    ),
  )
  const changes =
    stepsOf(operation, 'assign').some(({ values }) => values.some(({ field }) => columns.has(field))) ||
    stepsOf(operation, 'flip').some(({ field }) => columns.has(field))
  if (changes) admitted.delete(world)
}

/**
 * An account that a request signs in to: the caller's own where the API made it, else one made through the API, else
 * one in its table. Where a mail would verify its address, the database says that it did.
 * @throws CannotPrepare when the API has no operation for it, or no mail arrives, and the database is out of reach
 */
export async function accountFor(world: World, verify: StepOf<'verify'>, user?: User): Promise<Account> {
  const own = user === undefined ? undefined : accountOf(user)
  const registration = registrationOf(world.backend, verify.entity)
  const table = world.backend.tables.get(verify.entity)
  const mailed = verify.verified?.field
  const reached = world.rows === null ? undefined : table
  if (own === undefined && registration === undefined) {
    if (reached === undefined) throw new CannotPrepare(`nobody can make a ${verify.entity} through the API`)
    return await storedAccount(world, reached, verify)
  }
  if (mailed !== undefined && reached === undefined) throw new CannotPrepare(AWAITS_MAIL)
  const account = registration === undefined || own !== undefined ? own : await register(world, registration)
  if (account === undefined) throw new CannotPrepare(`nobody can make a ${verify.entity} through the API`)
  if (mailed !== undefined && reached !== undefined)
    await accountRow(world, reached, account.user, new Map([[mailed, true]]))
  return account
}

/** A password that keeps the usual rules. */
const PASSWORD = 'Probe-passw0rd'

async function storedAccount(world: World, table: Table, verify: StepOf<'verify'>): Promise<Account> {
  const columns = new Map<string, JsonValue>()
  if (verify.active?.value.kind === 'constant') columns.set(verify.active.field, verify.active.value.value)
  if (verify.verified !== undefined && verify.verified !== null) columns.set(verify.verified.field, true)
  // A column need not say that it holds addresses; the request that signs in does.
  for (const key of verify.keys)
    if (/mail/i.test(key)) columns.set(key, `person${String(world.next())}@example.com`)
  const passwords = new Map([[verify.hash, PASSWORD]])
  const { values } = await storeRow(world, table, { user: world.users.fresh(), columns, passwords })
  const id = String(values.get(keyColumns(table)[0]?.field.name ?? 'id'))
  const user = { id, token: world.users.tokenOf(id) }
  const account = { user, entity: table.entity.name, known: new Map([...values, ...passwords]) }
  accounts.set(user, account)
  return account
}

async function register(world: World, operation: ImplementedOperation): Promise<Account> {
  const content = contentOf(world, operation, new Map(), { extent: 'full' })
  const answer = await sendWithoutToken(world, operation, content)
  if (answer.status !== operation.success)
    throw new CannotPrepare(`${operation.id} answered ${String(answer.status)} ${answer.text.slice(0, 200)}`)
  const id = subjectOf(world, operation, answer.json)
  if (id === null) throw new CannotPrepare(`${operation.id} does not tell whose account was made`)
  const known = stepsOf(operation, 'insert').flatMap(({ values }) =>
    values.flatMap(({ field, value }) => {
      const sent = content?.get(bodyFieldIn(value) ?? '')
      return sent === undefined ? [] : [[field, sent] as const]
    }),
  )
  const user = { id, token: world.users.tokenOf(id) }
  const entity = stepsOf(operation, 'insert')[0]?.entity ?? ''
  const account = { user, entity, known: new Map(known) }
  accounts.set(user, account)
  return account
}

/** Whose account an answer speaks of: as its token says, else as its row shows. */
function subjectOf(
  world: World,
  operation: ImplementedOperation,
  json: JsonValue | undefined,
): string | null {
  const { responseBody } = operation
  const token = responseBody.kind === 'envelope' ? tokenIn(responseBody, json) : null
  if (token !== null) return claimOf(token, world.design.auth.identityClaim)
  const columns = shownColumns(responseBody, json)
  const entity = stepsOf(operation, 'insert')[0]?.entity ?? ''
  const table = world.backend.tables.get(entity)
  const key = table?.columns.find(({ field }) => field.primaryKey)?.field.name ?? 'id'
  const shown = columns?.get(key)
  return typeof shown === 'string' || typeof shown === 'number' ? String(shown) : null
}

/** The token of a use in an answer; null when it shows none. */
export function tokenIn(
  { members }: Envelope,
  json: JsonValue | undefined,
  use: TokenUse = 'access',
): string | null {
  if (!isObject(json)) return null
  for (const member of members) {
    const value = Object.hasOwn(json, member.key) ? json[member.key] : undefined
    if (member.kind === 'token' && member.token === use && typeof value === 'string') return value
    const inner = member.kind === 'envelope' ? tokenIn(member.body, value, use) : null
    if (inner !== null) return inner
  }
  return null
}

function claimOf(token: string, name: string): string | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const value = typeof claims === 'object' && claims !== null ? Reflect.get(claims, name) : undefined
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null
  } catch {
    return null
  }
}

/** What signs an account in: body field → value. */
export function credentialsOf(verify: StepOf<'verify'>, { known }: Account): ReadonlyMap<string, JsonValue> {
  const sent = new Map<string, JsonValue>()
  const password = known.get(verify.hash)
  const passwordField = bodyFieldIn(verify.password)
  if (passwordField !== null && password !== undefined) sent.set(passwordField, password)
  const key = verify.keys.find((column) => known.has(column))
  const value = key === undefined ? undefined : known.get(key)
  const field = bodyFieldIn(verify.value)
  if (field !== null && value !== undefined) sent.set(field, value)
  return sent
}
