import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import { body, draft, entity, field, operation } from './fixtures/build.js'

const LOAN = entity('Loan', 'loans', [
  field('id', 'integer', { primaryKey: true, generated: 'autoincrement' }),
  field('title', 'string'),
  field('due_on', 'date'),
])

function loansWith(change: readonly ReturnType<typeof body>[]) {
  return completeDesign(
    draft({
      entities: [LOAN],
      operations: [
        operation('POST /loans', { body: [body('title', 'string', { required: true })] }),
        operation('PATCH /loans/{id}', { body: change }),
      ],
    }),
    { claims: [], statements: [], diagnostics: [] },
    new Map(),
  )
}

describe('a column that only a change gives a value', () => {
  it('is empty in a new row, and asked', () => {
    const { entities, operations, questions } = loansWith([body('title', 'string'), body('due_on', 'date')])
    expect(operations[0]?.notImplemented).toBeNull()
    expect(entities[0]?.fields.find(({ name }) => name === 'due_on')?.nullable).toBe(true)
    expect(questions.find(({ id }) => id === 'loan-due-on-initial')).toMatchObject({
      about: 'Loan.due_on is given only by a later change, and nothing says what a new row has.',
      recommended: 'null',
      blocking: false,
    })
  })

  it('stays unknown where no change takes it', () => {
    const [create] = loansWith([body('title', 'string')]).operations
    expect(create?.notImplemented).toBe('nothing gives Loan.due_on its value')
  })
})
