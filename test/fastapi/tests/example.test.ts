import { describe, expect, test } from 'vitest'
import type { JsonValue } from '../../../src/claims/json.js'
import type { Example } from '../../../src/design/operation.js'
import { emitTests } from '../../../src/fastapi/tests/emit.js'
import { library } from '../fixtures/library.js'

const valid = { isbn: '9780140328721', title: 'Matilda', price: 7 }

function shown(request: JsonValue, status: number | null): Example {
  return { name: null, url: null, request, status, response: undefined, origins: {} }
}

/** The statuses that the tests of documented examples of `POST /api/books` expect, in order. */
function expected(...examples: readonly Example[]): readonly string[] {
  const operations = library.operations.map((operation) =>
    operation.name === 'add_book'
      ? {
          ...operation,
          examples,
          errorCases: [
            ...operation.errorCases,
            { status: 422, cause: 'validation' as const, message: 'Invalid' },
          ],
        }
      : operation,
  )
  const text =
    emitTests({ ...library, operations }).files.find(({ path }) => path === 'tests/test_books.py')?.text ?? ''
  return text
    .split('\ndef ')
    .filter((each) => each.startsWith('test_add_book_answers_the_documented_example'))
    .map((each) => /status_code == (\d+)/.exec(each)?.[1] ?? 'none')
}

describe('a documented request', () => {
  test('that keeps the rules is answered with success', () => {
    expect(expected(shown(valid, null))).toEqual(['201'])
    expect(expected(shown(valid, 201))).toEqual(['201'])
  })

  test.each([
    { ...valid, title: '  ' },
    { ...valid, title: 'x'.repeat(301) },
    { ...valid, price: -1 },
    { ...valid, price: 'dear' },
    { ...valid, genre: 'crime' },
    { ...valid, pages: 1.5 },
    { ...valid, tags: ['x'.repeat(41)] },
    { isbn: valid.isbn },
  ])('that breaks a rule and shows no answer is refused', (request) => {
    expect(expected(shown(request, null))).toEqual(['422'])
  })

  test('that breaks a rule and shows success proves nothing', () => {
    expect(expected(shown({ ...valid, price: -1 }, 201))).toEqual([])
  })

  test('that shows a refusal is refused', () => {
    expect(expected(shown({ ...valid, price: -1 }, 422))).toEqual(['422'])
  })
})
