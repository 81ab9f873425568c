import { describe, expect, it } from 'vitest'
import { schemaRole } from '../../src/design/schema-role.js'

describe('what a schema is for', () => {
  it.each([
    ['LoanCreate', 'create'],
    ['AddLoanInput', 'create'],
    ['AddLoanResponse', 'response'],
    ['CreateLoanResult', 'response'],
    ['UpdateLoanRequest', 'update'],
    ['LoanListResponse', 'page'],
    ['LoanResponse', 'response'],
    ['Loan', 'base'],
  ])('%s: %s', (name, role) => {
    expect(schemaRole(name)).toEqual({ role, entity: 'loan' })
  })
})
