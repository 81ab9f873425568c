import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import { takenColumn } from '../../src/behaviour/steps/taken-column.js'
import { body, draft, entity, field, operation } from './fixtures/build.js'

const id = field('id', 'integer', { primaryKey: true, generated: 'autoincrement' })
const tool = entity('Tool', 'tools', [
  id,
  field('name', 'string'),
  field('available_copies', 'integer'),
  field('rating', 'integer'),
])
const loan = entity('Loan', 'loans', [
  id,
  field('tool_id', 'integer', { references: 'tools.id' }),
  field('quantity', 'integer'),
])
const quantity = body('quantity', 'integer', { required: true, nullable: false, minimum: 1 })
const reference = body('tool_id', 'integer', { required: true, nullable: false })

function lend(summary: string, fields = [reference, quantity], demands: readonly string[] = []) {
  const [made] = completeDesign(
    draft({
      statements: demands.map((text, index) => ({
        id: String(index),
        form: 'requirement' as const,
        label: null,
        text,
        span: { source: 'spec.md', start: 0, end: text.length },
        headings: [],
      })),
      entities: [tool, loan],
      operations: [
        operation('POST /loans', {
          summary,
          body: fields,
          errors: [409],
          errorFacts: [{ status: 409, condition: 'not enough copies', message: 'Too few copies left' }],
        }),
      ],
    }),
    { claims: [], statements: [], diagnostics: [] },
  ).operations
  return made
}

describe('takenColumn', () => {
  it.each([
    ['Lends a tool and decrements the available copies', 'decrements the available copies'],
    ['the number of copies is decremented', 'copies is decremented'],
    ['deducts the quantity from available_copies', 'deducts the quantity from available_copies'],
  ])('finds in %j the words %j', (text, words) => {
    expect(takenColumn(text, tool)).toMatchObject({ column: { name: 'available_copies' }, words })
  })

  it.each(['Lends a tool', 'decrements the rating of copies', 'deducts the fee'])(
    'finds nothing in %j',
    (text) => {
      expect(takenColumn(text, tool)).toBeNull()
    },
  )
})

describe('an operation that takes from a stock', () => {
  it('takes what the body counts, before the row is made', () => {
    const steps = lend('Lends a tool and decrements the available copies')?.steps ?? []
    expect(steps.map(({ kind }) => kind)).toEqual(['find', 'take', 'insert', 'respond'])
    expect(steps[1]).toMatchObject({
      kind: 'take',
      row: 'tool',
      field: 'available_copies',
      amount: { kind: 'body', field: 'quantity' },
      otherwise: { status: 409, message: 'Too few copies left' },
    })
  })

  it('stays unbuilt where the words name another effect too', () => {
    const made = lend('Lends a tool, decrements the available copies and notifies the owner')
    expect(made?.steps).toBeNull()
    expect(made?.notImplemented).toContain('notifies the o')
  })

  it('stays unbuilt where the count may be absent', () => {
    const made = lend('Lends a tool and decrements the available copies', [
      reference,
      { ...quantity, required: false },
    ])
    expect(made?.steps).toBeNull()
  })

  it.each([
    ['the count may be absent', [reference, { ...quantity, required: false }]],
    ['the row need not be named', [{ ...reference, required: false }, quantity]],
  ])('stays unbuilt where only a statement demands it and %s', (_why, fields) => {
    const made = lend('Lends a tool', fields, [
      'When a loan is created, the available copies are decremented',
    ])
    expect(made?.steps).toBeNull()
    expect(made?.notImplemented).toContain('Tool.available_copies is to fall')
  })
})
