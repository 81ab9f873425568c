import { join } from 'node:path'
import { expect, it } from 'vitest'
import { designOf } from './design-of.js'

it('asks about body fields that may be left out while their column must have a value', async () => {
  const design = await designOf(join(import.meta.dirname, '../fixtures/behaviour/needed-columns'))
  expect(design.questions.find(({ id }) => id.endsWith('needed-columns'))).toMatchObject({
    blocking: false,
    subjects: ['POST /firings', 'Firing.cone', 'Firing.is_done'],
    about:
      'POST /firings may be sent without cone, is_done, and the row must have a value there that nothing else gives.',
    recommended: 'refused',
  })
})
