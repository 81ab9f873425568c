import type { JsonValue } from '../../claims/json.js'
import { isObject } from '../../design/conformance.js'
import type { BodyField, Parameter } from '../../design/operation.js'
import type { ValueRules } from '../../design/value.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import { sentToken } from '../../fastapi/tests/kept-session.js'
import { plenty } from '../../fastapi/tests/plenty.js'
import { sample } from '../../fastapi/tests/sample.js'
import { keyColumns } from '../../fastapi/table.js'
import { accountFor, admit, admitAgain, credentialsOf, somebody } from './account.js'
import { brought } from './brought.js'
import { contentOf, filledColumns } from './content.js'
import { creatorOf } from './creator.js'
import { isRefused, unguardedColumns } from './guarded.js'
import { absentKey, keyFor, stateFor } from './key.js'
import { existingRow } from './existing-row.js'
import { rowFile, trueFile, type FormFile } from './form.js'
import type { Preparing } from './preparing.js'
import { CannotPrepare } from './probe.js'
import { sessionToken } from './session.js'
import { render, type Prepared, type Row } from './rendering.js'
import { rowsShown, shownColumns } from './shown.js'
import { stepsOf, traitsOf, type StepOf } from './steps.js'
import { storeRow, unshownColumns } from './stored-row.js'
import type { Carrier, User } from './users.js'
import type { World } from './world.js'

/** Rows are made for rows, but not without end. */
const DEEPEST = 5

/**
 * A valid request of an operation; the rows that it names are made through the API first.
 * @throws CannotPrepare when the API gives no way to make one of them, or no body can be made
 */
