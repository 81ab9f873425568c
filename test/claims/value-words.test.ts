import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ValueFacts } from '../../src/claims/shape.js'
import { elementType, factsOf, valueWords } from '../../src/claims/value-words.js'

const cases: readonly (readonly [string, Partial<ValueFacts>])[] = [
  ['string (required, max 200 chars)', { type: 'string', required: true, maxLength: 200 }],
  ['string (required, 1-200 chars)', { type: 'string', required: true, minLength: 1, maxLength: 200 }],
  ['string (optional, max 1,000)', { type: 'string', required: false, maxLength: 1000 }],
  ['string, at least 8 characters', { type: 'string', minLength: 8 }],
  [
    'string of at most 40 characters, not empty',
    { type: 'string', maxLength: 40, minLength: 1, notBlank: true },
  ],
  ['VARCHAR(255) NOT NULL', { type: 'string', maxLength: 255, nullable: false }],
  ['NULLABLE', { nullable: true }],
  ['Optional, max 20 characters', { required: false, maxLength: 20 }],
  ['string | null (max 2000)', { type: 'string', nullable: true, maxLength: 2000 }],
  ['integer between 1 and 20', { type: 'integer', minimum: 1, maximum: 20 }],
  ['integer, default: 20, max: 100', { type: 'integer', default: 20, maximum: 100 }],
  ['integer (1-5)', { type: 'integer', minimum: 1, maximum: 5 }],
  ['integer, min 1', { type: 'integer', minimum: 1 }],
  ['bool, default False.', { type: 'boolean', default: false }],
  ['integer >= 0', { type: 'integer', minimum: 0 }],
  ['positive integer', { type: 'integer', minimum: 1 }],
  ['decimal, greater than 0', { type: 'decimal', exclusiveMinimum: 0 }],
  ['number, non-negative', { type: 'number', minimum: 0 }],
  [
    'array of strings, up to 20 items',
    { type: 'array', maxItems: 20, shape: { kind: 'value', facts: { type: 'string' } } },
  ],
  ['string (UUID)', { type: 'uuid' }],
  ['string (optional, comma-separated list)', { type: 'string', required: false }],
  ['integer (optional, minutes before due date)', { type: 'integer', required: false }],
  ['datetime, generated at insert', { type: 'datetime', generated: 'now' }],
  ['datetime, auto-updated on change', { type: 'datetime', generated: 'now' }],
  ['UUID, generated when the parcel is created', { type: 'uuid', generated: 'uuid' }],
  ['string, generated at insert', { type: 'string' }],
  ['string (ISO 8601 datetime)', { type: 'datetime' }],
  ['ISO8601', { type: 'datetime' }],
  ['date (YYYY-MM-DD)', { type: 'date' }],
  ['boolean, default false', { type: 'boolean', default: false }],
  ['low|medium|high (default: medium)', { type: 'enum', enum: ['low', 'medium', 'high'], default: 'medium' }],
  ['string (optional or can be omitted)', { type: 'string', required: false }],
  ['string (e.g., "north", "south")', { type: 'string' }],
  ['text, "north", "south", etc.', { type: 'string' }],
  ['decimal, at least 0 (FR-002, FR-007)', { type: 'decimal', minimum: 0 }],
  ['"open" | "closed"', { type: 'enum', enum: ['open', 'closed'] }],
  [
    'Sort by field (created_at, title), default: created_at',
    { type: 'enum', enum: ['created_at', 'title'], default: 'created_at' },
  ],
  ['Sort order (asc, desc), default: desc', { type: 'enum', enum: ['asc', 'desc'], default: 'desc' }],
  ['one of: open, closed or lost', { type: 'enum', enum: ['open', 'closed', 'lost'] }],
  [
    'Filter: "all" (default), "open", "closed"',
    { type: 'enum', enum: ['all', 'open', 'closed'], default: 'all' },
  ],
  ['datetime, defaults to now()', { type: 'datetime', generated: 'now' }],
  ['string (required, valid email)', { type: 'string', required: true, format: 'email' }],
  ['string, pattern: ^[A-Z]{3}$', { type: 'string', pattern: '^[A-Z]{3}$' }],
  ['1-200 characters, whitespace trimmed', { minLength: 1, maxLength: 200, trimmed: true }],
  ['boolean (true/false)', { type: 'boolean' }],
  ['Filter by completion status', {}],
  ['ends on 2026-01-05, see FR-003', {}],
  ['number (required, >= 0, max 2 decimals)', { type: 'number', required: true, minimum: 0 }],
  ['string, max 300 words', { type: 'string' }],
  ["decimal, the serial's own weight", { type: 'decimal' }],
  ['SERIAL', { type: 'integer' }],
  ['enum, its defaults are handled by the service', { type: 'enum' }],
]

describe('the words of one value', () => {
  it.each(cases)('%s', (text, facts) => {
    expect(factsOf(valueWords(text))).toEqual(facts)
  })

  it('points at the words', () => {
    const text = 'the note, max 200 characters, optional'
    expect(
      valueWords(text, 'string').map((each) => [each.property, text.slice(each.start, each.end)]),
    ).toEqual([
      ['maxLength', 'max 200 characters'],
      ['required', 'optional'],
    ])
  })

  it('names the type of elements', () => {
    expect(['List[str]', 'string[]', 'array of integers', 'array'].map(elementType)).toEqual([
      'string',
      'string',
      'integer',
      null,
    ])
  })

  it('is linear and total on any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        for (const fact of valueWords(text)) expect(fact.end).toBeGreaterThan(fact.start)
      }),
    )
    for (const text of [
      'a|'.repeat(50_000),
      '1-'.repeat(50_000),
      'max '.repeat(50_000),
      'a, '.repeat(50_000),
    ]) {
      expect(Array.isArray(valueWords(text))).toBe(true)
    }
  })
})
