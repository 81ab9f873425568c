import { expect, test } from 'vitest'
import { freeRules } from '../../src/design/value-rules.js'
import { text } from '../../src/interpreter/values/text.js'

const RULES = { ...freeRules('string'), maxLength: 7, pattern: '^#[0-9A-Fa-f]{6}$' }

/** What a text that is too long and of the wrong form is refused for. */
function refusedFor(nullable: boolean): unknown {
  return text.read('yyyyyyyyy', { ...RULES, nullable }, 'json', ['body', 'colour'])
}

test('a text that may be null is refused for its form first, any other for its length', () => {
  expect(refusedFor(true)).toMatchObject({ errors: [{ type: 'string_pattern_mismatch' }] })
  expect(refusedFor(false)).toMatchObject({ errors: [{ type: 'string_too_long' }] })
})
