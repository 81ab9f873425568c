import { join } from 'node:path'
import { expect, test } from 'vitest'
import { analyse } from '../../src/compile.js'

const folder = join(import.meta.dirname, '../fixtures/design/leaky-flats')

test('values of an order say its direction by their sign', async () => {
  const { design } = await analyse({ folder, answers: new Map(), what: [], built: [], database: null })
  const steps = design.operations.find(({ id }) => id === 'GET /leaks')?.steps ?? []
  expect(steps.flatMap((step) => (step.kind === 'select' ? [step.sort] : []))).toMatchObject([
    {
      fieldParameter: 'sort',
      allowed: [
        { value: 'createdAt', field: 'created_at', direction: 'asc' },
        { value: '-createdAt', field: 'created_at', direction: 'desc' },
        { value: 'room', field: 'room', direction: 'asc' },
        { value: '-room', field: 'room', direction: 'desc' },
      ],
      defaultField: 'created_at',
      defaultDirection: 'desc',
    },
  ])
})
