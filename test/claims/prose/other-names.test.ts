import { describe, expect, it } from 'vitest'
import { nextLimitedName } from '../../../src/claims/prose/grammar/other-names.js'

describe('the next name with a limit of its own', () => {
  it.each([
    [', limit default 20, max 100).', ''],
    [', viable, limit default 20', ', viable'],
    [' (optional), page_size (max 50)', ' (optional)'],
  ])('%s', (rest, before) => {
    expect(rest.slice(0, nextLimitedName(rest))).toBe(before)
  })

  it.each([
    [': string, required, max 80'],
    [' is text, length max 80'],
    [', optional, max 500'],
    [' must be at least 1 and at most 10'],
  ])('none in %s', (rest) => {
    expect(nextLimitedName(rest)).toBe(rest.length)
  })
})
