import { describe, expect, it } from 'vitest'
import { DocumentedModels } from '../../../src/behaviour/names/documented.js'
import type { DraftSchema } from '../../../src/design/draft.js'
import { LIBRARY } from '../fixtures/library.js'

function schema(name: string, ...fields: readonly string[]): DraftSchema {
  return {
    name,
    shape: {
      kind: 'object',
      name,
      fields: fields.map((field) => ({
        name: field,
        shape: { kind: 'value', facts: {} },
        required: true,
        nullable: false,
      })),
    },
  }
}

const models = new DocumentedModels(
  {
    ...LIBRARY,
    schemas: [
      schema('LoanCreate', 'book_id', 'note'),
      schema('LoanUpdate', 'book_id', 'note'),
      schema('ReturnRequest', 'returned'),
      schema('LoanReturn', 'returned'),
      schema('LoanOut', 'id', 'bookId', 'note'),
      schema('LoanBase', 'id', 'bookId', 'note'),
      schema('LoanList', 'loans'),
      schema('ErrorResponse', 'detail'),
    ],
  },
  new Set(['LoanResponse', 'get_session', 'Loan', 'Session']),
)

describe('names that the documents use', () => {
  it('finds a body by its fields and by what is done', () => {
    const fields = ['book_id', 'note']
    expect(models.forBody({ entity: 'Loan', fields, handler: 'create_loan' }, 'create')).toEqual([
      'LoanCreate',
    ])
    expect(models.forBody({ entity: 'Loan', fields, handler: 'update_loan' }, 'replace')).toEqual([
      'LoanUpdate',
    ])
    expect(
      models.forBody({ entity: 'Book', fields, handler: 'create_book' }, 'create'),
      'of another entity',
    ).toEqual([])
    expect(
      models.forBody({ entity: 'Loan', fields: ['note'], handler: 'create_loan' }, 'create'),
      'with other fields',
    ).toEqual([])
  })

  it('finds a body by the action of its operation', () => {
    const wanted = { entity: 'Loan', fields: ['returned'], handler: 'return_loan' }
    expect(models.forBody(wanted, 'set')).toEqual(['LoanReturn'])
  })

  it('finds views and what stands around them', () => {
    const view = { entity: 'Loan', fields: ['id', 'book_id', 'note'], handler: 'get_loan' }
    expect(models.forView(view)).toEqual(['LoanOut', 'LoanResponse'])
    const list = { entity: 'Loan', fields: ['loans'], handler: 'list_loans' }
    expect(models.forEnvelope(list)).toEqual(['LoanList'])
    const message = { entity: null, fields: ['detail'], handler: 'delete_loan' }
    expect(models.forEnvelope(message)).toEqual([])
  })
})
