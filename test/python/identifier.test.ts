import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identifier, RESERVED, RESERVED_FIELDS } from '../../src/python/identifier.js'

describe('identifier', () => {
  test('any text becomes a legal name of bounded length that is not taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })), (text, others) => {
        const taken = new Set(others.map((other) => identifier(other)))
        const made = identifier(text, taken)
        expect(made).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,60}$/)
        expect(taken.has(made)).toBe(false)
        expect(RESERVED.has(made)).toBe(false)
      }),
    )
  })

  test.each([
    ['title', 'title'],
    ['due-date', 'due_date'],
    ['Übergröße', 'Ubergro_e'],
    ['2fa', 'n2fa'],
    ['class', 'class_'],
    ['__proto__', 'proto'],
    ['constructor', 'constructor'],
    ['', 'value'],
    ['日本', 'value'],
  ])('%j becomes %j', (text, expected) => {
    expect(identifier(text)).toBe(expected)
  })

  test('names of base classes are kept from fields only', () => {
    expect(identifier('metadata')).toBe('metadata')
    expect(identifier('metadata', new Set(), RESERVED_FIELDS)).toBe('metadata_')
    expect(identifier('model_config', new Set(['model_config_']), RESERVED_FIELDS)).toBe('model_config_2')
  })
})
