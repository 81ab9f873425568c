import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readClaims } from '../../src/claims/read-claims.js'
import { assembleDraft } from '../../src/design/assemble.js'
import { readProject } from '../../src/source/read-project.js'
import { completeDesign } from './complete-design.js'

test('decimals that examples show as texts are asked', async () => {
  const project = await readProject(join(import.meta.dirname, '../fixtures/behaviour/decimal-texts/tolls'))
  const reading = await readClaims(project)
  const design = completeDesign(assembleDraft(reading, project, new Map()), reading)
  const asked = design.questions.find(({ id }) => id === 'decimal-texts')
  expect(asked).toMatchObject({
    subjects: ['fee'],
    sources: ['specs/api/rest-endpoints.md:15'],
    blocking: false,
    recommended: 'numbers',
  })
})
