import { describe, expect, it } from 'vitest'
import type { Shape } from '../../src/claims/shape.js'
import { completeDesign } from './complete-design.js'
import type { Entity } from '../../src/design/entity.js'
import { body, draft, entity, field, operation, rules } from './fixtures/build.js'
import { clientOf } from '../interpreter/client.js'

const id = field('id', 'integer', { primaryKey: true, generated: 'autoincrement' })
const loan = entity('Loan', 'loans', [
  id,
  field('title', 'string'),
  field('note', 'string', { nullable: true }),
  field('is_returned', 'boolean', { default: false }),
  field('returned_at', 'datetime', { nullable: true }),
  field('state', 'enum', { enum: ['open', 'lost', 'archived'], default: 'open' }),
  field('code', 'string', { unique: true, nullable: true }),
])
const ids = body('ids', 'array', { items: rules('integer'), required: true, nullable: false })
const create = operation('POST /loans', {
  body: [body('title', 'string', { required: true, nullable: false })],
})

const TEXT: Shape = { kind: 'value', facts: { type: 'string' } }
const RESULTS: Shape = {
  kind: 'object',
  name: null,
  fields: [
    {
      name: 'results',
      required: true,
      nullable: false,
      shape: {
        kind: 'array',
        items: {
          kind: 'object',
          name: null,
          fields: ['id', 'status', 'error'].map((name) => ({
            name,
            shape: TEXT,
            required: true,
            nullable: name === 'error',
          })),
        },
      },
    },
  ],
}

function complete(
  name: string,
  given: Parameters<typeof operation>[1] = {},
  entities: readonly Entity[] = [loan],
) {
  const design = completeDesign(
    draft({
      entities,
      operations: [create, operation(name, { body: [ids], success: 200, ...given })],
    }),
    { claims: [], statements: [], diagnostics: [] },
    new Map([['absent-keys', 'refuse']]),
  )
  const made = design.operations.find((one) => one.id === name)
  const step = made?.steps?.find((one) => one.kind === 'changeListed')
  return { design, made, step: step?.kind === 'changeListed' ? step : undefined }
}

const example = (results: readonly { readonly [key: string]: string | number | null }[]) => ({
  name: null,
  url: null,
  request: undefined,
  status: 200,
  response: { results: [...results] },
  origins: {},
})

describe('a change of all rows that the body lists', () => {
  it.each([
    ['POST /loans/bulk-return', { field: 'is_returned', value: { kind: 'constant', value: true } }],
    ['POST /loans/bulk/archive', { field: 'state', value: { kind: 'constant', value: 'archived' } }],
  ])('takes what the word of %s says', (name, assignment) => {
    const { made, step } = complete(name)
    expect(made?.notImplemented).toBeNull()
    expect(step?.values?.[0]).toMatchObject(assignment)
  })

  it('takes the fields beside the list, and refuses a body with none of them', () => {
    const { step } = complete('PATCH /loans/bulk', {
      body: [ids, body('note', 'string'), body('title', 'string')],
    })
    expect(step?.values?.map(({ field: column }) => column)).toEqual(['note', 'title'])
    expect(step?.empty).toEqual({ status: 422, message: 'At least one field must be provided' })
  })

  it('takes the members of an object of new values, with the rules of their columns', () => {
    const changes = body('changes', 'object', {
      properties: [{ ...rules('string'), name: 'state', required: true }],
    })
    const { made, step } = complete('PATCH /loans/bulk', { body: [ids, changes] })
    expect(step?.values).toMatchObject([
      { field: 'state', value: { kind: 'member', field: 'changes', name: 'state' } },
    ])
    expect(made?.body[1]).toMatchObject({
      required: true,
      properties: [{ name: 'state', type: 'enum', enum: ['open', 'lost', 'archived'], required: false }],
    })
  })

  it('tells of each key in the words of the examples', () => {
    const { made, step } = complete('POST /loans/bulk-return', {
      responseShape: RESULTS,
      examples: [
        example([
          { id: 1, status: 'updated', error: null },
          { id: 9, status: 'not_found', error: 'Loan not found' },
        ]),
      ],
    })
    expect(step?.otherwise).toBeNull()
    expect(made?.responseBody).toMatchObject({
      members: [
        {
          kind: 'results',
          body: {
            members: [
              { key: 'id', kind: 'resultKey' },
              { key: 'status', kind: 'result', reached: 'updated', missing: 'not_found' },
              { key: 'error', kind: 'result', reached: null, missing: 'Loan not found' },
            ],
          },
        },
      ],
    })
  })

  it('is not built where nothing shows what a key of no row is told', () => {
    const { made } = complete('POST /loans/bulk-return', {
      responseShape: RESULTS,
      examples: [example([{ id: 1, status: 'updated', error: null }])],
    })
    expect(made?.notImplemented).toContain('of no row')
  })

  it.each([
    ['a unique value', [ids, body('code', 'string')], loan, 'unique'],
    ['a value that no column holds', [ids, body('colour', 'string')], loan, '"colour"'],
    [
      'a move along edges',
      [ids, body('state', 'enum', { enum: ['open', 'lost'] })],
      {
        ...loan,
        fields: loan.fields.map((one) =>
          one.name === 'state' ? { ...one, edges: [{ from: 'open', to: 'lost' }] } : one,
        ),
      },
      'edges',
    ],
  ] as const)('is not built for %s', (_what, fields, of, why) => {
    expect(complete('PATCH /loans/bulk', { body: [...fields] }, [of]).made?.notImplemented).toContain(why)
  })

  it('changes what is there and reports the rest, in the order of the list', () => {
    const changes = body('changes', 'object', {
      properties: [{ ...rules('string'), name: 'note', required: false }],
    })
    const { design } = complete('PATCH /loans/bulk', {
      body: [ids, changes],
      responseShape: RESULTS,
      examples: [
        example([
          { id: 1, status: 'updated', error: null },
          { id: 9, status: 'not_found', error: 'Loan not found' },
        ]),
      ],
    })
    const { interpreter, send } = clientOf(design)
    expect(interpreter.unsupported).toEqual([])
    for (const title of ['Dune', 'Emma']) send('POST', '/loans', { json: { title } })
    const answer = send('PATCH', '/loans/bulk', { json: { ids: [9, 2, 2], changes: { note: 'late' } } })
    expect(answer.body).toEqual({
      results: [
        { id: 9, status: 'not_found', error: 'Loan not found' },
        { id: 2, status: 'updated', error: null },
      ],
    })
    expect(interpreter.rows('Loan').map(({ values }) => values.get('note') ?? null)).toEqual([null, 'late'])
    expect(send('PATCH', '/loans/bulk', { json: { ids: [1], changes: {} } }).status).toBe(422)
  })
})
