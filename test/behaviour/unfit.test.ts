import { expect, test } from 'vitest'
import { unfit } from '../../src/behaviour/steps/unfit.js'
import type { ValueType } from '../../src/claims/shape.js'
import type { Entity, Field } from '../../src/design/entity.js'
import type { BodyField } from '../../src/design/operation.js'
import { freeRules } from '../../src/design/value-rules.js'

const loan: Entity = {
  name: 'Loan',
  table: 'loans',
  description: null,
  managedElsewhere: false,
  owner: null,
  fields: [],
  indexes: [],
  origins: {},
}

function sent(type: ValueType): BodyField {
  const rest = { required: true, column: null, default: null, generated: null, description: null }
  return { ...freeRules(type), ...rest, name: 'book', origins: {} }
}

function kept(type: ValueType): Field {
  return {
    ...freeRules(type),
    name: 'book_id',
    primaryKey: false,
    unique: false,
    index: false,
    references: null,
    onDelete: null,
    touched: false,
    default: null,
    generated: null,
    description: null,
    origins: {},
  }
}

test('says why a value cannot be stored', () => {
  expect(unfit(loan, sent('object'), kept('uuid'))).toBe(
    '"book" is sent as an object, and Loan.book_id holds text (uuid)',
  )
  expect(unfit(loan, sent('enum'), kept('integer'))).toBe(
    '"book" is sent as text, and Loan.book_id holds a number (integer)',
  )
})

test.each([
  ['string', 'uuid'],
  ['string', 'integer'],
  ['uuid', 'string'],
  ['integer', 'decimal'],
  ['object', 'object'],
] as const)('%s fits into %s', (from, to) => {
  expect(unfit(loan, sent(from), kept(to))).toBeNull()
})
