import { join } from 'node:path'
import { expect, test } from 'vitest'
import { designOf } from './design-of.js'

test('decimals that examples show as texts are asked', async () => {
  const design = await designOf(join(import.meta.dirname, '../fixtures/behaviour/decimal-texts/tolls'))
  const asked = design.questions.find(({ id }) => id === 'decimal-texts')
  expect(asked).toMatchObject({
    subjects: ['fee'],
    sources: ['specs/api/rest-endpoints.md:15'],
    blocking: false,
    recommended: 'numbers',
  })
})
