import { describe, expect, it } from 'vitest'
import type { Shape } from '../../src/claims/shape.js'
import type { Entity } from '../../src/design/entity.js'
import { withNamedRows } from '../../src/design/named-rows.js'

const entity = (name: string): Entity => ({
  name,
  table: null,
  description: null,
  managedElsewhere: false,
  owner: null,
  fields: [],
  indexes: [],
  origins: {},
})

const packet = entity('SeedPacket')
const grower = entity('Grower')

const object = (...names: readonly string[]): Shape => ({
  kind: 'object',
  name: null,
  fields: names.map((name) => ({ name, shape: { kind: 'unknown' }, required: true, nullable: false })),
})

const shapes = (shape: Shape | null) =>
  shape?.kind === 'object' ? shape.fields.map(({ shape: inner }) => inner) : []

describe('rows that a response only names', () => {
  const entities = [packet, grower]

  it('takes the name of an entity, or the last word of the own one, for its row', () => {
    const read = withNamedRows(object('packet', 'grower', 'until'), packet, entities, false)
    expect(shapes(read)).toEqual([
      { kind: 'reference', name: 'SeedPacket' },
      { kind: 'reference', name: 'Grower' },
      { kind: 'unknown' },
    ])
  })

  it('takes plurals and items for rows, items only in lists', () => {
    const rows: Shape = { kind: 'array', items: { kind: 'reference', name: 'SeedPacket' } }
    expect(shapes(withNamedRows(object('seed_packets', 'items'), packet, entities, true))).toEqual([
      rows,
      rows,
    ])
    expect(shapes(withNamedRows(object('items'), packet, entities, false))).toEqual([{ kind: 'unknown' }])
  })

  it('leaves other shapes alone', () => {
    expect(withNamedRows({ kind: 'empty' }, packet, entities, true)).toEqual({ kind: 'empty' })
    expect(withNamedRows(null, packet, entities, true)).toBeNull()
  })
})
