import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/design/design.js'
import type { Field } from '../../src/design/entity.js'
import { brokenConstraint } from '../../src/interpreter/constraints.js'
import { removeRow } from '../../src/interpreter/removal.js'
import { NO_ROWS, Transaction } from '../../src/interpreter/store.js'
import type { Row, Stored } from '../../src/interpreter/stored.js'
import { tablesOf } from '../../src/interpreter/table.js'
import { column, entity } from '../fastapi/fixtures/build.js'
import { library } from '../fastapi/fixtures/library.js'

const row = (serial: number, values: Record<string, Stored>): Row => ({
  serial,
  values: new Map(Object.entries(values)),
})

/** Routes with parcels that refer to them. */
function parcels(onDelete: Field['onDelete']): Design {
  return {
    ...library,
    entities: [
      entity('Route', [column('id', 'integer', { primaryKey: true })]),
      entity('Parcel', [
        column('id', 'integer', { primaryKey: true }),
        column('code', 'string', { unique: true, nullable: true }),
        column('weight', 'number', { exclusiveMinimum: 0, nullable: true }),
        column('route_id', 'integer', { references: 'routes.id', nullable: true, onDelete }),
      ]),
    ],
  }
}

function transactionWith(...rows: readonly Row[]): Transaction {
  const transaction = new Transaction(NO_ROWS)
  transaction.put('Route', row(1, { id: 1 }))
  for (const parcel of rows) transaction.put('Parcel', parcel)
  return transaction
}

const NONE = { duplicate: null, referred: null }

describe('brokenConstraint', () => {
  const tables = tablesOf(parcels(null))

  it('lets rows pass that keep all constraints; nothing is not equal to nothing', () => {
    const transaction = transactionWith(row(2, { id: 1, route_id: 1 }), row(3, { id: 2 }))
    expect(brokenConstraint(transaction, tables, NONE)).toBeNull()
  })

  it('answers twins as specified, or with 409', () => {
    const transaction = transactionWith(row(2, { id: 1, code: 'x' }), row(3, { id: 2, code: 'x' }))
    expect(brokenConstraint(transaction, tables, NONE)).toMatchObject({ status: 409 })
    const failure = { status: 400, message: 'Code is taken' }
    expect(brokenConstraint(transaction, tables, { ...NONE, duplicate: failure })).toMatchObject({
      status: 400,
      detail: 'Code is taken',
    })
  })

  it.each([{ id: 1, weight: 0 }, { id: 1, route_id: 7 }, { code: 'no key' }])('refuses %o', (values) => {
    expect(brokenConstraint(transactionWith(row(2, values)), tables, NONE)).toMatchObject({ status: 422 })
  })
})

describe('removeRow', () => {
  it.each([
    ['cascade', [], null],
    ['set-null', [null], null],
    ['restrict', [1], 422],
    [null, [1], 422],
  ] as const)('with %s leaves %o', (onDelete, expected, status) => {
    const tables = tablesOf(parcels(onDelete))
    const transaction = transactionWith(row(2, { id: 1, route_id: 1 }))
    removeRow(transaction, tables, 'Route', row(1, { id: 1 }))
    expect(transaction.rows('Parcel').map(({ values }) => values.get('route_id'))).toEqual(expected)
    expect(brokenConstraint(transaction, tables, NONE)?.status ?? null).toBe(status)
    const referred = { status: 409, message: 'Route still has parcels' }
    const told = brokenConstraint(transaction, tables, { ...NONE, referred })
    expect(told?.status ?? null).toBe(status === null ? null : 409)
  })
})
