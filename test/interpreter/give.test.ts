import { describe, expect, it } from 'vitest'
import { toolLibrary } from '../behaviour/fixtures/tool-library.js'
import { clientOf } from './client.js'

const design = toolLibrary([
  'Adding a part decreases the available copies of the tool by the quantity.',
  'Removing a part gives the quantity back to the available copies.',
  'Borrowing a tool decrements the available copies.',
  'Returning a loan increments the available copies.',
])

function shed() {
  const { interpreter, send } = clientOf(design)
  const left = () => interpreter.rows('Tool').map(({ values }) => values.get('available_copies'))
  send('POST', '/tools', { json: { name: 'Drill', available_copies: 3 } })
  send('POST', '/kits', { json: { title: 'Walls' } })
  return { interpreter, send, left }
}

describe('a stock', () => {
  it('falls by what a part counts, and rises by it once', () => {
    const { interpreter, send, left } = shed()
    expect(interpreter.unsupported).toEqual([])
    expect(send('POST', '/kits/1/parts', { json: { tool_id: 1, quantity: 2 } }).status).toBe(201)
    expect(left()).toEqual([1])
    expect(send('POST', '/kits/1/parts', { json: { tool_id: 1, quantity: 2 } }).status).toBe(409)
    expect(left()).toEqual([1])
    expect(send('DELETE', '/kits/1/parts/1').status).toBe(204)
    expect(left()).toEqual([3])
    expect(send('DELETE', '/kits/1/parts/1').status).toBe(404)
    expect(left()).toEqual([3])
  })

  it('falls by one with a loan, and rises when it is returned', () => {
    const { send, left } = shed()
    expect(send('POST', '/loans', { json: { tool_id: 1 } }).status).toBe(201)
    expect(left()).toEqual([2])
    expect(send('POST', '/loans/1/return').status).toBe(200)
    expect(left()).toEqual([3])
    expect(send('POST', '/loans/1/return').status).toBe(409)
    expect(left()).toEqual([3])
  })
})
