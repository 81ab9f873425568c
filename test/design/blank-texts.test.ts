import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import type { WrittenSource } from './claims.js'
import { write } from './claims.js'

const BOOKS = { method: 'POST', path: '/books' } as const

const documents: WrittenSource = {
  id: 'specs/endpoints.md',
  kind: 'endpoints',
  claims: [
    [1, { subject: { kind: 'service' }, property: 'authScheme', value: 'none' }],
    [2, { subject: { kind: 'operation', ...BOOKS }, property: 'exists', value: true }],
    [3, { subject: { kind: 'body', ...BOOKS, field: 'title' }, property: 'type', value: 'string' }],
    [3, { subject: { kind: 'body', ...BOOKS, field: 'title' }, property: 'required', value: true }],
    [4, { subject: { kind: 'body', ...BOOKS, field: 'note' }, property: 'type', value: 'string' }],
    [4, { subject: { kind: 'body', ...BOOKS, field: 'note' }, property: 'required', value: false }],
    [
      6,
      {
        subject: { kind: 'service' },
        property: 'errorExample',
        value: { faults: { title: ["can't be blank"] } },
      },
    ],
  ],
}

function bodyOf(answers: ReadonlyMap<string, string>) {
  const { reading, project } = write(documents)
  const { operations, questions } = assembleDraft(reading, project, answers)
  return {
    blank: operations[0]?.body.map(({ name, notBlank }) => [name, notBlank]),
    asked: questions.filter(({ id }) => id === 'blank-texts'),
  }
}

describe('an example of an error that complains of an empty value', () => {
  test('refuses blanks in required texts, and asks', () => {
    const { blank, asked } = bodyOf(new Map())
    expect(blank).toEqual([
      ['title', true],
      ['note', false],
    ])
    expect(asked).toMatchObject([
      {
        blocking: false,
        subjects: ['POST /books'],
        sources: ['specs/endpoints.md:6'],
        recommended: 'required',
      },
    ])
  })

  test('refuses nothing when a person says so', () => {
    expect(bodyOf(new Map([['blank-texts', 'none']])).blank).toEqual([
      ['title', false],
      ['note', false],
    ])
  })
})
