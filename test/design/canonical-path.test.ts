import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalisePath, pathKey, rowParameters, withoutUser } from '../../src/design/canonical-path.js'

describe('normalisePath', () => {
  test.each([
    ['/api/loans/', '/api/loans'],
    ['/api/loans/:id', '/api/loans/{id}'],
    ['/api/loans/<int:loan_id>', '/api/loans/{loan_id}'],
    ['/api/loans/[id]', '/api/loans/{id}'],
    ['http://localhost:8000/api/loans?open=true', '/api/loans'],
    ['api/loans', '/api/loans'],
    ['/', '/'],
  ])('%s is %s', (written, normal) => {
    expect(normalisePath(written)).toBe(normal)
  })

  test('changes nothing the second time, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (path) => {
        expect(normalisePath(normalisePath(path))).toBe(normalisePath(path))
      }),
    )
  })
})

describe('pathKey', () => {
  test('names of parameters do not count', () => {
    expect(pathKey('/api/loans/{id}')).toBe(pathKey('/api/loans/:loan_id/'))
  })
})

test('a user id in the path is not the row', () => {
  expect(withoutUser('/api/{user_id}/loans/{id}')).toBe('/api/loans/{id}')
  expect(withoutUser('/users/{user_id}')).toBe('/users/{user_id}')
  expect(rowParameters('/api/{user_id}/loans/{id}')).toEqual(['id'])
})
