import { describe, expect, test } from 'vitest'
import type { Question } from '../../src/design/question.js'
import { withInitialTexts } from '../../src/behaviour/initial-text.js'
import { body, draft, entity, field, operation } from './fixtures/build.js'

const RECIPE = entity('Recipe', 'recipes', [
  field('id', 'uuid', { primaryKey: true, generated: 'uuid' }),
  field('title', 'string'),
  field('photo', 'string'),
])

function asked(answer: string | null): Question {
  return {
    id: 'null-in-example',
    kind: 'conflict',
    concern: 'client-visible',
    blocking: false,
    subjects: ['Recipe.photo'],
    about: 'An example answers null for Recipe.photo, where the contract has no null.',
    sources: [],
    spans: [],
    options: [
      { id: 'null', label: 'as null' },
      { id: 'never', label: 'always there' },
    ],
    recommended: 'null',
    answer,
  }
}

function photoIsNullable(
  questions: readonly Question[],
  answers: readonly (readonly [string, string])[] = [],
) {
  const change = operation('PATCH /recipes/{id}', {
    body: [body('title', 'string'), body('photo', 'string')],
  })
  const recipes = draft({ entities: [RECIPE], operations: [change], questions })
  const { fields } = withInitialTexts(recipes, RECIPE, new Map(answers))
  return fields.find(({ name }) => name === 'photo')?.nullable
}

describe('a text that a client gives later', () => {
  test('is null at first where an example shows null', () => {
    expect(photoIsNullable([asked(null)])).toBe(true)
  })

  test('is not where nobody shows it, or somebody decided against it', () => {
    expect(photoIsNullable([])).toBe(false)
    expect(photoIsNullable([asked('never')])).toBe(false)
    expect(photoIsNullable([asked(null)], [['recipe-photo-initial', 'empty']])).toBe(false)
  })
})
