import { join } from 'node:path'
import { expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import { readClaims } from '../../src/claims/read-claims.js'
import { assembleDraft } from '../../src/design/assemble.js'
import { readProject } from '../../src/source/read-project.js'

it('asks about body fields that may be left out while their column must have a value', async () => {
  const project = await readProject(join(import.meta.dirname, '../fixtures/behaviour/needed-columns'))
  const reading = await readClaims(project)
  const design = completeDesign(assembleDraft(reading, project, new Map()), reading)
  expect(design.questions.find(({ id }) => id.endsWith('needed-columns'))).toMatchObject({
    blocking: false,
    subjects: ['POST /firings', 'Firing.cone', 'Firing.is_done'],
    about:
      'POST /firings may be sent without cone, is_done, and the row must have a value there that nothing else gives.',
    recommended: 'refused',
  })
})
