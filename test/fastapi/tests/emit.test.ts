import { describe, expect, test } from 'vitest'
import { emitTests } from '../../../src/fastapi/tests/emit.js'
import { lintPython } from '../../../src/python/ruff.js'
import { errorOf, isolationOf, ruleOf, successOf, uniqueOf } from '../../../src/design/aspect.js'
import { library } from './fixtures/library.js'

const emitted = emitTests(library)
const create = library.operations.find(({ id }) => id === 'POST /books')

/** The file of one subject. */
function textOf(path: string): string {
  return emitted.files.find((file) => file.path === path)?.text ?? ''
}

describe('the tests of the library', () => {
  test('stand in one file per resource, with their fixtures beside them', () => {
    expect(emitted.files.map(({ path, summary }) => `${path}: ${summary}`)).toMatchInlineSnapshot(`
      [
        "tests/__init__.py: environment of the tests",
        "tests/conftest.py: fixtures shared by the tests",
        "tests/test_books.py: 16 tests of books",
        "tests/test_loans.py: 42 tests of loans",
        "tests/test_remarks.py: 19 tests of remarks",
        "tests/test_access.py: 14 tests of access",
        "tests/test_service.py: 4 tests of service",
      ]
    `)
  })

  test.each(['conftest.py', 'test_remarks.py', 'test_access.py'])(
    '%s reads as written by hand',
    async (name) => {
      await expect(textOf(`tests/${name}`)).toMatchFileSnapshot(`../../goldens/library/backend/tests/${name}`)
    },
  )

  test('keep the rules of the backend', () => {
    for (const { path, text } of emitted.files)
      expect([path, lintPython(text, ['app', 'tests'])]).toEqual([path, []])
  })

  test('are listed by the name under which pytest finds them', () => {
    const ids = emitted.tests.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) {
      const [path = '', name = ''] = id.split('::')
      expect(textOf(path)).toContain(`def ${name}(`)
    }
  })

  test('are the same each time', () => {
    expect(emitTests(library)).toEqual(emitted)
  })

  test('say what they prove', () => {
    const proved = new Set(emitted.tests.flatMap(({ proves }) => proves))
    for (const operation of library.operations) {
      expect(proved).toContain(successOf(operation))
      for (const error of operation.errorCases) {
        if (error.cause === 'validation' && operation.body.length + operation.query.length === 0) continue
        expect(proved).toContain(errorOf(operation, error.status, error.cause))
      }
    }
    for (const operation of library.operations.filter(({ access }) => access === 'owner')) {
      expect(proved).toContain(isolationOf(operation))
    }
    if (create === undefined) throw new Error('the library has lost POST /books')
    for (const rule of ['required', 'minLength', 'maxLength', 'notBlank'] as const) {
      expect(proved).toContain(ruleOf(create, 'body', 'title', rule))
    }
    expect(proved).toContain(uniqueOf('Book', ['isbn']))
    expect(proved).toContain(uniqueOf('Loan', ['user_id', 'book_id']))
  })

  test('cite the line of the specification that they prove', () => {
    const cited = { source: 'specs/api.md', start: 10, end: 20 }
    const origins = { exists: [{ kind: 'claim', span: cited, reader: 'endpoint-heading' }] } as const
    const operations = library.operations.map((operation) => ({ ...operation, origins }))
    const { files } = emitTests({ ...library, operations }, ({ source, start }) => `${source}:${start}`)
    const text = files.find(({ path }) => path === 'tests/test_books.py')?.text ?? ''
    expect(text).toContain('"""The new book is shown and stored (specs/api.md:10)."""')
  })

  test('hold a hostile name as text only', () => {
    const evil = '"""\nimport os\nos.system("x")\n"""'
    const operations = library.operations.map((operation) => ({
      ...operation,
      body: operation.body.map((field) => ({
        ...field,
        enum: field.enum === null ? null : [evil, "'", '\\'],
      })),
    }))
    for (const { path, text } of emitTests({ ...library, operations }).files) {
      expect([path, lintPython(text, ['app', 'tests']).filter(({ code }) => code === null)]).toEqual([
        path,
        [],
      ])
      expect(text.split('\n')).not.toContain('import os\nos.system')
      expect(/^os\.system/m.test(text)).toBe(false)
    }
  })
})
