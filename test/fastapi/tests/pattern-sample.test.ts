import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { patternSample } from '../../../src/fastapi/tests/pattern-sample.js'

const KNOWN = [
  '^[0-9]{13}$',
  '^[A-Z]{2}-\\d{4}$',
  '^#[0-9a-fA-F]{6}$',
  '^(north|south)-[a-z]+$',
  '^\\+?[1-9]\\d{1,14}$',
  '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  '^\\d{4}-(0[1-9]|1[0-2])$',
  '^BK-[0-9]{8}-[0-9]{3}$',
  '^[\\w.]+@x\\.org$',
]

test.each(KNOWN)('%s matches the texts that are made from it', (pattern) => {
  const texts = [patternSample(pattern, 0), patternSample(pattern, 1)]
  for (const text of texts) expect(text).toMatch(new RegExp(pattern, 'u'))
})

test.each(['^(?!x)a$', '^(a)\\1$', '^[^a]$', '^\\p{L}+$', '(', '[a', 'a{', '*', '\\'])(
  'nothing is made from %s',
  (pattern) => {
    expect(patternSample(pattern)).toBeUndefined()
  },
)

test('any text is read to its end or given up', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (pattern) => {
      const text = patternSample(pattern)
      expect(text === undefined || text.length <= 400).toBe(true)
    }),
  )
})
