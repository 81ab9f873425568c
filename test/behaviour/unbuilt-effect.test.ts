import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import { candidateOf } from '../../src/behaviour/candidate.js'
import { moveEffect } from '../../src/behaviour/steps/move-effect.js'
import { unbuiltEffect } from '../../src/behaviour/unbuilt-effect.js'
import { body, draft, entity, field, operation } from './fixtures/build.js'

describe('unbuiltEffect', () => {
  it.each([
    ['Lends a copy and decrements the copies on the shelf', 'decrements'],
    ['The fee MUST be deducted from the deposit', 'deducted'],
    ['Sends the reader an e-mail', 'Sends the reader an e-mail'],
    ['System reduces the available quantity', 'reduces the available quantity'],
  ])('finds in %j the words %j', (text, words) => {
    expect(unbuiltEffect(text, [])).toBe(words)
  })

  it.each(['id: auto-increment', 'Creates a loan', 'Reduces clutter', 'The client sends a request'])(
    'finds nothing in %j',
    (text) => {
      expect(unbuiltEffect(text, [])).toBeNull()
    },
  )

  it('takes published events for a message unless events are rows', () => {
    expect(unbuiltEffect('Lists published events', [])).toBe('published events')
    expect(unbuiltEffect('Lists published events', [{ name: 'Event' }])).toBeNull()
  })

  it('keeps an operation from counting as built', () => {
    const loan = entity('Loan', 'loans', [
      field('id', 'integer', { primaryKey: true, generated: 'autoincrement' }),
      field('title', 'string'),
    ])
    const lend = operation('POST /loans', {
      summary: 'Lends a book and decrements the copies on the shelf',
      body: [body('title', 'string', { required: true, nullable: false })],
    })
    const { operations } = completeDesign(draft({ entities: [loan], operations: [lend] }), {
      claims: [],
      statements: [],
      diagnostics: [],
    })
    expect(operations[0]?.steps).toBeNull()
    expect(operations[0]?.notImplemented).toBe('it is to do more than store a row (“decrements”)')
  })

  it.each([
    ['Shipping a parcel moves stock from the depot into transit', 'moves stock'],
    ['When a parcel is shipped, the system clears sender_name', 'clears sender_name'],
    ['A parcel is shipped by the clerk', null],
    ['Shipping a crate moves stock', null],
  ])('finds what else a move does in %j', (text, effect) => {
    const parcel = entity('Parcel', 'parcels', [
      field('id', 'integer', { primaryKey: true, generated: 'autoincrement' }),
      field('sender_name', 'string'),
      field('state', 'enum', { enum: ['packed', 'shipped'], default: 'packed' }),
    ])
    const ship = operation('POST /parcels/{id}/ship', { summary: 'Ship a packed parcel' })
    const span = { source: 'specs/parcels.md', start: 0, end: 0 }
    const statement = {
      id: 'specs/parcels.md:1',
      form: 'rule',
      label: null,
      text,
      span,
      headings: [],
    } as const
    const parcels = { ...draft({ entities: [parcel], operations: [ship] }), statements: [statement] }
    expect(moveEffect(candidateOf(parcels, ship, new Map()), parcel)).toBe(effect)
  })
})
