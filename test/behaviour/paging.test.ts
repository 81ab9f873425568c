import { expect, test } from 'vitest'
import { isPaging, pagingOf } from '../../src/behaviour/steps/paging.js'
import type { ValueType } from '../../src/claims/shape.js'
import type { Parameter } from '../../src/design/operation.js'
import { freeRules } from '../../src/design/value-rules.js'

function parameter(name: string, type: ValueType, words: readonly string[] | null = null): Parameter {
  const rest = { required: false, description: null, default: null, generated: null, origins: {} }
  return { ...freeRules(type), ...rest, enum: words, name }
}

test.each([
  ['limit', 'integer', null, true],
  ['limit', 'string', null, true],
  ['size', 'integer', null, true],
  ['size', 'enum', ['small', 'large'], false],
  ['size', 'string', null, false],
  ['start', 'date', null, false],
  ['colour', 'integer', null, false],
] as const)('%s of type %s among %j', (name, type, words, paging) => {
  expect(isPaging(parameter(name, type, words))).toBe(paging)
})

test('the size of a shirt beside a limit is no size of a page', () => {
  expect(pagingOf([parameter('size', 'enum', ['small', 'large']), parameter('limit', 'integer')])).toEqual({
    style: 'offset',
    sizeParameter: 'limit',
    positionParameter: null,
  })
})
