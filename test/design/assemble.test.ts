import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import type { WrittenSource } from './claims.js'
import { write } from './claims.js'

const LOANS = { method: 'POST', path: '/api/{user_id}/loans' } as const

const endpoints: WrittenSource = {
  id: 'specs/api/endpoints.md',
  kind: 'endpoints',
  claims: [
    [1, { subject: { kind: 'service' }, property: 'authScheme', value: 'bearer-jwt' }],
    [
      2,
      {
        subject: { kind: 'service' },
        property: 'error',
        value: { status: 401, condition: 'no token', message: null },
      },
    ],
    [5, { subject: { kind: 'operation', ...LOANS }, property: 'exists', value: true }],
    [6, { subject: { kind: 'operation', ...LOANS }, property: 'success', value: 201 }],
    [7, { subject: { kind: 'body', ...LOANS, field: 'note' }, property: 'maxLength', value: 200 }],
    [7, { subject: { kind: 'body', ...LOANS, field: 'note' }, property: 'required', value: false }],
    [
      8,
      {
        subject: { kind: 'operation', ...LOANS },
        property: 'error',
        value: { status: 422, condition: 'note too long', message: null },
      },
    ],
  ],
}

const schema: WrittenSource = {
  id: 'specs/database/schema.md',
  kind: 'schema',
  claims: [
    [1, { subject: { kind: 'entity', entity: 'Loan' }, property: 'table', value: 'loans' }],
    [2, { subject: { kind: 'column', entity: 'loans', field: 'note' }, property: 'type', value: 'string' }],
    [2, { subject: { kind: 'column', entity: 'loans', field: 'note' }, property: 'maxLength', value: 500 }],
    [3, { subject: { kind: 'column', entity: 'Loan', field: 'user_id' }, property: 'type', value: 'string' }],
    [
      4,
      {
        subject: { kind: 'column', entity: 'Loan', field: 'is_returned' },
        property: 'type',
        value: 'boolean',
      },
    ],
  ],
}

describe('assembleDraft', () => {
  test('brings the names of one entity together', () => {
    const { reading, project } = write(endpoints, schema)
    const { entities } = assembleDraft(reading, project, new Map())
    expect(
      entities.map(({ name, table, owner, fields }) => ({
        name,
        table,
        owner,
        fields: fields.map((field) => field.name),
      })),
    ).toEqual([
      { name: 'Loan', table: 'loans', owner: 'user_id', fields: ['note', 'user_id', 'is_returned'] },
    ])
  })

  test('settles an operation and keeps where each value comes from', () => {
    const { reading, project } = write(endpoints, schema)
    const [operation] = assembleDraft(reading, project, new Map()).operations
    expect(operation).toMatchObject({
      id: 'POST /api/{user_id}/loans',
      access: 'owner',
      success: 201,
      errors: [401, 422],
      resource: 'loans',
      body: [{ name: 'note', maxLength: 200, required: false, column: 'note', type: 'string' }],
    })
    expect(operation?.origins['success']).toEqual([
      { kind: 'claim', reader: 'test', span: { source: 'specs/api/endpoints.md', start: 50, end: 55 } },
    ])
  })

  test('asks when a weaker document gives another status, and takes the answer', () => {
    const feature: WrittenSource = {
      id: 'specs/features/loans.md',
      kind: 'feature',
      claims: [[9, { subject: { kind: 'operation', ...LOANS }, property: 'success', value: 200 }]],
    }
    const { reading, project } = write(endpoints, schema, feature)
    const draft = assembleDraft(reading, project, new Map())
    expect(draft.operations[0]?.success).toBe(201)
    expect(draft.questions).toMatchObject([
      {
        id: 'post-api-user-id-loans-success',
        kind: 'conflict',
        blocking: false,
        sources: ['specs/api/endpoints.md:6', 'specs/features/loans.md:9'],
        options: [{ id: '201' }, { id: '200' }],
        recommended: '201',
        answer: null,
      },
    ])
    const answered = assembleDraft(reading, project, new Map([['post-api-user-id-loans-success', '200']]))
    expect(answered.operations[0]?.success).toBe(200)
    expect(answered.operations[0]?.origins['success']?.[0]).toEqual({
      kind: 'answer',
      question: 'post-api-user-id-loans-success',
      option: '200',
    })
    expect(answered.assumptions).toEqual([])
  })

  test('lets the contract of a later feature replace an earlier one', () => {
    const contract = (feature: number, success: number): WrittenSource => ({
      id: `specs/${feature}/contracts/api.yaml`,
      kind: 'openapi',
      feature,
      claims: [
        [
          3,
          {
            subject: { kind: 'operation', method: 'POST', path: '/api/parcels/' },
            property: 'exists',
            value: true,
          },
        ],
        [
          4,
          {
            subject: { kind: 'operation', method: 'POST', path: '/api/parcels' },
            property: 'success',
            value: success,
          },
        ],
      ],
    })
    const { reading, project } = write(contract(1, 201), contract(2, 200))
    const draft = assembleDraft(reading, project, new Map())
    expect(draft.operations.map(({ id, success }) => [id, success])).toEqual([['POST /api/parcels', 200]])
    expect(draft.questions).toContainEqual(
      expect.objectContaining({ id: 'post-api-parcels-success', blocking: true }),
    )
  })

  test('makes a question of every marked gap', () => {
    const spec: WrittenSource = {
      id: 'specs/1/spec.md',
      kind: 'feature',
      feature: 1,
      claims: [],
      statements: [[12, '[NEEDS CLARIFICATION: how many loans may a reader have?]']],
    }
    const { reading, project } = write(spec)
    expect(assembleDraft(reading, project, new Map()).questions).toMatchObject([
      { id: 'clarify-how-many-loans-may-a-reader-have', blocking: true, sources: ['specs/1/spec.md:12'] },
    ])
  })
})
