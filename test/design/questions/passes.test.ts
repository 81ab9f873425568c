import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readClaims } from '../../../src/claims/read-claims.js'
import { assembleDraft } from '../../../src/design/assemble.js'
import type { Question } from '../../../src/design/question.js'
import { readProject } from '../../../src/source/read-project.js'

const fixtures = join(dirname(), '../../fixtures/design/questions')

function dirname(): string {
  return fileURLToPath(new URL('.', import.meta.url))
}

async function questionsOf(fixture: string): Promise<readonly Question[]> {
  const project = await readProject(join(fixtures, fixture))
  return assembleDraft(await readClaims(project), project, new Map()).questions
}

/** A fixture is called after the question that its documents raise; `asked.json` says which lines are shown. */
describe('every fixture raises the question it is called after', () => {
  const raised = readdirSync(fixtures).filter((name) => name !== 'nothing-open')
  test.each(raised)('%s', async (fixture) => {
    const question = (await questionsOf(fixture)).find(({ id }) => id === fixture)
    const { subjects, sources, kind, concern, blocking, about } = question ?? {}
    const golden = readFileSync(join(fixtures, fixture, 'asked.json'), 'utf8')
    expect({ kind, concern, blocking, about, subjects, sources }).toEqual(JSON.parse(golden))
  })
})

test('documents that leave nothing open raise no question', async () => {
  expect((await questionsOf('nothing-open')).map(({ id, about }) => `${id}: ${about}`)).toEqual([])
})

test('every question offers what it recommends', async () => {
  for (const fixture of readdirSync(fixtures)) {
    for (const { options, recommended } of await questionsOf(fixture)) {
      expect(options.map(({ id }) => id)).toContain(recommended)
    }
  }
})
