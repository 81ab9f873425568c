import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import type { Entity } from '../../src/design/entity.js'
import type { Step } from '../../src/design/step.js'
import type { BodyField } from '../../src/design/operation.js'
import { body, draft, entity, field, operation, rules } from './fixtures/build.js'

const id = field('id', 'integer', { primaryKey: true, generated: 'autoincrement' })
const seed = entity('Seed', 'seeds', [
  id,
  field('name', 'string'),
  field('price', 'decimal'),
  field('packets_left', 'integer'),
])
const parcel = entity('Parcel', 'parcels', [id, field('gardener', 'string'), field('total', 'decimal')])
const COLUMNS = [
  id,
  field('parcel_id', 'integer', { references: 'parcels.id' }),
  field('seed_id', 'integer', { references: 'seeds.id' }),
  field('quantity', 'integer'),
  field('unit_price', 'decimal'),
  field('seed_name', 'string'),
  field('subtotal', 'decimal'),
]
const line = entity('ParcelLine', 'parcel_lines', COLUMNS)
const gardener = body('gardener', 'string', { required: true, nullable: false })
const lines = body('lines', 'array', {
  required: true,
  nullable: false,
  items: {
    ...rules('object'),
    properties: [
      { ...rules('integer'), name: 'seed_id', required: true },
      { ...rules('integer'), name: 'quantity', required: true, minimum: 1 },
    ],
  },
})

function send(summary: string, child: Entity = line, list: BodyField = lines) {
  const [made] = completeDesign(
    draft({
      entities: [seed, parcel, child],
      operations: [operation('POST /parcels', { summary, body: [gardener, list], errors: [404, 409] })],
    }),
    { claims: [], statements: [], diagnostics: [] },
  ).operations
  return made
}

function stepOf<K extends Step['kind']>(steps: readonly Step[] | null | undefined, kind: K) {
  return steps?.find((step): step is Extract<Step, { kind: K }> => step.kind === kind)
}

describe('an array of the body that becomes rows', () => {
  const steps = send('Sends a parcel and decrements the packets left')?.steps

  it('is stored after the row, what it refers to found and taken from before', () => {
    expect(steps?.map(({ kind }) => kind)).toEqual([
      'findEach',
      'takeEach',
      'insert',
      'insertEach',
      'respond',
    ])
  })

  it('finds what its elements refer to, or answers as for an absent row', () => {
    expect(stepOf(steps, 'findEach')).toMatchObject({
      entity: 'Seed',
      key: 'id',
      member: 'seed_id',
      otherwise: { status: 404, message: 'Seed not found' },
    })
  })

  it('takes what an element counts', () => {
    expect(stepOf(steps, 'takeEach')).toMatchObject({ field: 'packets_left', amount: 'quantity' })
  })

  it('copies what the elements refer to, and multiplies', () => {
    const price = { from: 'found', rows: 'found_seeds', member: 'seed_id', field: 'price' }
    const quantity = { from: 'element', name: 'quantity' }
    expect(stepOf(steps, 'insertEach')?.values).toEqual([
      { field: 'seed_id', factors: [{ from: 'element', name: 'seed_id' }] },
      { field: 'quantity', factors: [quantity] },
      { field: 'unit_price', factors: [price] },
      { field: 'seed_name', factors: [{ ...price, field: 'name' }] },
      { field: 'subtotal', factors: [price, quantity] },
    ])
    const total = stepOf(steps, 'insert')?.values.find(({ field: name }) => name === 'total')
    expect(total?.value).toEqual({ kind: 'sumEach', list: 'lines', factors: [price, quantity] })
  })

  it('takes nothing where no words say so', () => {
    expect(stepOf(send('Sends a parcel')?.steps, 'takeEach')).toBeUndefined()
  })

  it('stays unbuilt where a column of its rows has no value', () => {
    const child = entity('ParcelLine', 'parcel_lines', [...COLUMNS, field('colour', 'string')])
    expect(send('Sends a parcel', child)?.notImplemented).toBe('nothing gives ParcelLine.colour its value')
  })

  it('stays unbuilt where it may be left out', () => {
    expect(send('Sends a parcel', line, { ...lines, required: false })?.notImplemented).toBe(
      'the list "lines" may be left out',
    )
  })
})
