import { expect, test } from 'vitest'
import { completeDesign } from './complete-design.js'
import { LIBRARY } from './fixtures/library.js'

test('a refused token is told the same everywhere: what most operations say, sign-in left out', () => {
  const said = new Map([
    ['GET /api/{user_id}/loans', 'Sign in first'],
    ['GET /api/{user_id}/loans/{id}', 'Sign in first'],
    ['DELETE /api/{user_id}/loans/{id}', 'Token needed'],
    ['GET /health', 'Wrong token'],
  ])
  const operations = LIBRARY.operations.map((operation) => {
    const message = said.get(operation.id)
    return message === undefined
      ? operation
      : { ...operation, errorFacts: [{ status: 401, condition: null, message }] }
  })
  const design = completeDesign({ ...LIBRARY, operations }, { claims: [], statements: [], diagnostics: [] })
  const messages = design.operations
    .flatMap(({ errorCases }) => errorCases)
    .filter(({ cause }) => cause === 'token')
    .map(({ message }) => message)
  expect([...new Set(messages)]).toEqual(['Sign in first'])
})
