import { describe, expect, test } from 'vitest'
import type { Entity, Field } from '../../src/design/entity.js'
import { impliedReferences } from '../../src/design/implied-references.js'
import { freeRules } from '../../src/design/value-rules.js'

const claimed = [{ kind: 'derived', why: 'a document says so', from: [] }] as const

function field(name: string, change: Partial<Field> = {}): Field {
  return {
    ...freeRules('string'),
    name,
    nullable: false,
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
    ...change,
  }
}

function entity(name: string, fields: readonly Field[], owner: string | null = null): Entity {
  const rest = { table: null, description: null, managedElsewhere: false, indexes: [], origins: {} }
  return { ...rest, name, owner, fields }
}

const key = field('id', { type: 'uuid', primaryKey: true, origins: { type: claimed } })

describe('columns without a type', () => {
  const [, , label] = impliedReferences([
    entity('Basket', [key]),
    entity('GrowerProfile', [key]),
    entity(
      'Label',
      [
        field('basket_id'),
        field('grower_id'),
        field('basketId', { origins: { type: claimed } }),
        field('lot_id'),
        field('user_id'),
      ],
      'user_id',
    ),
  ])

  test('refer to the table that they are called after, with the type of its key', () => {
    expect(label?.fields.map(({ name, type, references }) => [name, type, references])).toEqual([
      ['basket_id', 'uuid', 'Basket.id'],
      ['grower_id', 'uuid', 'GrowerProfile.id'],
      ['basketId', 'string', null],
      ['lot_id', 'string', null],
      ['user_id', 'string', null],
    ])
  })
})