export async function prepare(
  world: World,
  operation: ImplementedOperation,
  preparing: Preparing = {},
): Promise<Prepared> {
  const user = preparing.user ?? (await somebody(world, operation))
  const { ownerParameter } = traitsOf(operation)
  const carrier = carrierOf(world, operation)
  if (preparing.rowless !== true || world.rows !== null) await admit(world, operation, user)
  if (preparing.rowless !== true && takesFiles(operation)) {
    throw new CannotPrepare('files are not made up for probes')
  }
  const path = new Map<string, string>()
  const references = new Map<string, JsonValue>()
  const rows = new Map<string, Row>()
  const given = new Map(preparing.given)
  const query = new Map<string, string>()
  const left = new Set<string>()
  let owner = user
  if (ownerParameter !== null) path.set(ownerParameter, user.id)
  for (const find of stepsOf(operation, 'find')) {
    const { key } = find
    // The caller's own row is there already.
    if (key.value.kind === 'caller') continue
    const field = key.value.kind === 'body' ? bodyField(operation, key.value.field) : null
    if (field !== null && !isNamed(operation, find, field, preparing)) {
      left.add(field.name)
      continue
    }
    let value: JsonValue | undefined
    if (preparing.rowless === true || preparing.absent === find.row)
      value = absentKey(world, find.entity, key.field, field)
    else {
      if (preparing.foreign?.row === find.row) owner = preparing.foreign.user
      const depth = (preparing.depth ?? 0) + 1
      const columns = new Map([
        ...keyFor(world, find, field),
        ...stateFor(world, operation, find),
        ...stocks(world, operation, find),
        ...unguardedColumns(world, operation, find),
      ])
      const known = preparing.foreign?.row === find.row ? undefined : given.get(find.entity)
      const row =
        known ??
        (await brought(
          world,
          operation,
          find,
          await makeRow(world, find.entity, { user: owner, given, columns, depth }),
          async (other, moved) =>
            await world.send(
              render(
                await prepare(world, other, {
                  user: owner,
                  given: new Map([...given, [find.entity, moved]]),
                  depth,
                }),
              ),
            ),
        ))
      if (isRefused(operation, find, row))
        throw new CannotPrepare(`no operation of the API makes a ${find.entity} that it does not refuse`)
      rows.set(find.row, row)
      given.set(find.entity, row)
      value = row.values.get(key.field)
      for (const [name, shown] of queriedValues(find, row)) query.set(name, shown)
    }
    if (value === undefined) throw new CannotPrepare(`the API does not show ${find.entity}.${key.field}`)
    if (key.value.kind === 'path') path.set(key.value.name, String(value))
    if (key.value.kind === 'body') references.set(key.value.field, value)
    if (key.value.kind === 'query') query.set(key.value.name, String(value))
  }
  await removeBefore(world, operation, owner, given)
  for (const { condition } of stepsOf(operation, 'check')) {
    // A row stays in its state: which moves are allowed, the generated tests try.
    const state = condition.kind === 'edge' ? rows.get(condition.row)?.values.get(condition.field) : undefined
    if (condition.kind === 'edge' && state !== undefined) references.set(condition.body, state)
  }
  for (const each of stepsOf(operation, 'findEach')) {
    const depth = (preparing.depth ?? 0) + 1
    const missing = preparing.rowless === true || preparing.absent === each.rows
    const columns = stocksOfEach(world, operation, each.entity)
    const row = missing ? null : await makeRow(world, each.entity, { user: owner, given, columns, depth })
    const key = row === null ? absentKey(world, each.entity, each.key, null) : row.values.get(each.key)
    if (key === undefined) throw new CannotPrepare(`the API does not show ${each.entity}.${each.key}`)
    const list = bodyField(operation, each.list)
    const sent = list === null ? undefined : sample(list, list.name, preparing.variant ?? 'first')
    if (!Array.isArray(sent)) throw new CannotPrepare(`no value is known for the field ${each.list}`)
    references.set(
      each.list,
      sent.map((element) => (isObject(element) ? { ...element, [each.member]: key } : element)),
    )
  }
  for (const each of stepsOf(operation, 'changeListed')) {
    const missing = preparing.rowless === true
    const depth = (preparing.depth ?? 0) + 1
    const row = missing ? null : await makeRow(world, each.entity, { user: owner, given, depth })
    const key = row === null ? absentKey(world, each.entity, each.key, null) : row.values.get(each.key)
    if (key === undefined) throw new CannotPrepare(`the API does not show ${each.entity}.${each.key}`)
    references.set(each.list, [key])
  }
  for (const verify of stepsOf(operation, 'verify')) {
    const account = await accountFor(world, verify, verify.keys.length === 0 ? user : undefined)
    for (const [field, value] of credentialsOf(verify, account)) references.set(field, value)
  }
  if (preparing.rowless !== true && stepsOf(operation, 'redeem').length > 0)
    throw new CannotPrepare('it takes a token of a mail, which no probe receives')
  const token = sentToken(operation)
  if (token !== null && preparing.rowless !== true) references.set(token, await sessionToken(world, user))
  for (const parameter of operation.parameters) {
    if (path.has(parameter.name) || !operation.path.includes(`{${parameter.name}}`)) continue
    path.set(parameter.name, freeParameter(world, parameter))
  }
  await admitAgain(world, { operation, user })
  return {
    operation,
    user,
    path,
    query: new Map([...requiredQuery(operation.query), ...query]),
    content: contentOf(world, operation, references, preparing, left),
    files: filesOf(operation),
    rows,
    carrier,
  }
}

/** Whether a request names the row of a field that may be left out; one that is made for another row does not. */
function isNamed(
  operation: ImplementedOperation,
  find: StepOf<'find'>,
  field: BodyField,
  preparing: Preparing,
): boolean {
  if (preparing.absent === find.row || preparing.foreign?.row === find.row) return true
  if (typeof find.whenBody !== 'string' && field.required) return true
  // A second row of its own kind would stand among those that a probe counts.
  const same = stepsOf(operation, 'insert').some(({ entity }) => entity === find.entity)
  return preparing.extent === 'full' && (preparing.depth ?? 0) === 0 && !same
}

