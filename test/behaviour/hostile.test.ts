import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import { keyOf, nounOf, plural, singular, snakeCase, wordsOf } from '../../src/behaviour/naming.js'
import type { Statement } from '../../src/claims/statement.js'
import { body, operation } from './fixtures/build.js'
import { LIBRARY } from './fixtures/library.js'
import { cpuTime } from '../cpu-time.js'

function statement(text: string, heading: string): Statement {
  const span = { source: 'specs/a.md', start: 0, end: text.length }
  return { id: 'specs/a.md:1', form: 'rule', label: null, text, span, headings: ['Title', heading] }
}

const OUTCOMES = ['implemented', 'asked', 'out-of-scope', 'not-understood']

describe('hostile text', () => {
  it('gets one outcome whatever it says', () => {
    assert(
      property(string({ maxLength: 200 }), string({ maxLength: 60 }), (text, heading) => {
        const statements = [statement(text, heading)]
        const design = completeDesign({ ...LIBRARY, statements }, { claims: [], statements, diagnostics: [] })
        expect(OUTCOMES).toContain(design.statements[0]?.outcome.status)
      }),
      { numRuns: 60 },
    )
  })

  it.each(['a_', 'user ', 'no ', '404 ', 'GET /', '`', 'only the ', 'jwt include ', '(', '-1 '])(
    'of %j without end is read in a moment',
    (part) => {
      const statements = [statement(part.repeat(30_000), 'x')]
      const time = cpuTime(() => {
        completeDesign({ ...LIBRARY, statements }, { claims: [], statements, diagnostics: [] })
      })
      expect(time).toBeLessThan(5000)
    },
  )

  it('in names of operations and fields still gives names and survives JSON', () => {
    assert(
      property(string({ maxLength: 30 }), string({ maxLength: 20 }), (path, name) => {
        const operations = [
          operation(`POST /${path}`, {
            body: [body(name, 'string')],
            facts: { bodySchema: name, operationId: name },
          }),
          operation(`GET /loans/${path}`),
        ]
        const design = completeDesign(
          { ...LIBRARY, operations },
          { claims: [], statements: [], diagnostics: [] },
        )
        for (const one of design.operations) expect(one.name).toMatch(/^[a-z][a-z0-9_]*$/)
        expect(JSON.parse(JSON.stringify(design))).toEqual(design)
      }),
      { numRuns: 100, examples: [[':/0', '']] },
    )
  })
})

describe('names', () => {
  it('are the same words in every notation', () => {
    for (const name of ['dueDate', 'due_date', 'Due-Date', 'DUE date'])
      expect(wordsOf(name)).toEqual(['due', 'date'])
    expect(keyOf('HTTPStatusCode')).toBe('httpstatuscode')
    expect(snakeCase('PurchaseOrder')).toBe('purchase_order')
  })

  it.each([
    ['loan', 'loans'],
    ['category', 'categories'],
    ['box', 'boxes'],
    ['address', 'addresses'],
    ['status', 'statuses'],
    ['person', 'people'],
    ['match', 'matches'],
    ['day', 'days'],
  ])('%s is the singular of %s', (one, many) => {
    expect(plural(one)).toBe(many)
    expect(singular(many)).toBe(one)
    expect(nounOf(`old-${many}`)).toBe(`old${one}`)
  })
})
