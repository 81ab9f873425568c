import { describe, expect, it } from 'vitest'
import type { Draft } from '../../src/design/draft.js'
import { completeDesign } from './complete-design.js'
import { body, draft, entity, field, operation } from './fixtures/build.js'

const LOAN = entity('Loan', 'loans', [
  field('id', 'integer', { primaryKey: true, generated: 'autoincrement' }),
  field('title', 'string'),
  field('state', 'enum', { enum: ['requested', 'lent', 'returned'] }),
])

function designWith(
  operations: Draft['operations'],
  answers: ReadonlyMap<string, string> = new Map(),
  loan = LOAN,
) {
  return completeDesign(
    draft({ entities: [loan], operations }),
    { claims: [], statements: [], diagnostics: [] },
    answers,
  )
}

const CREATE = operation('POST /loans', { body: [body('title', 'string', { required: true })] })

describe('what a new row begins as', () => {
  it('is the first of its states, and asked', () => {
    const { operations, questions } = designWith([CREATE])
    expect(operations[0]?.steps?.[0]).toMatchObject({
      kind: 'insert',
      values: [{ field: 'title' }, { field: 'state', value: { kind: 'constant', value: 'requested' } }],
    })
    expect(questions.find(({ id }) => id === 'loan-state-default')).toMatchObject({
      recommended: 'requested',
      options: [{ id: 'requested' }, { id: 'lent' }, { id: 'returned' }],
    })
  })

  it('is what a person decides', () => {
    const { operations } = designWith([CREATE], new Map([['loan-state-default', 'lent']]))
    expect(operations[0]?.steps?.[0]).toMatchObject({ values: [{}, { value: { value: 'lent' } }] })
  })

  it('is the middle of a scale', () => {
    const priority = field('priority', 'enum', { enum: ['low', 'medium', 'high'] })
    const { operations } = designWith([CREATE], new Map(), {
      ...LOAN,
      fields: [...LOAN.fields.slice(0, 2), priority],
    })
    expect(operations[0]?.steps?.[0]).toMatchObject({ values: [{}, { value: { value: 'medium' } }] })
  })

  it('is not known of a kind or a role', () => {
    const role = field('role', 'enum', { enum: ['admin', 'reader'] })
    const { operations } = designWith([CREATE], new Map(), {
      ...LOAN,
      fields: [...LOAN.fields.slice(0, 2), role],
    })
    expect(operations[0]?.notImplemented).toBe('nothing gives Loan.role its value')
  })
})

describe('a move of which no document says where it begins', () => {
  const move = (more: Parameters<typeof operation>[1]) => operation('POST /loans/{id}/return', more)

  it('begins at the first state where other states are refused', () => {
    const [moved] = designWith([move({ errors: [404, 409] })]).operations
    expect(moved?.steps).toContainEqual(
      expect.objectContaining({
        kind: 'check',
        condition: expect.objectContaining({ kind: 'oneOf', values: ['requested'] }),
      }),
    )
  })

  it('is not built where it is refused for something else', () => {
    const fact = { status: 409, condition: 'A fine is open', message: null }
    expect(designWith([move({ errors: [409], errorFacts: [fact] })]).operations[0]?.notImplemented).toBe(
      'when “A fine is open” is so is not understood',
    )
  })

  it('is not built where it is to do a second thing', () => {
    const summary = 'Return a loan and bill its reader'
    expect(designWith([move({ summary })]).operations[0]?.notImplemented).toBe(
      'it is to do more than change the state of Loan (“and bill its reader”)',
    )
  })
})

describe('a list whose path names a state', () => {
  it('shows the rows in it', () => {
    const [list] = designWith([operation('GET /loans/returned')]).operations
    expect(list?.steps?.[0]).toMatchObject({
      kind: 'select',
      filters: [{ field: 'state', comparison: 'equal', value: { kind: 'constant', value: 'returned' } }],
    })
  })
})

describe('an answer to a removal', () => {
  it('tells which row is gone', () => {
    const value = (type: 'integer' | 'boolean', name: string) => ({
      name,
      required: true,
      nullable: false,
      shape: { kind: 'value', facts: { type } } as const,
    })
    const inner = {
      kind: 'object',
      name: null,
      fields: [value('integer', 'id'), value('boolean', 'deleted')],
    } as const
    const [removed] = designWith([
      operation('DELETE /loans/{id}', {
        success: 200,
        responseShape: {
          kind: 'object',
          name: null,
          fields: [{ name: 'data', required: true, nullable: false, shape: inner }],
        },
      }),
    ]).operations
    expect(removed?.responseBody).toMatchObject({
      members: [
        {
          key: 'data',
          body: {
            members: [
              { key: 'id', kind: 'column' },
              { key: 'deleted', value: true },
            ],
          },
        },
      ],
    })
  })
})
