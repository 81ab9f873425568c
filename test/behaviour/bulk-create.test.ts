import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import type { Entity } from '../../src/design/entity.js'
import { body, draft, entity, field, operation, rules } from './fixtures/build.js'
import { clientOf } from '../interpreter/client.js'

const id = field('id', 'integer', { primaryKey: true, generated: 'autoincrement' })
const parcel = entity('Parcel', 'parcels', [
  id,
  field('label', 'string', { maxLength: 20 }),
  field('size', 'enum', { enum: ['small', 'large'], default: 'small' }),
  field('note', 'string', { nullable: true }),
])
const single = operation('POST /parcels', {
  body: [
    body('label', 'string', { required: true, nullable: false, maxLength: 20 }),
    body('size', 'enum', { enum: ['small', 'large'], nullable: false, default: 'small' }),
    body('note', 'string'),
  ],
})
const listed = body('parcels', 'array', {
  items: { ...rules('object'), properties: [{ ...rules('string'), name: 'label', required: true }] },
})

function complete(given: Parameters<typeof operation>[1] = {}, of: Entity = parcel) {
  const name = 'POST /parcels/bulk'
  const design = completeDesign(
    draft({ entities: [of], operations: [single, operation(name, { body: [listed], ...given })] }),
    { claims: [], statements: [], diagnostics: [] },
    new Map(),
  )
  const made = design.operations.find((one) => one.id === name)
  return { design, made, step: made?.steps?.find((one) => one.kind === 'insertListed') }
}

describe('many rows in one request', () => {
  it('keep the rules of a single one, within a bound', () => {
    const { made, step } = complete({
      facts: { description: 'Creates parcels. At most 50 parcels per request.' },
    })
    expect(made).toMatchObject({ notImplemented: null, behaviour: 'create', name: 'bulk_create_parcels' })
    expect(made?.body).toMatchObject([
      {
        maxItems: 50,
        items: {
          properties: [
            { name: 'label', required: true, maxLength: 20 },
            { name: 'size', required: false, enum: ['small', 'large'] },
            { name: 'note', required: false, nullable: true },
          ],
        },
      },
    ])
    expect(step?.kind === 'insertListed' ? step.values : []).toMatchObject([
      { field: 'label', value: { kind: 'element', name: 'label', otherwise: null } },
      { field: 'size', value: { kind: 'element', name: 'size', otherwise: 'small' } },
      { field: 'note', value: { kind: 'element', name: 'note', otherwise: null } },
    ])
  })

  it.each([
    [
      'rows that may meet each other',
      {},
      {
        ...parcel,
        fields: parcel.fields.map((one) => (one.name === 'label' ? { ...one, unique: true } : one)),
      },
      'uniqueness',
    ],
  ] as const)('are not built for %s', (_what, given, of, why) => {
    expect(complete(given, of).made?.notImplemented).toContain(why)
  })

  it('are all stored, or none', () => {
    const { interpreter, send } = clientOf(complete().design)
    expect(interpreter.unsupported).toEqual([])
    const labels = () =>
      interpreter.rows('Parcel').map(({ values }) => [values.get('label'), values.get('size')])
    expect(send('POST', '/parcels/bulk', { json: { parcels: [{ label: 'A' }, { label: 7 }] } }).status).toBe(
      422,
    )
    expect(labels()).toEqual([])
    const made = send('POST', '/parcels/bulk', {
      json: { parcels: [{ label: 'A' }, { label: 'B', size: 'large' }] },
    })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject([{ label: 'A' }, { label: 'B' }])
    expect(labels()).toEqual([
      ['A', 'small'],
      ['B', 'large'],
    ])
  })
})
