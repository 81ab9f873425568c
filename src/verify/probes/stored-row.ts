import { randomUUID } from 'node:crypto'
import { passwordColumn } from '../../behaviour/credentials/password.js'
import type { JsonValue } from '../../claims/json.js'
import { sample } from '../../fastapi/tests/sample.js'
import { keyColumns, type Column, type Table } from '../../fastapi/table.js'
import { isUnique } from './content.js'
import { distinct } from './distinct.js'
import { CannotPrepare } from './probe.js'
import type { Row } from './rendering.js'
import type { Attributes, RowStore } from './row-store.js'
import type { User } from './users.js'
import type { World } from './world.js'

/** A row to store beside the API. */
export interface StoredRow {
  readonly user: User
  /** Values that it must have, by columns of the design. */
  readonly columns?: ReadonlyMap<string, JsonValue> | undefined
  /** Passwords whose hashes it holds, by columns of the design. */
  readonly passwords?: ReadonlyMap<string, string>
  /** Makes the row of another table that it refers to; stored as well unless given. */
  readonly parent?: (entity: string) => Promise<Row>
}

/**
 * Stores a row with what it cannot be without: its owner, the rows that it must refer to, and samples.
 * @throws CannotPrepare without a store, or when no value is known for a column
 */
export async function storeRow(world: World, table: Table, wanted: StoredRow): Promise<Row> {
  const store = storeOf(world, table)
  const { user, passwords = new Map<string, string>() } = wanted
  const entity = table.entity.name
  const hash = passwordColumn(table.entity)?.name
  const sent = new Map<string, JsonValue>()
  for (const column of table.columns) {
    const { name } = column.field
    if (passwords.has(name)) continue
    const value =
      wanted.columns?.get(name) ??
      (name === hash ? 'no password has this hash' : await valueOf(world, table, column, wanted))
    if (value !== undefined) sent.set(name, value)
  }
  const stored = await store.store(table.className, named(table, sent), named(table, passwords))
  return { entity, user, values: new Map([...columnsOf(table, stored), ...sent]) }
}

function storeOf(world: World, { entity }: Table): RowStore {
  if (world.rows === null) throw new CannotPrepare(`no operation of the API makes a ${entity.name}`)
  return world.rows
}

/** The value of a column that a row cannot be without; undefined where the table gives one by itself. */
async function valueOf(
  world: World,
  table: Table,
  { field, foreignKey }: Column,
  { user, parent = storedParent(world, user) }: StoredRow,
): Promise<JsonValue | undefined> {
  const target =
    foreignKey === null
      ? undefined
      : [...world.backend.tables.values()].find(({ name }) => name === foreignKey.table)
  if (field.name === table.entity.owner) {
    const id = field.type === 'integer' ? Number(user.id) : user.id
    if (target !== undefined && target !== table) await accountRow(world, target, user)
    return id
  }
  if (field.nullable || field.default !== null || field.generated !== null) return undefined
  if (target !== undefined && target !== table) {
    const { values } = await parent(target.entity.name)
    const value = values.get(
      target.columns.find(({ attribute }) => attribute === foreignKey?.column)?.field.name ?? 'id',
    )
    if (value === undefined)
      throw new CannotPrepare(`the API does not show ${target.entity.name}.${field.name}`)
    return value
  }
  if (field.primaryKey && field.type === 'integer') return undefined
  if (field.primaryKey && field.type === 'uuid') return randomUUID()
  const value = isUnique(world, table.entity.name, field.name)
    ? distinct(field, field.name, world.next())
    : sample(field, field.name)
  if (value === undefined) throw new CannotPrepare(`no value is known for ${table.entity.name}.${field.name}`)
  return value
}

function storedParent(world: World, user: User): (entity: string) => Promise<Row> {
  return async (entity) => {
    const table = world.backend.tables.get(entity)
    if (table === undefined) throw new CannotPrepare(`no table of the backend holds a ${entity}`)
    return await storeRow(world, table, { user })
  }
}

/** The row of a user in a table of accounts, stored unless it is there. */
export async function accountRow(
  world: World,
  table: Table,
  user: User,
  columns: ReadonlyMap<string, JsonValue> = new Map(),
): Promise<void> {
  const store = storeOf(world, table)
  const [key, ...more] = keyColumns(table)
  if (key === undefined || more.length > 0)
    throw new CannotPrepare(`a ${table.entity.name} has no key of one column`)
  const id = key.field.type === 'integer' ? Number(user.id) : user.id
  const found = await store.change(table.className, { [key.attribute]: id }, named(table, columns))
  if (found > 0) return
  await storeRow(world, table, { user, columns: new Map([[key.field.name, id], ...columns]) })
}

/**
 * What an answer did not show of a new row, read from the table: that of the one row with these values which nobody
 * has looked up yet. Nothing without a store, or where several rows may be the one.
 */
export async function unshownColumns(
  world: World,
  table: Table,
  user: User,
  values: ReadonlyMap<string, JsonValue>,
): Promise<ReadonlyMap<string, JsonValue>> {
  if (world.rows === null) return new Map()
  const owner = table.columns.find(({ field }) => field.name === table.entity.owner)?.field
  const like = new Map(
    table.columns.flatMap(({ field }): readonly (readonly [string, JsonValue])[] => {
      const value = field === owner && field.type !== 'integer' ? user.id : values.get(field.name)
      return PLAIN.has(field.type) && value !== undefined && value !== null ? [[field.name, value]] : []
    }),
  )
  const keys = keyColumns(table)
  const id = (row: Attributes): string =>
    `${table.name} ${JSON.stringify(keys.map(({ attribute }) => row[attribute] ?? null))}`
  const rows = (await world.rows.find(table.className, named(table, like))).filter(
    (row) => !world.lookedUp.has(id(row)),
  )
  const [row] = rows
  if (row === undefined || rows.length > 1) return new Map()
  world.lookedUp.add(id(row))
  return columnsOf(table, row)
}

/** Types whose values look the same in an answer and in a table. */
const PLAIN: ReadonlySet<string> = new Set(['string', 'enum', 'integer', 'boolean', 'uuid'])

function named(table: Table, values: ReadonlyMap<string, JsonValue>): Attributes {
  return Object.fromEntries(
    table.columns.flatMap(({ field, attribute }) => {
      const value = values.get(field.name)
      return value === undefined ? [] : [[attribute, value]]
    }),
  )
}

function columnsOf(table: Table, row: Attributes): ReadonlyMap<string, JsonValue> {
  return new Map(
    table.columns.flatMap(({ field, attribute }) => {
      const value = Object.hasOwn(row, attribute) ? row[attribute] : undefined
      return value === undefined || !PLAIN.has(field.type) ? [] : [[field.name, value] as const]
    }),
  )
}
