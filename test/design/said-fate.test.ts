import { join } from 'node:path'
import { expect, test } from 'vitest'
import { analyse } from '../../src/compile.js'

const folder = join(import.meta.dirname, '../fixtures/design/pottery-kilns')

test('what an operation says of the rows that refer to a deleted one stands in their columns', async () => {
  const { design } = await analyse({ folder, answers: new Map(), what: [], built: [], database: null })
  const fates = design.entities.flatMap(({ name, fields }) =>
    fields
      .filter(({ references }) => references !== null)
      .map((field) => `${name}.${field.name} ${field.onDelete ?? 'unsaid'}`),
  )
  expect(fates).toEqual([
    'Firing.kiln_id cascade',
    'Firing.next_kiln_id unsaid',
    'Repair.kiln_id set-null',
    // A column that cannot be empty is not emptied.
    'Visit.kiln_id unsaid',
  ])
  const firing = design.entities.find(({ name }) => name === 'Firing')
  expect(firing?.fields.find(({ name }) => name === 'kiln_id')?.origins['onDelete']).toEqual([
    expect.objectContaining({ kind: 'claim', reader: 'statement' }),
  ])
})