/** A row that an operation brings back is removed first. */
async function removeBefore(
  world: World,
  operation: ImplementedOperation,
  user: User,
  given: ReadonlyMap<string, Row>,
): Promise<void> {
  for (const { condition } of stepsOf(operation, 'check')) {
    if (condition.kind !== 'equal' || condition.left.kind !== 'not') continue
    const { of } = condition.left
    if (of.kind !== 'field') continue
    const entity = stepsOf(operation, 'find').find(({ row }) => row === of.row)?.entity
    if (entity === undefined || !given.has(entity)) continue
    const remover = world.backend.operations.find(
      (other) =>
        other.entity === entity &&
        stepsOf(other, 'remove').some(({ soft }) => soft !== null && soft.field === of.field),
    )
    if (remover === undefined) throw new CannotPrepare(`no operation of the API removes a ${entity}`)
    await world.send(render(await prepare(world, remover, { user, given })))
  }
}

/** The files that an operation takes, each of a type that it allows; null where it takes none. */
function filesOf(operation: ImplementedOperation): readonly FormFile[] | null {
  const files = [
    ...stepsOf(operation, 'store').flatMap(({ file, rules }) =>
      rules.types.slice(0, 1).map((type) => trueFile(file, type)),
    ),
    ...stepsOf(operation, 'insertApart').flatMap(({ list, file, members }) =>
      file === null ? [] : [rowFile(list, members)],
    ),
  ]
  return files.length === 0 ? null : files
}

/** Whether a body holds a file that no step keeps. */
function takesFiles({ body }: ImplementedOperation): boolean {
  return body.some(({ type }) => type === 'bytes')
}

/** Of each number that the operation takes from, more than any probe asks for. */
function stocks(
  { backend }: World,
  operation: ImplementedOperation,
  { row, entity }: StepOf<'find'>,
): ReadonlyMap<string, JsonValue> {
  const table = backend.tables.get(entity)
  if (table === undefined) return new Map()
  return new Map(
    stepsOf(operation, 'take').flatMap((take) =>
      take.row === row ? [[take.field, plenty(table, take.field)] as const] : [],
    ),
  )
}

/** The same for what the elements of an array refer to. */
function stocksOfEach(
  { backend }: World,
  operation: ImplementedOperation,
  entity: string,
): ReadonlyMap<string, JsonValue> {
  const table = backend.tables.get(entity)
  return new Map(
    stepsOf(operation, 'takeEach').flatMap(({ field }) =>
      table === undefined ? [] : [[field, plenty(table, field)] as const],
    ),
  )
}

/** Query parameters by which a row is found, with what the row has. */
function queriedValues(find: StepOf<'find'>, { values }: Row): readonly (readonly [string, string])[] {
  return [find.key, ...(find.also ?? [])].flatMap(({ field, value }) => {
    const shown = values.get(field)
    return value.kind !== 'query' || shown === undefined || shown === null
      ? []
      : [[value.name, String(shown)] as const]
  })
}

/** Where the token of an operation stands; null when it takes none. */
function carrierOf({ users }: World, operation: ImplementedOperation): Carrier | null {
  if (stepsOf(operation, 'authenticate').length === 0) return null
  if (users.secret === null) throw new CannotPrepare('the secret of the tokens is not known')
  return users.carrier
}

function bodyField(operation: ImplementedOperation, name: string) {
  return operation.body.find((field) => field.name === name) ?? null
}

function freeParameter(world: World, parameter: Parameter): string {
  const value = parameter.default ?? sample(parameter, parameter.name)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value)
  throw new CannotPrepare(`no value is known for the path parameter ${parameter.name}`)
}

function requiredQuery(parameters: readonly Parameter[]): ReadonlyMap<string, string> {
  return new Map(
    parameters.flatMap((parameter): readonly (readonly [string, string])[] => {
      if (!parameter.required) return []
      const value = parameter.default ?? sample(parameter, parameter.name)
      if (value === undefined || typeof value === 'object') {
        throw new CannotPrepare(`no value is known for the query parameter ${parameter.name}`)
      }
      return [[parameter.name, String(value)]]
    }),
  )
}

