import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import type { Answers } from '../../src/design/answers.js'
import type { Design } from '../../src/design/design.js'
import { body, draft, entity, field, operation } from './fixtures/build.js'

const RECIPE = entity('Recipe', 'recipes', [
  field('id', 'integer', { primaryKey: true, generated: 'autoincrement' }),
  field('title', 'string'),
  field('is_public', 'boolean'),
])

function designOf(answers: Answers = new Map()): Design {
  const operations = [
    operation('GET /health'),
    operation('POST /recipes', {
      body: [body('title', 'string', { required: true, nullable: false })],
      errors: [409],
      errorFacts: [{ status: 409, condition: 'the kitchen is closed', message: null }],
    }),
    operation('POST /recipes/{id}/weigh'),
  ]
  return completeDesign(
    draft({ entities: [RECIPE], operations }),
    { claims: [], statements: [], diagnostics: [] },
    answers,
  )
}

describe('doubts', () => {
  it('are asked with a recommendation, and taken for granted until answered', () => {
    const design = designOf()
    expect(design.questions.map((one) => [one.id, one.kind, one.recommended])).toEqual([
      ['get-health-body', 'missing', 'status-ok'],
      ['recipe-is-public-default', 'missing', 'false'],
      ['post-recipes-status-409', 'unsupported', 'leave-out'],
      ['post-recipes-id-weigh-behaviour', 'unsupported', 'later'],
    ])
    expect(design.assumptions.map((one) => one.question)).toEqual(design.questions.map((one) => one.id))
    expect(design.questions[2]?.about).toBe(
      'POST /recipes answers 409 when “the kitchen is closed”, which cannot be built yet.',
    )
  })

  it('are settled by answers', () => {
    const design = designOf(
      new Map([
        ['get-health-body', 'empty'],
        ['recipe-is-public-default', 'true'],
        ['post-recipes-id-weigh-behaviour', 'leave-out'],
      ]),
    )
    expect(design.operations.map((one) => one.id)).toEqual(['GET /health', 'POST /recipes'])
    expect(design.operations[0]?.responseBody).toEqual({ kind: 'empty' })
    const insert = design.operations[1]?.steps?.find((step) => step.kind === 'insert')
    expect(insert?.values).toContainEqual({
      field: 'is_public',
      value: { kind: 'constant', value: true },
      whenBody: null,
    })
    expect(design.outOfScope).toEqual([
      {
        what: 'POST /recipes/{id}/weigh',
        why: 'left out by a decision',
        origins: {
          exists: [{ kind: 'answer', question: 'post-recipes-id-weigh-behaviour', option: 'leave-out' }],
        },
      },
    ])
  })

  it('name an example that breaks the rules of its body', () => {
    const operations = [
      operation('POST /recipes', {
        body: [body('title', 'string', { required: true, nullable: false, maxLength: 5 })],
        examples: [
          ['Soup', 201],
          ['Ratatouille', 201],
          ['Ratatouille', 422],
          ['Ratatouille', null],
        ].map(([title, status]) => ({
          name: null,
          url: null,
          request: { title: String(title) },
          status: typeof status === 'number' ? status : null,
          response: undefined,
          origins: {
            exists: [
              {
                kind: 'claim' as const,
                span: { source: 'specs/recipes.md', start: String(title).length, end: 90 },
                reader: 'example-block',
              },
            ],
          },
        })),
      }),
    ]
    const { questions } = completeDesign(
      draft({ entities: [RECIPE], operations }),
      { claims: [], statements: [], diagnostics: [] },
      new Map(),
    )
    const found = questions.find(({ id }) => id === 'post-recipes-example-against-rules')
    expect(found?.spans).toEqual([{ source: 'specs/recipes.md', start: 11, end: 90 }])
    expect(found?.about).toBe('POST /recipes shows a request that succeeds and breaks the rules of its body.')
  })
})
