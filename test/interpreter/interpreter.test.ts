import { describe, expect, it } from 'vitest'
import { library } from '../fastapi/fixtures/library.js'
import { clientOf } from './client.js'

const BOOK = { isbn: '9780000000001', title: ' Solaris ', price: 12.5, genre: 'novel' }

describe('an interpreter of the library', () => {
  it('runs create, read, update, toggle, list and delete', () => {
    const { send } = clientOf(library)
    const book = send('POST', '/api/books', { as: 'ada', json: BOOK })
    expect(book.status).toBe(201)
    expect(book.body).toMatchObject({ id: 1, title: 'Solaris', price: 12.5, tags: [], pages: null })

    const loan = send('POST', '/api/ada/loans', {
      as: 'ada',
      json: { bookId: 1, dueAt: '2026-04-01T12:30:00+02:00' },
    })
    expect(loan).toMatchObject({
      status: 201,
      body: { id: '00000000-0000-4000-8000-000000000001', note: null, dueAt: '2026-04-01T10:30:00Z' },
    })
    const path = '/api/ada/loans/00000000-0000-4000-8000-000000000001'
    expect(send('PATCH', path, { as: 'ada', json: { note: 'late' } }).body).toMatchObject({ note: 'late' })
    expect(send('POST', `${path}/return`, { as: 'ada' }).body).toMatchObject({ returned: true })
    expect(send('GET', '/api/ada/loans?status=open', { as: 'ada' }).body).toMatchObject({
      items: [],
      total: 0,
    })
    expect(send('GET', '/api/ada/loans?search=LAT', { as: 'ada' }).body).toMatchObject({
      total: 1,
      perPage: 20,
    })
    expect(send('DELETE', path, { as: 'ada' })).toMatchObject({ status: 204, body: undefined })
    expect(send('GET', path, { as: 'ada' })).toMatchObject({
      status: 404,
      body: { error: 'Loan not found' },
    })
  })

  it('tells strangers nothing, and nobody another user’s rows', () => {
    const { send } = clientOf(library)
    send('POST', '/api/books', { as: 'ada', json: BOOK })
    send('POST', '/api/ada/loans', { as: 'ada', json: { bookId: 1 } })
    const id = '00000000-0000-4000-8000-000000000001'
    expect(send('POST', '/api/ada/loans', { text: '{' })).toMatchObject({
      status: 401,
      body: { error: 'Not authenticated' },
    })
    expect(send('GET', '/api/ada/loans', { as: 'bob' })).toMatchObject({
      status: 403,
      body: { error: 'Not your shelf' },
    })
    expect(send('GET', `/api/bob/loans/${id}`, { as: 'bob' }).status).toBe(404)
    expect(send('GET', '/api/bob/loans', { as: 'bob' }).body).toMatchObject({ items: [], total: 0 })
  })

  it('names every invalid field, and stores nothing of an invalid request', () => {
    const { send } = clientOf(library)
    const answer = send('POST', '/api/ada/loans', {
      as: 'ada',
      json: { bookId: '1', note: 'x'.repeat(201), shelf: 3 },
    })
    expect(answer).toMatchObject({
      status: 400,
      body: {
        fields: [
          { type: 'int_type', loc: ['body', 'bookId'] },
          { type: 'string_too_long', loc: ['body', 'note'] },
          { type: 'extra_forbidden', loc: ['body', 'shelf'] },
        ],
      },
    })
    expect(send('GET', '/api/ada/loans', { as: 'ada' }).body).toMatchObject({ total: 0 })
  })

  it('answers a duplicate as specified and changes nothing', () => {
    const { send } = clientOf(library)
    send('POST', '/api/books', { as: 'ada', json: BOOK })
    expect(send('POST', '/api/books', { as: 'bob', json: BOOK })).toMatchObject({
      status: 409,
      body: { error: 'ISBN is already in the catalogue' },
    })
    expect(send('GET', '/api/books').body).toHaveLength(1)
  })

  it('knows which paths and methods there are', () => {
    const { send } = clientOf(library)
    expect(send('GET', '/api/shelves')).toMatchObject({ status: 404, body: { error: 'Not Found' } })
    const wrong = send('PUT', '/health')
    expect(wrong).toMatchObject({ status: 405, body: { error: 'Method Not Allowed' } })
    expect(wrong.headers.get('allow')).toBe('GET')
  })

  it('answers 501 to an operation that it cannot run, and lists it', () => {
    const [first, ...rest] = library.operations
    if (first === undefined) throw new Error('the library has operations')
    const { interpreter, send } = clientOf({
      ...library,
      operations: [{ ...first, steps: null, notImplemented: 'nobody said what it does' }, ...rest],
    })
    expect(interpreter.unsupported[0]).toEqual({ operation: first.id, why: 'nobody said what it does' })
    expect(send(first.method, first.path).status).toBe(501)
  })
})
