import { join } from 'node:path'
import { expect, test } from 'vitest'
import { analyse } from '../../src/compile.js'

test('changes that documents demand and no operation makes are put to a person', async () => {
  const folder = join(import.meta.dirname, '../fixtures/behaviour/tool-shed')
  const { design } = await analyse({ folder, answers: new Map(), what: [], built: [], database: null })
  // `returned` is what the body of a request brings; nothing changes `in_shed`.
  expect(design.questions.find(({ id }) => id === 'unbuilt-effects')).toMatchObject({
    blocking: false,
    subjects: ['Tool.in_shed'],
    about: 'A line demands that requests change Tool.in_shed, and no operation that is built does so.',
    sources: ['specs/tool-shed.md:38'],
    recommended: 'leave-out',
  })
  expect(design.statements.find(({ label }) => label === 'FR-001')?.outcome).toEqual({
    status: 'asked',
    questions: ['unbuilt-effects'],
  })
})
