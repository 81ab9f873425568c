import { expect, test } from 'vitest'
import { sample } from '../../../src/fastapi/tests/sample.js'
import { rules } from '../fixtures/build.js'

test('an array has as many elements as it must have, whatever they may be', () => {
  expect(sample(rules('array'), 'copies')).toEqual([])
  expect(sample(rules('array', { minItems: 2 }), 'copies')).toEqual(['First item', 'First item'])
  expect(sample(rules('array', { minItems: 1, items: rules('integer') }), 'copies', 'second')).toEqual([2])
})
