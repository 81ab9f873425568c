import { describe, expect, it } from 'vitest'
import type { AccountedStatement, StatementOutcome } from '../../src/design/trace.js'
import type { GeneratedTest } from '../../src/fastapi/emission.js'
import type { Evidence } from '../../src/verify/evidence.js'
import { proveStatements } from '../../src/verify/status.js'

const statement = (id: string, outcome: StatementOutcome): AccountedStatement => ({
  id,
  form: 'requirement',
  label: null,
  text: id,
  span: { source: 'specs/loans.md', start: 0, end: 1 },
  headings: [],
  outcome,
})

const implemented = (id: string, ...aspects: readonly string[]): AccountedStatement =>
  statement(id, { status: 'implemented', aspects })

const test = (id: string, ...proves: readonly string[]): GeneratedTest => ({
  id,
  operation: null,
  proves,
  origins: [],
})

const ran = (subject: string, outcome: Evidence['outcome']): Evidence => ({
  check: 'pytest',
  subject,
  outcome,
  message: '',
  seconds: 0,
})

const tests = [
  test('t.py::ok', 'POST /loans#success', 'POST /loans#sort'),
  test('t.py::also', 'POST /loans#success'),
  test('t.py::bad', 'POST /loans#error.409'),
  test('t.py::skipped', 'POST /loans#error.503'),
  test('t.py::never', 'POST /loans#error.500'),
]
const evidence = [
  ran('t.py::ok', 'passed'),
  ran('t.py::also', 'passed'),
  ran('t.py::bad', 'failed'),
  ran('t.py::skipped', 'skipped'),
]

function prove(...aspects: readonly string[]): unknown {
  const proof = proveStatements([implemented('a', ...aspects)], tests, evidence).get('a')
  return [proof?.status, proof?.tests, proof?.reason]
}

describe('proveStatements', () => {
  it('proves by every test of every aspect', () => {
    expect(prove('POST /loans#success', 'POST /loans#sort')).toEqual([
      'proved',
      ['t.py::ok', 't.py::also'],
      '',
    ])
  })

  it('fails by one test', () => {
    expect(prove('POST /loans#success', 'POST /loans#error.409', 'Loan#never')).toEqual([
      'failed',
      ['t.py::ok', 't.py::also', 't.py::bad'],
      'failed: t.py::bad',
    ])
  })

  it('does not prove an aspect without a test, and nothing without aspects', () => {
    expect(prove('POST /loans#success', 'Loan#default.note')).toEqual([
      'unproved',
      ['t.py::ok', 't.py::also'],
      'no test exercises it: Loan#default.note',
    ])
    expect(prove()).toEqual(['unproved', [], 'no test exercises it'])
  })

  it('does not take a test that was skipped or did not run for a proof', () => {
    expect(prove('POST /loans#error.503')).toEqual([
      'unproved',
      ['t.py::skipped'],
      'did not run: t.py::skipped',
    ])
    expect(prove('POST /loans#error.500')).toEqual(['unproved', ['t.py::never'], 'did not run: t.py::never'])
  })

  it('proves nothing without evidence, or by another check', () => {
    const statements = [implemented('a', 'POST /loans#success')]
    expect(proveStatements(statements, tests, []).get('a')?.status).toBe('unproved')
    const ruff = ['t.py::ok', 't.py::also'].map((id) => ({ ...ran(id, 'passed'), check: 'ruff' as const }))
    expect(proveStatements(statements, tests, ruff).get('a')?.status).toBe('unproved')
  })

  it('counts the failure of two pieces of evidence on one test', () => {
    for (const both of [
      [ran('t.py::ok', 'failed'), ran('t.py::ok', 'passed')],
      [ran('t.py::ok', 'passed'), ran('t.py::ok', 'failed')],
    ]) {
      const proofs = proveStatements([implemented('a', 'POST /loans#sort')], tests, both)
      expect(proofs.get('a')?.status).toBe('failed')
    }
  })

  it('leaves statements alone that are not implemented', () => {
    const statements = [
      statement('a', { status: 'asked', questions: ['q'] }),
      statement('b', { status: 'out-of-scope', why: 'later' }),
      statement('c', { status: 'not-understood' }),
      implemented('__proto__', 'POST /loans#sort'),
    ]
    expect([...proveStatements(statements, tests, evidence).keys()]).toEqual(['__proto__'])
  })
})
