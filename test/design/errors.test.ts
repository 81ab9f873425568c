import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import { causeOf } from '../../src/design/errors.js'
import type { Written, WrittenSource } from './claims.js'
import { write } from './claims.js'

const PATH = '/loans/{id}'

function error(status: number, condition: string): Written {
  return {
    subject: { kind: 'operation', method: 'PUT', path: PATH },
    property: 'error',
    value: { status, condition, message: null },
  }
}

function general(status: number, condition: string): Written {
  return { subject: { kind: 'service' }, property: 'error', value: { status, condition, message: null } }
}

function read(...sources: readonly WrittenSource[]) {
  const { reading, project } = write(...sources)
  return assembleDraft(reading, project, new Map())
}

const body: readonly [number, Written] = [
  3,
  { subject: { kind: 'body', method: 'PUT', path: PATH, field: 'note' }, property: 'required', value: true },
]

test.each([
  [401, 'no token', 'token'],
  [404, 'loan not found', 'absent'],
  [422, 'note too long', 'body'],
  [422, 'loan_id is not a valid UUID', 'path-format'],
  [400, 'Malformed loan id', 'path-format'],
  [400, 'Default shelves cannot be deleted', 'status'],
  [409, 'already lent', 'duplicate'],
] as const)('%i %s is caused by %s', (status, condition, cause) => {
  expect(causeOf({ status, condition, message: null })).toBe(cause)
})

describe('errors of an operation', () => {
  test('general rules apply where they can happen', () => {
    const draft = read({
      id: 'endpoints.md',
      kind: 'endpoints',
      claims: [
        body,
        [10, general(404, 'no such row')],
        [11, general(422, 'invalid body')],
        [12, general(401, 'no token')],
        [13, general(500, 'anything else')],
      ],
    })
    // Without authentication there is no token to be missing.
    expect(draft.operations[0]?.errors).toEqual([404, 422])
  })

  test('a catalogue says nothing more of operations that list their own', () => {
    const catalogued: Written = {
      subject: { kind: 'service' },
      property: 'error',
      value: { status: 422, condition: 'Invalid rack', message: null, catalogued: true },
    }
    const listed = read({
      id: 'endpoints.md',
      kind: 'endpoints',
      claims: [body, [5, error(404, 'not found')], [20, catalogued]],
    })
    expect(listed.operations[0]?.errors).toEqual([404])
    const unlisted = read({ id: 'endpoints.md', kind: 'endpoints', claims: [body, [20, catalogued]] })
    expect(unlisted.operations[0]?.errors).toEqual([422])
  })

  test('a weaker document adds a cause, not a second status for one', () => {
    const draft = read(
      { id: 'openapi.yaml', kind: 'openapi', claims: [body, [5, error(400, 'invalid body')]] },
      {
        id: 'plan.md',
        kind: 'plan',
        claims: [
          [6, error(422, 'invalid body')],
          [7, error(404, 'not found')],
        ],
      },
    )
    expect(draft.operations[0]?.errors).toEqual([400, 404])
    expect(draft.questions.filter(({ id }) => id !== 'authentication')).toMatchObject([
      { id: 'invalid-body-status', blocking: false, sources: ['openapi.yaml:5', 'plan.md:6'] },
    ])
  })
})
