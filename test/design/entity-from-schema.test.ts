import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { analyse } from '../../src/compile.js'

it('makes tables of what is kept, and none of what somebody signs in with', async () => {
  const folder = fileURLToPath(new URL('../fixtures/design/tills', import.meta.url))
  const { design } = await analyse({ folder, answers: new Map(), what: [], built: [], database: null })
  expect(design.entities.map(({ name }) => name)).toEqual(['Till'])
})
