import { describe, expect, it } from 'vitest'
import { calculationWords } from '../../../src/claims/words/calculation-words.js'
import { sequenceWords } from '../../../src/claims/words/sequence-words.js'
import { sequenceParts } from '../../../src/design/sequence.js'

describe('forms of numbered texts', () => {
  it.each([
    ['Consignment code (PK-YYYYMMDD-XXX)', 'PK-YYYYMMDD-XXX'],
    ['a unique reference in format INV-{YYYY}-{NNNN}', 'INV-YYYY-NNNN'],
    ['sequential, such as TKT-####', 'TKT-####'],
    ['code: `GH-YYMM-0000`', 'GH-YYMM-0000'],
  ])('%s', (text, form) => {
    expect(sequenceWords(text)).toMatchObject({ property: 'sequence', value: form })
  })

  it.each(['VIN-XXX', 'a value XXX', 'YYYY-MM-DD', 'HTTP-2XX', 'format +XX-XXX'])(
    '%s numbers nothing',
    (text) => {
      expect(sequenceWords(text)).toBeNull()
    },
  )

  it('count anew with each date', () => {
    expect(sequenceParts('PK-YYYYMMDD-XXX')).toEqual([
      { kind: 'text', text: 'PK-' },
      { kind: 'date', format: 'YYYYMMDD' },
      { kind: 'text', text: '-' },
      { kind: 'number', digits: 3 },
    ])
    expect(sequenceParts('TKT-####')).toEqual([
      { kind: 'text', text: 'TKT-' },
      { kind: 'number', digits: 4 },
    ])
    expect(sequenceParts('TKT')).toBeNull()
  })
})

describe('calculated values', () => {
  it.each([
    ['Calculated', 'Calculated'],
    ['sum of quantity × unit_price', 'sum of quantity × unit_price'],
    ['computed from the lines; never sent', 'computed from the lines'],
  ])('%s', (text, words) => {
    expect(calculationWords(text)).toMatchObject({ property: 'calculated', value: words })
  })

  it('what a client calculated is none', () => {
    expect(calculationWords('client calculated')).toBeNull()
  })
})
