import { expect, test } from 'vitest'
import { referenceParts } from '../../src/design/reference-parts.js'

test.each([
  ['loans.id', { table: 'loans', column: 'id' }],
  ['Loan', { table: 'Loan', column: 'id' }],
  ['loans(number)', { table: 'loans', column: 'number' }],
  ['harbour.berth.code', { table: 'harbour.berth', column: 'code' }],
  ['', { table: '', column: 'id' }],
])('%s', (reference, parts) => {
  expect(referenceParts(reference)).toEqual(parts)
})
