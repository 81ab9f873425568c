import { describe, expect, it } from 'vitest'
import type { ValueRules } from '../../src/design/value.js'
import { parseJsonText } from '../../src/interpreter/json-text.js'
import type { Place } from '../../src/interpreter/values/reading.js'
import { readValue } from '../../src/interpreter/values/read-value.js'
import { rules } from '../fastapi/fixtures/build.js'

/** The value as it is stored, or the type of its first error. */
function read(json: string, given: ValueRules, place: Place = 'json'): unknown {
  const parsed = parseJsonText(new TextEncoder().encode(json))
  if (parsed === undefined) throw new Error(`${json} is no JSON`)
  const reading = readValue(parsed, given, place, ['x'])
  return reading.ok ? reading.value : `! ${reading.errors[0]?.type}`
}

describe('readValue', () => {
  it.each([
    ['" a "', rules('string', { trimmed: true, minLength: 1 }), 'a'],
    ['"  "', rules('string', { trimmed: true, minLength: 1 }), '! string_too_short'],
    ['"  "', rules('string', { notBlank: true }), '! string_blank'],
    ['"🙂🙂"', rules('string', { maxLength: 2 }), '🙂🙂'],
    ['"🙂🙂🙂"', rules('string', { maxLength: 2 }), '! string_too_long'],
    ['"a\\u0000"', rules('string'), '! string_characters'],
    ['"Ab"', rules('string', { pattern: '^[a-z]+$' }), '! string_pattern_mismatch'],
    ['"late"', rules('enum', { enum: ['open', 'late'] }), 'late'],
    ['"Late"', rules('enum', { enum: ['open', 'late'] }), '! literal_error'],
    ['1', rules('integer'), 1],
    ['"no address at all"', rules('string', { format: 'uri', maxLength: 5 }), '! url_parsing'],
    ['"https://a.example"', rules('string', { format: 'uri', maxLength: 5 }), '! string_too_long'],
    ['[1, 2]', rules('array', { items: rules('string'), maxItems: 1 }), '! too_long'],
    ['[1]', rules('array', { items: rules('string'), minItems: 2 }), '! string_type'],
    ['1.0', rules('integer'), 1],
    ['1e21', rules('integer'), '! less_than_equal'],
    ['1.5', rules('integer'), '! int_type'],
    ['2147483648', rules('integer'), '! less_than_equal'],
    ['2147483648', rules('integer', { maximum: 3_000_000_000 }), 2_147_483_648],
    ['1', rules('number', { exclusiveMinimum: 1 }), '! greater_than'],
    ['1e400', rules('number'), '! finite_number'],
    ['"1"', rules('decimal'), '! decimal_type'],
    ['0.1', rules('decimal', { minimum: 0.1 }), 0.1],
    ['1', rules('boolean'), '! bool_type'],
    ['"2026-03-05T12:00:00.5+02:00"', rules('datetime'), '2026-03-05T10:00:00.500000'],
    ['"2026-03-05T12:00:00"', rules('datetime'), '! timezone_aware'],
    ['"2026-02-29T12:00:00Z"', rules('datetime'), '! datetime_from_date_parsing'],
    ['"0001-01-01T00:00:00+01:00"', rules('datetime'), '! datetime_range'],
    ['1700000000', rules('datetime'), '! datetime_type'],
    ['"1700000000"', rules('datetime'), '! datetime_type'],
    ['"20260305"', rules('date'), '! date_type'],
    ['"2024-02-29"', rules('date'), '2024-02-29'],
    ['"2026-03-05T10:00:00"', rules('date'), '! date_type'],
    ['"24:00"', rules('time'), '! time_parsing'],
    ['"{AAAAAAAA-0000-4000-8000-000000000001}"', rules('uuid'), 'aaaaaaaa-0000-4000-8000-000000000001'],
    ['"aaaaaaaa"', rules('uuid'), '! uuid_parsing'],
    ['["a", 1]', rules('array', { items: rules('string') }), '! string_type'],
    ['["a", "b"]', rules('array', { items: rules('string'), maxItems: 1 }), '! too_long'],
    ['[1, {"a": null}]', rules('array'), [1, { a: null }]],
    ['[]', rules('object'), '! dict_type'],
  ] as const)('reads %s', (json, given, expected) => {
    expect(read(json, given)).toEqual(expected)
  })

  it('reads objects property by property where their structure is known', () => {
    const line = rules('object', {
      properties: [
        { ...rules('integer', { minimum: 1 }), name: 'pieces', required: true },
        { ...rules('string'), name: 'note', required: false },
      ],
    })
    expect(read('{"pieces": 2, "other": 1}', line)).toEqual({ pieces: 2 })
    expect(read('{"pieces": 2, "other": 1}', line, 'strict-json')).toBe('! extra_forbidden')
    expect(read('{"note": "x"}', line)).toBe('! missing')
    expect(read('{"pieces": 2, "note": null}', line)).toBe('! null_forbidden')
  })

  it.each([
    ['"7"', rules('integer'), 7],
    ['"07"', rules('integer'), '! int_parsing'],
    ['"1_000.5"', rules('number'), 1000.5],
    ['"nan"', rules('number'), '! finite_number'],
    ['"Yes"', rules('boolean'), true],
    ['"maybe"', rules('boolean'), '! bool_parsing'],
  ] as const)('reads %s from a URL', (json, given, expected) => {
    expect(read(json, given, 'url')).toEqual(expected)
  })
})
