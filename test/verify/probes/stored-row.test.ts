import { describe, expect, test } from 'vitest'
import type { JsonValue } from '../../../src/claims/json.js'
import type { Design } from '../../../src/design/design.js'
import type { Entity, Field } from '../../../src/design/entity.js'
import { freeRules } from '../../../src/design/value-rules.js'
import type { Attributes, RowStore } from '../../../src/verify/probes/row-store.js'
import { accountRow, storeRow, unshownColumns } from '../../../src/verify/probes/stored-row.js'
import { worldOf, type World } from '../../../src/verify/probes/world.js'
import { planted, SECRET } from './plants.js'

function column(name: string, more: Partial<Field> = {}): Field {
  return {
    ...freeRules('string'),
    name,
    primaryKey: false,
    unique: false,
    index: false,
    references: null,
    onDelete: null,
    touched: false,
    default: null,
    generated: null,
    description: null,
    origins: {},
    ...more,
  }
}

const key = column('id', { ...freeRules('uuid'), primaryKey: true, generated: 'uuid' })

function entity(name: string, owner: string | null, ...fields: readonly Field[]): Entity {
  const rest = { description: null, managedElsewhere: false, indexes: [], origins: {} }
  return { name, table: null, owner, fields: [key, ...fields], ...rest }
}

const READER = entity('Reader', null, column('email', { unique: true, format: 'email' }), column('role'))
const SHELF = entity('Shelf', null, column('room'))
const LOAN = entity(
  'Loan',
  'reader_id',
  column('reader_id', { ...freeRules('uuid'), references: 'Reader.id' }),
  column('shelf_id', { ...freeRules('uuid'), references: 'Shelf.id' }),
  column('title'),
  column('note', { nullable: true }),
  column('state', { default: 'open' }),
)

/** A database in memory. */
class Tables implements RowStore {
  readonly rows = new Map<string, Attributes[]>()
  async store(model: string, row: Attributes, hashed: Attributes): Promise<Attributes> {
    const stored = { id: `${model} ${String((this.rows.get(model)?.length ?? 0) + 1)}`, ...row, ...hashed }
    this.rows.set(model, [...(this.rows.get(model) ?? []), stored])
    return stored
  }
  async find(model: string, like: Attributes): Promise<readonly Attributes[]> {
    return (this.rows.get(model) ?? []).filter((row) =>
      Object.entries(like).every(([name, value]) => row[name] === value),
    )
  }
  async change(model: string, like: Attributes, values: Attributes): Promise<number> {
    const found = await this.find(model, like)
    const rest = (this.rows.get(model) ?? []).filter((row) => !found.includes(row))
    this.rows.set(model, [...rest, ...found.map((row) => ({ ...row, ...values }))])
    return found.length
  }
}

async function library(rows: RowStore | null): Promise<World> {
  const { design, base, close } = await planted()
  await close()
  const ours: Design = { ...design, entities: [READER, SHELF, LOAN], operations: [] }
  return worldOf(ours, base, SECRET, rows)
}

function tableIn(world: World, name: string) {
  const table = world.backend.tables.get(name)
  if (table === undefined) throw new Error(`no ${name}`)
  return table
}

describe('a row that is stored beside the API', () => {
  test('has its owner, what it refers to, and what it cannot be without', async () => {
    const tables = new Tables()
    const world = await library(tables)
    const user = world.users.fresh()
    const loan = await storeRow(world, tableIn(world, 'Loan'), { user })
    const [stored] = tables.rows.get('Loan') ?? []
    expect(Object.keys(stored ?? {}).toSorted()).toEqual(['id', 'reader_id', 'shelf_id', 'title'])
    expect(tables.rows.get('Reader')?.map(({ id }) => id)).toEqual([user.id])
    expect(loan.values.get('shelf_id')).toBe('Shelf 1')
    expect(loan.values.get('id')).toBe('Loan 1')
  })

  test('takes the rows and values that a probe wants', async () => {
    const world = await library(new Tables())
    const user = world.users.fresh()
    const shelf = await storeRow(world, tableIn(world, 'Shelf'), { user })
    const loan = await storeRow(world, tableIn(world, 'Loan'), {
      user,
      columns: new Map<string, JsonValue>([['note', 'a needle']]),
      parent: async () => shelf,
    })
    expect(loan.values.get('shelf_id')).toBe(shelf.values.get('id'))
    expect(loan.values.get('note')).toBe('a needle')
  })

  test('is not made for a service that runs elsewhere', async () => {
    const world = await library(null)
    const making = storeRow(world, tableIn(world, 'Loan'), { user: world.users.fresh() })
    await expect(making).rejects.toThrow('no operation of the API makes a Loan')
  })
})

test('an account is stored once, and given what is asked of it', async () => {
  const tables = new Tables()
  const world = await library(tables)
  const user = world.users.fresh()
  await accountRow(world, tableIn(world, 'Reader'), user)
  await accountRow(world, tableIn(world, 'Reader'), user, new Map([['role', 'keeper']]))
  expect(tables.rows.get('Reader')?.map(({ id, role }) => [id, role])).toEqual([[user.id, 'keeper']])
})

describe('what an answer does not show of a row', () => {
  test('is read from the table, for each row of the same content once', async () => {
    const world = await library(new Tables())
    const user = world.users.fresh()
    const table = tableIn(world, 'Loan')
    const shown = new Map<string, JsonValue>([['title', 'Dune']])
    await storeRow(world, table, { user, columns: shown })
    const first = await unshownColumns(world, table, user, shown)
    await storeRow(world, table, { user, columns: shown })
    const second = await unshownColumns(world, table, user, shown)
    expect([first.get('id'), second.get('id')]).toEqual(['Loan 1', 'Loan 2'])
  })

  test('is not guessed where two rows may be the one', async () => {
    const world = await library(new Tables())
    const user = world.users.fresh()
    const table = tableIn(world, 'Loan')
    const shown = new Map<string, JsonValue>([['title', 'Dune']])
    for (const _ of [1, 2]) await storeRow(world, table, { user, columns: shown })
    expect(await unshownColumns(world, table, user, shown)).toEqual(new Map())
  })
})
