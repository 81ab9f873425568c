import { describe, expect, it } from 'vitest'
import { operationNames, pathOf } from '../../../src/claims/outline/operation-name.js'

const names = (text: string) => operationNames(text).map(({ method, path, query }) => [method, path, query])

describe('names of operations', () => {
  it.each([
    ['### 2. POST /api/loans - Borrow', [['POST', '/api/loans', null]]],
    ['`GET` `/loans/:id`', [['GET', '/loans/{id}', null]]],
    ['GET /loans/<int:loan_id>.', [['GET', '/loans/{loan_id}', null]]],
    [
      'PUT/PATCH `/loans/{id}`,',
      [
        ['PUT', '/loans/{id}', null],
        ['PATCH', '/loans/{id}', null],
      ],
    ],
    ['GET http://localhost:8000/loans?state=open', [['GET', '/loans', 'state=open']]],
    ['GET {{base}}/loans/[id]', [['GET', '/loans/{id}', null]]],
    ['DELETE /loans/{id}/', [['DELETE', '/loans/{id}', null]]],
    ['all of GET /api/auth/* and POST /auth/[...all]', []],
    ['get the loans from /loans', []],
    ['WIDGET /loans', []],
    ['POST /api/loans/route.ts', []],
    ['GET http://localhost/health:3000', [['GET', '/health', null]]],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected)
  })

  it('places the method and path', () => {
    const text = 'see `POST /loans`: borrow'
    const [name] = operationNames(text)
    expect(name && text.slice(name.start, name.end)).toBe('POST /loans')
  })

  it('has no path for wildcards and for what is none', () => {
    expect(['/a/{b', '/a//b', 'a/b', '/a/*'].map(pathOf)).toEqual([null, null, null, null])
  })
})
