import { describe, expect, test } from 'vitest'
import { assembleDraft } from '../../src/design/assemble.js'
import type { Question } from '../../src/design/question.js'
import type { Written, WrittenSource } from './claims.js'
import { write } from './claims.js'

function questions(...sources: readonly WrittenSource[]): readonly Question[] {
  const { reading, project } = write(...sources)
  // What these documents do not say of callers is asked in authentication.test.ts.
  return assembleDraft(reading, project, new Map()).questions.filter(({ id }) => id !== 'authentication')
}

function ids(...sources: readonly WrittenSource[]): readonly string[] {
  return questions(...sources).map(({ id }) => id)
}

const column = (entity: string, field: string) => ({ kind: 'column', entity, field }) as const
const patch = (path: string) => ({ kind: 'operation', method: 'PATCH', path }) as const

const members: readonly (readonly [number, Written])[] = [
  [1, { subject: { kind: 'entity', entity: 'Member' }, property: 'managedElsewhere', value: true }],
  [2, { subject: column('Member', 'id'), property: 'type', value: 'string' }],
]

describe('questions', () => {
  test('a reference into a table of another system', () => {
    const [question] = questions({
      id: 'schema.md',
      kind: 'schema',
      claims: [
        ...members,
        [5, { subject: column('Loan', 'member_id'), property: 'references', value: 'members.id' }],
      ],
    })
    expect(question).toMatchObject({
      id: 'member-references-elsewhere',
      subjects: ['Loan.member_id'],
      sources: ['schema.md:5', 'schema.md:1'],
      blocking: false,
    })
  })

  test('references into one table of another system are one question', () => {
    const found = questions({
      id: 'schema.md',
      kind: 'schema',
      claims: [
        ...members,
        [5, { subject: column('Loan', 'member_id'), property: 'references', value: 'members.id' }],
        [6, { subject: column('Fine', 'member_id'), property: 'references', value: 'members.id' }],
      ],
    })
    expect(found.map(({ id, subjects }) => [id, subjects])).toEqual([
      ['member-references-elsewhere', ['Loan.member_id', 'Fine.member_id']],
    ])
  })

  test('what becomes of deleted rows is told by what is lost', () => {
    const removal = { kind: 'operation', method: 'DELETE', path: '/loans/{id}' } as const
    const [question] = questions(
      {
        id: 'a.md',
        kind: 'endpoints',
        claims: [
          [1, { subject: removal, property: 'exists', value: true }],
          [2, { subject: removal, property: 'deletion', value: 'hard' }],
        ],
      },
      {
        id: 'b.md',
        kind: 'endpoints',
        claims: [[1, { subject: removal, property: 'deletion', value: 'soft' }]],
      },
    )
    expect(question?.options.map(({ label }) => label)).toEqual([
      'the row is gone for good; nobody can bring it back',
      'the row is kept and marked; nobody sees it any more, and it can be brought back',
    ])
  })

  test('a toggle that carries the value', () => {
    expect(
      ids({
        id: 'endpoints.md',
        kind: 'endpoints',
        claims: [
          [1, { subject: patch('/loans/{id}/late'), property: 'summary', value: 'Toggle a late loan' }],
          [
            2,
            {
              subject: { kind: 'body', method: 'PATCH', path: '/loans/{id}/late', field: 'late' },
              property: 'type',
              value: 'boolean',
            },
          ],
          [
            3,
            {
              subject: patch('/loans/{id}/late'),
              property: 'error',
              value: { status: 422, condition: 'bad value', message: null },
            },
          ],
        ],
      }),
    ).toEqual(['patch-loans-id-late-effect'])
  })

  test('names that differ between columns and a contract', () => {
    expect(
      ids(
        {
          id: 'schema.md',
          kind: 'schema',
          claims: [[1, { subject: column('Loan', 'is_late'), property: 'type', value: 'boolean' }]],
        },
        {
          id: 'openapi.yaml',
          kind: 'openapi',
          claims: [
            [
              1,
              {
                subject: { kind: 'property', schema: 'LoanOut', field: 'late' },
                property: 'type',
                value: 'boolean',
              },
            ],
          ],
        },
      ),
    ).toEqual(['loan-wire-names'])
  })

  test('not the notation of a column that only a contract tells of', () => {
    const property = (field: string) => ({ kind: 'property', schema: 'Loan', field }) as const
    const post = { kind: 'operation', method: 'POST', path: '/loans' } as const
    const { project, reading } = write({
      id: 'openapi.yaml',
      kind: 'openapi',
      claims: [
        [1, { subject: post, property: 'exists', value: true }],
        [2, { subject: property('id'), property: 'type', value: 'integer' }],
        [3, { subject: property('dueDate'), property: 'type', value: 'date' }],
      ],
    })
    const draft = assembleDraft(reading, project, new Map())
    expect(draft.entities.map(({ name, fields }) => [name, fields.map((field) => field.name)])).toEqual([
      ['Loan', ['id', 'due_date']],
    ])
    expect(draft.questions.map(({ id }) => id)).not.toContain('loan-wire-names')
  })

  test('a column that only a constitution knows', () => {
    const typed = (['id', 'note', 'due'] as const).map((field, index): readonly [number, Written] => [
      index + 1,
      { subject: column('Loan', field), property: 'type', value: 'string' },
    ])
    const [question] = questions(
      { id: 'schema.md', kind: 'schema', claims: typed },
      {
        id: 'constitution.md',
        kind: 'constitution',
        claims: [[9, { subject: column('Loan', 'branch'), property: 'type', value: 'string' }]],
      },
    )
    expect(question).toMatchObject({
      id: 'loan-more-columns',
      subjects: ['Loan', 'Loan.branch'],
      sources: ['constitution.md:9'],
      recommended: 'leave-out',
    })
  })

  test('none of it depends on the order of the claims', () => {
    const sources: WrittenSource[] = [
      { id: 'schema.md', kind: 'schema', claims: members },
      {
        id: 'plan.md',
        kind: 'plan',
        claims: [[5, { subject: column('Loan', 'member_id'), property: 'references', value: 'members.id' }]],
      },
    ]
    const { reading, project } = write(...sources)
    const backwards = { ...reading, claims: reading.claims.toReversed() }
    expect(assembleDraft(backwards, project, new Map()).questions).toEqual(
      assembleDraft(reading, project, new Map()).questions,
    )
  })
})
