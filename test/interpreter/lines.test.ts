import { describe, expect, it } from 'vitest'
import { completeDesign } from '../behaviour/complete-design.js'
import { body, draft, entity, field, operation, rules } from '../behaviour/fixtures/build.js'
import { clientOf } from './client.js'

const id = field('id', 'integer', { primaryKey: true, generated: 'autoincrement' })
const given = { required: true, nullable: false }

const design = completeDesign(
  draft({
    entities: [
      entity('Seed', 'seeds', [id, field('price', 'integer'), field('packets_left', 'integer')]),
      entity('Parcel', 'parcels', [id, field('gardener', 'string'), field('total', 'integer')]),
      entity('ParcelLine', 'parcel_lines', [
        id,
        field('parcel_id', 'integer', { references: 'parcels.id' }),
        field('seed_id', 'integer', { references: 'seeds.id' }),
        field('quantity', 'integer'),
        field('unit_price', 'integer'),
      ]),
    ],
    operations: [
      operation('POST /seeds', {
        body: [body('price', 'integer', given), body('packets_left', 'integer', given)],
      }),
      operation('POST /parcels', {
        summary: 'Sends a parcel and decrements the packets left',
        body: [
          body('gardener', 'string', given),
          body('lines', 'array', {
            ...given,
            items: {
              ...rules('object'),
              properties: [
                { ...rules('integer'), name: 'seed_id', required: true },
                { ...rules('integer'), name: 'quantity', required: true },
              ],
            },
          }),
        ],
      }),
    ],
  }),
  { claims: [], statements: [], diagnostics: [] },
)

function shed() {
  const { interpreter, send } = clientOf(design)
  const column = (table: string, name: string) =>
    interpreter.rows(table).map(({ values }) => values.get(name))
  send('POST', '/seeds', { json: { price: 3, packets_left: 5 } })
  const order = (...lines: readonly (readonly [number, number])[]) =>
    send('POST', '/parcels', {
      json: { gardener: 'Ida', lines: lines.map(([seed, quantity]) => ({ seed_id: seed, quantity })) },
    }).status
  return { interpreter, column, order }
}

describe('lines of a body', () => {
  it('become rows with the price of that time, and take from the stock together', () => {
    const { interpreter, column, order } = shed()
    expect(interpreter.unsupported).toEqual([])
    expect(order([1, 2], [1, 1])).toBe(201)
    expect(column('ParcelLine', 'unit_price')).toEqual([3, 3])
    expect(column('ParcelLine', 'quantity')).toEqual([2, 1])
    expect(column('Parcel', 'total')).toEqual([9])
    expect(column('Seed', 'packets_left')).toEqual([2])
  })

  it.each([
    [
      'too many together',
      [
        [1, 3],
        [1, 3],
      ],
      409,
    ],
    ['a negative count', [[1, -1]], 409],
    [
      'an unknown seed',
      [
        [1, 1],
        [2, 1],
      ],
      404,
    ],
  ] as const)('leave nothing behind for %s', (_, lines, status) => {
    const { column, order } = shed()
    expect(order(...lines)).toBe(status)
    expect(column('Parcel', 'id')).toEqual([])
    expect(column('ParcelLine', 'id')).toEqual([])
    expect(column('Seed', 'packets_left')).toEqual([5])
  })
})
