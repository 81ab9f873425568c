import { describe, expect, it } from 'vitest'
import type { Shape, ShapeField } from '../../src/claims/shape.js'
import { completeDesign } from './complete-design.js'
import { FORM_TYPE, formBody } from '../../src/verify/probes/form.js'
import { clientOf } from '../interpreter/client.js'
import { body, draft, entity, field, operation, rules } from './fixtures/build.js'

const parcel = entity('Parcel', 'parcels', [
  field('id', 'integer', { primaryKey: true, generated: 'autoincrement' }),
  field('label', 'string', { maxLength: 20 }),
  field('weight', 'integer', { nullable: true, minimum: 1 }),
])
const fields = [
  body('label', 'string', { required: true, nullable: false, minLength: 1, maxLength: 20 }),
  body('weight', 'integer', { minimum: 1 }),
]
const single = operation('POST /parcels', { body: fields })

function value(type: 'integer' | 'string'): Shape {
  return { kind: 'value', facts: { type } }
}

function member(name: string, shape: Shape): ShapeField {
  return { name, shape, required: true, nullable: false }
}

function object(...members: readonly ShapeField[]): Shape {
  return { kind: 'object', name: null, fields: members }
}

const report = object(
  member('imported', value('integer')),
  member('failed', value('integer')),
  member('errors', {
    kind: 'array',
    items: object(member('row', value('integer')), member('message', value('string'))),
  }),
)

function complete(id: string, given: Parameters<typeof operation>[1]) {
  const design = completeDesign(
    draft({ entities: [parcel], operations: [single, operation(id, given)] }),
    { claims: [], statements: [], diagnostics: [] },
    new Map(),
  )
  const made = design.operations.find((one) => one.id === id)
  return { design, made, step: made?.steps?.find((one) => one.kind === 'insertApart') }
}

const file = body('file', 'bytes', { required: true, nullable: false })

function importing(given: Parameters<typeof operation>[1] = {}) {
  return complete('POST /parcels/import', { body: [file], success: 200, responseShape: report, ...given })
}

describe('a file of rows', () => {
  it('is read by the rules of a single creation, within bounds', () => {
    const { made, step } = importing({
      facts: { description: 'Imports parcels from a CSV file of at most 2 MB and at most 50 rows.' },
    })
    expect(made).toMatchObject({ notImplemented: null, bodyModel: null })
    expect(step).toMatchObject({
      list: 'file',
      first: 1,
      members: [
        { name: 'label', required: true, maxLength: 20 },
        { name: 'weight', required: false, nullable: true },
      ],
      file: { maxBytes: 2 * 1024 * 1024, maxRows: 50, tooLarge: { status: 413 } },
      otherwise: null,
    })
  })

  it('counts the line of titles where the report calls rows by lines', () => {
    expect(importing({ facts: { description: 'Rows are told by their line number.' } }).step?.first).toBe(2)
  })

  it('holds the columns that the words list', () => {
    const { step } = importing({
      facts: { description: 'Imports a CSV file with the columns: label and weight.' },
    })
    expect(step?.members.map(({ name }) => name)).toEqual(['label', 'weight'])
    const strange = importing({
      facts: { description: 'Imports a CSV file with the columns label, colour.' },
    })
    expect(strange.made?.notImplemented).toContain('"colour"')
  })

  it('gives no row where one is bad and the words say so', () => {
    const { step } = importing({ facts: { description: 'Imports parcels from a CSV file, all or nothing.' } })
    expect(step?.otherwise).toMatchObject({ status: 422 })
  })

  it('is taken from a field `file` where no document describes the form', () => {
    const { made } = importing({ body: [], facts: { description: 'Imports parcels from a CSV file.' } })
    expect(made?.body).toMatchObject([{ name: 'file', type: 'bytes', required: true }])
  })

  it('becomes rows, and its bad rows are reported', () => {
    const { interpreter, send } = clientOf(importing().design)
    expect(interpreter.unsupported).toEqual([])
    const sent = (text: string) =>
      send('POST', '/parcels/import', {
        headers: { 'content-type': FORM_TYPE },
        bytes: formBody([
          { field: 'file', name: 'parcels.csv', type: 'text/csv', content: Buffer.from(text) },
        ]),
      })
    expect(sent('\uFEFFlabel,weight\r\n"Tea, green",4\n,2\nCup,0\n\nJar,\nLid,1,9\n').body).toEqual({
      imported: 2,
      failed: 3,
      errors: [
        { row: 2, message: 'label: Field required' },
        { row: 3, message: 'weight: Input should be greater than or equal to 1' },
        { row: 6, message: 'cell 3: Extra inputs are not permitted' },
      ],
    })
    expect(
      interpreter.rows('Parcel').map(({ values }) => [values.get('label'), values.get('weight')]),
    ).toEqual([
      ['Tea, green', 4],
      ['Jar', null],
    ])
    expect(sent('weight\n3\n').status).toBe(422)
    expect(sent('').status).toBe(422)
    expect(sent('label\n"Tea\n').status).toBe(422)
  })
})

describe('a list of which the good elements are kept', () => {
  const results = object(
    member('results', {
      kind: 'array',
      items: object(
        member('index', value('integer')),
        member('status', { kind: 'value', facts: { type: 'enum', enum: ['created', 'error'] } }),
        member('id', value('integer')),
        member('error', value('string')),
      ),
    }),
  )
  const items = body('items', 'array', {
    required: true,
    nullable: false,
    items: { ...rules('object'), properties: [{ ...rules('string'), name: 'label', required: true }] },
  })

  it('has an outcome for each, in its order', () => {
    const { design, made } = complete('POST /parcels/bulk', {
      body: [items],
      bodyIsArray: true,
      success: 207,
      responseShape: results,
    })
    expect(made?.notImplemented).toBeNull()
    const { interpreter, send } = clientOf(design)
    expect(interpreter.unsupported).toEqual([])
    const answer = send('POST', '/parcels/bulk', { json: [{ label: 'A' }, { label: 7 }, { label: 'B' }] })
    expect(answer).toMatchObject({
      status: 207,
      body: {
        results: [
          { index: 0, status: 'created', id: 1, error: null },
          { index: 1, status: 'error', id: null, error: 'label: Input should be a valid string' },
          { index: 2, status: 'created', id: 2, error: null },
        ],
      },
    })
    expect(send('POST', '/parcels/bulk', { json: { items: [] } }).status).toBe(422)
  })
})
