import { expect, test } from 'vitest'
import { sqlName } from '../../src/fastapi/sql-name.js'

test.each([
  ['limit', '"limit"'],
  ['order', '"order"'],
  ['select', '"select"'],
  ['with', '"with"'],
  ['amount', 'amount'],
  ['limits', 'limits'],
])('%s stands in a condition as %s', (name, written) => {
  expect(sqlName(name)).toBe(written)
})
