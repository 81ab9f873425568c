import { describe, expect, test } from 'vitest'
import type { Entity, Field } from '../../src/design/entity.js'
import { referencedKeys } from '../../src/design/referenced-keys.js'
import { freeRules } from '../../src/design/value-rules.js'

function column(name: string, references: string | null, primaryKey = false): Field {
  return {
    ...freeRules('uuid'),
    name,
    primaryKey,
    unique: false,
    index: false,
    references,
    onDelete: null,
    touched: false,
    default: null,
    generated: null,
    description: null,
    origins: {},
  }
}

function entity(name: string, table: string | null, ...fields: readonly Field[]): Entity {
  const rest = { description: null, managedElsewhere: false, owner: null, indexes: [], origins: {} }
  return { name, table, fields: [column('id', null, true), ...fields], ...rest }
}

describe('references', () => {
  test.each([
    ['harbour.berth.id', 'harbour.berth.id'],
    ['harbour.berth.code', 'harbour.berth.code'],
    ['harbour.berth', 'harbour.berth.id'],
    ['Berth', 'Berth.id'],
    ['harbour.pier.id', 'harbour.pier.id'],
    ['users.id', 'users.id'],
  ])('%s names %s', (written, meant) => {
    const boat = entity('Boat', null, column('berth_id', written))
    const [, read] = referencedKeys([entity('Berth', 'harbour.berth'), boat])
    expect(read?.fields[1]?.references).toBe(meant)
  })
})
