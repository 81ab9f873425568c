import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import type { Written, WrittenSource } from './claims.js'
import { write } from './claims.js'

const CREATE = { method: 'POST', path: '/loans' } as const
const UPDATE = { method: 'PUT', path: '/loans/{id}' } as const

function exists(operation: typeof CREATE | typeof UPDATE): readonly [number, Written] {
  return [1, { subject: { kind: 'operation', ...operation }, property: 'exists', value: true }]
}

function limit(field: string, value: number): Written {
  return { subject: { kind: 'column', entity: 'Loan', field }, property: 'maxLength', value }
}

function property(
  schema: string,
  field: string,
  facts: { required: boolean; maxLength?: number },
): Written[] {
  const subject = { kind: 'property', schema, field } as const
  return [
    { subject, property: 'type', value: 'string' },
    { subject, property: 'required', value: facts.required },
    ...(facts.maxLength === undefined
      ? []
      : [{ subject, property: 'maxLength' as const, value: facts.maxLength }]),
  ]
}

function at(line: number, claims: readonly Written[]): (readonly [number, Written])[] {
  return claims.map((claim) => [line, claim])
}

function read(...sources: readonly WrittenSource[]) {
  const { reading, project } = write(...sources)
  return assembleDraft(reading, project, new Map())
}

const table: WrittenSource = {
  id: 'schema.md',
  kind: 'schema',
  claims: [
    [1, { subject: { kind: 'entity', entity: 'Loan' }, property: 'table', value: 'loans' }],
    [
      2,
      { subject: { kind: 'column', entity: 'Loan', field: 'is_late' }, property: 'type', value: 'boolean' },
    ],
    [3, { subject: { kind: 'column', entity: 'Loan', field: 'note' }, property: 'type', value: 'string' }],
    [3, limit('note', 300)],
  ],
}

describe('the body of an operation', () => {
  test('is that of the schema it names, within what its columns hold', () => {
    const draft = read(table, {
      id: 'openapi.yaml',
      kind: 'openapi',
      claims: [
        exists(CREATE),
        [2, { subject: { kind: 'operation', ...CREATE }, property: 'bodySchema', value: 'NewLoan' }],
        ...at(20, property('NewLoan', 'note', { required: true })),
        ...at(22, property('NewLoan', 'late', { required: false })),
      ],
    })
    expect(
      draft.operations[0]?.body.map(({ name, required, maxLength, column: stored, type }) => ({
        name,
        required,
        maxLength,
        stored,
        type,
      })),
    ).toEqual([
      { name: 'note', required: true, maxLength: 300, stored: 'note', type: 'string' },
      { name: 'late', required: false, maxLength: null, stored: 'is_late', type: 'string' },
    ])
  })

  test('is that of the model with a fitting name when none is named', () => {
    const draft = read(table, {
      id: 'endpoints.md',
      kind: 'endpoints',
      claims: [exists(CREATE), ...at(5, property('LoanCreate', 'note', { required: true, maxLength: 80 }))],
    })
    expect(draft.operations[0]?.body).toMatchObject([{ name: 'note', required: true, maxLength: 80 }])
  })

  test('is asked when the fitting model requires what the operation does not', () => {
    const draft = read(
      table,
      {
        id: 'endpoints.md',
        kind: 'endpoints',
        claims: [
          exists(UPDATE),
          [4, { subject: { kind: 'body', ...UPDATE, field: 'note' }, property: 'required', value: true }],
        ],
      },
      {
        id: 'models.md',
        kind: 'data-model',
        claims: at(7, property('LoanUpdate', 'note', { required: false })),
      },
    )
    expect(draft.operations[0]?.body).toMatchObject([{ name: 'note', required: true }])
    expect(draft.questions).toContainEqual(
      expect.objectContaining({
        id: 'loan-note-required',
        kind: 'conflict',
        sources: ['endpoints.md:4', 'models.md:7'],
      }),
    )
  })

  test('is the columns a client can fill when documents say nothing of it', () => {
    const draft = read(table, { id: 'endpoints.md', kind: 'endpoints', claims: [exists(CREATE)] })
    expect(draft.operations[0]?.body.map(({ name }) => name)).toEqual(['is_late', 'note'])
    expect(draft.operations[0]?.body[0]?.origins['exists']?.[0]?.kind).toBe('derived')
  })

  test('is that of another operation when a document says so', () => {
    const body = { kind: 'body', ...CREATE, field: 'note' } as const
    const draft = read(table, {
      id: 'api.md',
      kind: 'endpoints',
      claims: [
        exists(CREATE),
        exists(UPDATE),
        ...at(4, [
          { subject: body, property: 'exists', value: true },
          { subject: body, property: 'required', value: true },
          { subject: body, property: 'maxLength', value: 120 },
        ]),
        [8, { subject: { kind: 'operation', ...UPDATE }, property: 'bodyLike', value: CREATE }],
        [8, { subject: { kind: 'operation', ...UPDATE }, property: 'update', value: 'partial' }],
      ],
    })
    const shown = draft.operations.map(({ id, body: fields }) => [
      id,
      fields.map(({ name, required, maxLength }) => [name, required, maxLength]),
    ])
    expect(shown).toEqual([
      ['POST /loans', [['note', true, 120]]],
      ['PUT /loans/{id}', [['note', false, 120]]],
    ])
  })

  test('is that of a type of a frontend only where no other document describes one', () => {
    const frontend: WrittenSource = {
      id: 'types.md',
      kind: 'other',
      reader: 'typescript-types',
      claims: at(2, [
        ...property('LoanCreate', 'note', { required: true, maxLength: 9 }),
        ...property('LoanCreate', 'colour', { required: true }),
      ]),
    }
    const api: WrittenSource = { id: 'api.md', kind: 'endpoints', claims: [exists(CREATE)] }
    const models: WrittenSource = {
      id: 'plan.md',
      kind: 'plan',
      claims: at(3, property('LoanCreate', 'note', { required: false, maxLength: 200 })),
    }
    const bodyOf = (...sources: readonly WrittenSource[]) =>
      read(table, api, ...sources).operations[0]?.body.map(({ name, required, maxLength }) => [
        name,
        required,
        maxLength,
      ])
    expect(bodyOf(frontend)).toEqual([
      ['note', true, 300],
      ['colour', true, null],
    ])
    expect(bodyOf(frontend, models)).toEqual([['note', false, 200]])
  })
})

test('a refusal of empty texts refuses texts of blanks', () => {
  const refusal = (status: number, condition: string): Written => ({
    subject: { kind: 'operation', ...CREATE },
    property: 'error',
    value: { status, condition, message: null },
  })
  const blank = (...refusals: readonly Written[]) =>
    read({
      id: 'specs/api.md',
      kind: 'endpoints',
      claims: [
        exists(CREATE),
        ...at(2, [
          { subject: { kind: 'body', ...CREATE, field: 'title' }, property: 'type', value: 'string' },
          { subject: { kind: 'body', ...CREATE, field: 'shelfMark' }, property: 'type', value: 'string' },
        ]),
        ...at(3, refusals),
      ],
    }).operations[0]?.body.map(({ notBlank }) => notBlank)
  expect(blank(refusal(422, 'Title cannot be empty'))).toEqual([true, false])
  expect(blank(refusal(400, 'missing or blank shelf mark'))).toEqual([false, true])
  expect(blank(refusal(422, 'title is too long, or the body is empty'))).toEqual([false, false])
  expect(blank(refusal(404, 'empty title'))).toEqual([false, false])
})
