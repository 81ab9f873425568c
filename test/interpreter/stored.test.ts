import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareStored, isSame } from '../../src/interpreter/stored.js'

it('orders texts by code points, not by UTF-16', () => {
  expect(compareStored('\uFFFD', '🙂')).toBeLessThan(0)
  expect(['b', null, 'a', 'Z', 'é'].toSorted(compareStored)).toEqual([null, 'Z', 'a', 'b', 'é'])
})

it('has one order for all values', () => {
  const value = fc.oneof(fc.constant(null), fc.integer(), fc.boolean(), fc.string())
  fc.assert(
    fc.property(value, value, (left, right) => {
      expect(Math.sign(compareStored(left, right)) + Math.sign(compareStored(right, left))).toBe(0)
      expect(!isSame(left, right) || compareStored(left, right) === 0).toBe(true)
    }),
  )
})
