import { describe, expect, test } from 'vitest'
import type { Entity, Field } from '../../../src/design/entity.js'
import { freeRules } from '../../../src/design/value-rules.js'
import { tableOf } from '../../../src/fastapi/table.js'
import { callerRow } from '../../../src/verify/probes/callers.js'

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

function readers(...fields: readonly Field[]): Entity {
  const rest = { description: null, managedElsewhere: false, owner: null, indexes: [], origins: {} }
  return { name: 'Reader', table: 'readers', fields, ...rest }
}

const key = column('id', { ...freeRules('uuid'), primaryKey: true, generated: 'uuid' })
const id = '00000000-0000-4000-8000-00000000000a'

describe('a row of a caller whom nobody can register', () => {
  test('has what a row cannot be without, different in each', () => {
    const email = column('email', { unique: true, format: 'email' })
    const status = column('status', { default: 'active' })
    const note = column('note', { nullable: true })
    const entity = readers(key, email, status, note)
    const table = tableOf(entity, 'Reader', [entity])
    expect(callerRow(table, id, 1)).toEqual({ id, email: 'person1@example.com' })
    expect(callerRow(table, id, 2)).toEqual({ id, email: 'person2@example.com' })
  })

  test('is not made where it needs a row of another table', () => {
    const branch: Entity = {
      ...readers(column('id', { primaryKey: true })),
      name: 'Branch',
      table: 'branches',
    }
    const entity = readers(key, column('branch_id', { references: 'branches.id' }))
    expect(callerRow(tableOf(entity, 'Reader', [entity, branch]), id, 1)).toBeNull()
  })
})
