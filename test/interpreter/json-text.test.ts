import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJsonText } from '../../src/interpreter/json-text.js'
import {
  isNumberText,
  isParsedArray,
  isParsedObject,
  type Parsed,
} from '../../src/interpreter/parsed-json.js'

const parse = (text: string): Parsed | undefined => parseJsonText(new TextEncoder().encode(text))

/** The value as `JSON.parse` would give it. */
function plain(value: Parsed): unknown {
  if (value === null || typeof value !== 'object') return value
  if (isNumberText(value)) return Number(value.text)
  if (isParsedArray(value)) return value.map(plain)
  return Object.fromEntries([...value].map(([name, inner]) => [name, plain(inner)]))
}

describe('parseJsonText', () => {
  it('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value)
        const parsed = parse(text)
        expect(parsed === undefined ? undefined : JSON.stringify(plain(parsed))).toBe(
          JSON.stringify(JSON.parse(text)),
        )
      }),
    )
  })

  it('refuses or accepts any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0e1-tfn ') }), (text) => {
        expect(() => parse(text)).not.toThrow()
      }),
    )
  })

  it.each([
    '{"a": 1, "a": 2}',
    '[1,]',
    'NaN',
    '-Infinity',
    '01',
    '1.',
    '"\t"',
    '"\\x"',
    '{} {}',
    '',
    '['.repeat(2000),
    `${'9'.repeat(5000)}`,
  ])('refuses %s', (text) => {
    expect(parse(text)).toBeUndefined()
  })

  it('keeps the spelling of numbers, and names that mean something to JavaScript', () => {
    const parsed = parse('{"__proto__": 1.0, "constructor": [1e400]}')
    expect(parsed !== undefined && isParsedObject(parsed) && [...parsed]).toEqual([
      ['__proto__', { kind: 'number', text: '1.0' }],
      ['constructor', [{ kind: 'number', text: '1e400' }]],
    ])
  })
})
