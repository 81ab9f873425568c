import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { analyse } from '../../../src/compile.js'

it('columns that uploads fill are not asked about', async () => {
  const folder = fileURLToPath(new URL('../../fixtures/fastapi/museum', import.meta.url))
  const { design } = await analyse({ folder, answers: new Map(), what: [], built: [], database: null })
  expect(design.questions.map(({ id }) => id)).not.toContain('unwritten-columns')
})
