import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../src/claims/json.js'
import { Comparison } from './difference.js'

const START = Date.UTC(2026, 2, 5, 10)
const expected = (body: JsonValue, status = 200) => ({ status, headers: new Map<string, string>(), body })
const actual = (body: JsonValue, status = 200) => ({ status, headers: {}, body: JSON.stringify(body) })

describe('Comparison', () => {
  it('takes generated moments for the same as long as they stay together', () => {
    const comparison = new Comparison(START)
    const here = { made: '2026-03-05T10:00:00Z' }
    expect(comparison.difference(expected(here), actual({ made: '2026-03-05T10:00:07.5Z' }))).toBeNull()
    expect(comparison.difference(expected(here), actual({ made: '2026-03-05T10:00:07.5Z' }))).toBeNull()
    expect(comparison.difference(expected(here), actual({ made: '2026-03-05T10:00:08Z' }))).toContain(
      'seen as',
    )
  })

  it('sees moments without an offset, other values, other names and other lengths', () => {
    const differs = (left: JsonValue, right: JsonValue): boolean =>
      new Comparison(START).difference(expected(left), actual(right)) !== null
    expect(differs('2026-03-05T10:00:00Z', '2026-03-05T10:00:07')).toBe(true)
    expect(differs('2020-03-05T10:00:00Z', '2020-03-05T10:00:07Z')).toBe(true)
    expect(differs({ a: 1 }, { a: 1, b: null })).toBe(true)
    expect(differs([1], [1, 1])).toBe(true)
    expect(differs({ a: [0.1 + 0.2] }, { a: [0.3] })).toBe(false)
    expect(new Comparison(START).difference(expected({}, 201), actual({}, 200))).toContain(
      'status 201 and 200',
    )
  })
})