/**
 * Makes a row through the API, by the operation that creates rows of the entity, or in its table where the API has no
 * such operation.
 * @throws CannotPrepare when there is none and the database is out of reach, or it refuses a valid request
 */
export async function makeRow(world: World, entity: string, preparing: Preparing): Promise<Row> {
  if ((preparing.depth ?? 0) > DEEPEST) throw new CannotPrepare(`a ${entity} needs rows without end`)
  const { given, ...rest } = preparing
  const others = new Map([...(given ?? [])].filter(([name]) => name !== entity))
  const operation = creatorOf(world, entity)
  const table = world.backend.tables.get(entity)
  if (operation === null) {
    if (table === undefined) throw new CannotPrepare(`no operation of the API makes a ${entity}`)
    const user = preparing.user ?? (await somebody(world))
    const depth = (preparing.depth ?? 0) + 1
    const existing =
      world.rows === null
        ? await existingRow(world, entity, user, (list) => prepare(world, list, { user, depth: DEEPEST }))
        : null
    if (existing !== null) return existing
    return await storeRow(world, table, {
      user,
      columns: preparing.columns,
      parent: async (name) =>
        others.get(name) ?? (await makeRow(world, name, { ...rest, user, given: others, depth })),
    })
  }
  const prepared = await prepare(world, operation, { extent: 'full', ...rest, given: others })
  const answer = await world.send(render(prepared))
  if (answer.status !== operation.success) {
    const text = answer.text.slice(0, 200)
    throw new CannotPrepare(
      `no ${entity} could be made: ${operation.id} answered ${String(answer.status)} ${text}`,
    )
  }
  const { user } = prepared
  const values = await valuesOf(world, prepared, entity, answer.json)
  const isWhole = table === undefined || keyColumns(table).every(({ field }) => values.has(field.name))
  const unshown = isWhole ? new Map<string, JsonValue>() : await unshownColumns(world, table, user, values)
  return { entity, user, values: new Map([...unshown, ...values]) }
}

/** The columns of a new row: what was sent, and what the service shows. */
async function valuesOf(
  world: World,
  prepared: Prepared,
  entity: string,
  json: JsonValue | undefined,
): Promise<ReadonlyMap<string, JsonValue>> {
  const filled = filledColumns(prepared.operation)
  const sent = [...(prepared.content ?? [])].flatMap(([name, value]) => {
    const column = filled.get(name)
    return column === undefined ? [] : [[column, value] as const]
  })
  const shown = shownColumns(prepared.operation.responseBody, json)
  if (shown !== null) return new Map([...sent, ...shown])
  return new Map([...sent, ...(await listedRow(world, prepared, entity, new Map(sent)))])
}

/** The row in the owner's list, where its creation does not show it. */
async function listedRow(
  world: World,
  { user, rows }: Prepared,
  entity: string,
  sent: ReadonlyMap<string, JsonValue>,
): Promise<ReadonlyMap<string, JsonValue>> {
  const operation = world.backend.operations.find(
    ({ steps, method }) =>
      method === 'GET' && steps.some((step) => step.kind === 'select' && step.entity === entity),
  )
  if (operation === undefined) return new Map()
  const given = new Map([...rows.values()].map((row) => [row.entity, row]))
  const answer = await world.send(render(await prepare(world, operation, { user, given, depth: DEEPEST })))
  const found = rowsShown(operation.responseBody, answer.json)?.findLast((row) =>
    [...row].every(([column, value]) => {
      const mine = sent.get(column)
      return mine === undefined || isObject(mine) || Array.isArray(mine) || mine === value
    }),
  )
  return found ?? new Map()
}

/** Whether rules leave a text free: any characters, within a length. */
export function isFreeText(rules: ValueRules): boolean {
  return rules.type === 'string' && rules.enum === null && rules.pattern === null && rules.format === null
}
