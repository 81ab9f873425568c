import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import { breaksRules } from '../../src/design/conformance.js'
import { ZONELESS } from '../../src/design/value.js'
import type { WrittenSource } from './claims.js'
import { write } from './claims.js'

const operation = { kind: 'operation', method: 'POST', path: '/loans' } as const
const due = { kind: 'body', method: 'POST', path: '/loans', field: 'due_at' } as const

function draftWith(shown: string, answers: ReadonlyMap<string, string> = new Map()) {
  const api: WrittenSource = {
    id: 'specs/api.md',
    kind: 'endpoints',
    claims: [
      [1, { subject: { kind: 'service' }, property: 'authScheme', value: 'none' }],
      [2, { subject: operation, property: 'exists', value: true }],
      [3, { subject: due, property: 'type', value: 'datetime' }],
      [
        4,
        {
          subject: operation,
          property: 'example',
          value: { name: null, url: null, request: { due_at: shown }, status: 201, response: undefined },
        },
      ],
    ],
  }
  const { reading, project } = write(api)
  const { operations, questions } = assembleDraft(reading, project, answers)
  const [loan] = operations
  return {
    format: loan?.body[0]?.format,
    breaking: loan?.examples.map((example) => breaksRules(loan, example)),
    question: questions.find(({ id }) => id === 'zoneless-moments'),
  }
}

describe('requests that bring moments without a zone', () => {
  test.each(['2026-05-10', '2026-05-10T08:30:00', '2026-05-10 08:30'])('%s is taken, and asked', (shown) => {
    const { format, breaking, question } = draftWith(shown)
    expect(format).toBe(ZONELESS)
    expect(breaking).toEqual([false])
    expect(question).toMatchObject({
      kind: 'ambiguous',
      blocking: false,
      subjects: ['POST /loans'],
      sources: ['specs/api.md:4'],
      recommended: 'utc',
    })
  })

  test('are refused when a person says so, and no example of what is taken', () => {
    const { format, breaking } = draftWith('2026-05-10', new Map([['zoneless-moments', 'refuse']]))
    expect(format).toBeNull()
    expect(breaking).toEqual([true])
  })

  test('a moment with its zone asks nothing', () => {
    expect(draftWith('2026-05-10T08:30:00+02:00')).toEqual({
      format: null,
      breaking: [false],
      question: undefined,
    })
  })
})
