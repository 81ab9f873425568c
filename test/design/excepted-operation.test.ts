import { describe, expect, it } from 'vitest'
import { exceptedOperation } from '../../src/design/excepted-operation.js'

describe('exceptedOperation', () => {
  it.each([
    ['GET /health', { method: 'GET', path: '/health' }],
    ['post /login', { method: 'POST', path: '/login' }],
    ['/api/system/*', { method: null, path: '/api/system/*' }],
    ['GET', { method: 'GET', path: '/' }],
  ])('reads %j', (text, operation) => {
    expect(exceptedOperation(text)).toEqual(operation)
  })
})
