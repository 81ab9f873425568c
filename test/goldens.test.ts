import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyse, generate } from '../src/compile.js'
import type { Emission } from '../src/fastapi/emission.js'

/** Specifications of others, which stand beside the repository where they are at hand. */
const CORPUS = join(import.meta.dirname, '../../shared/corpus/specs')

/** Projects with the backends that are written for them, by the folder of the golden. */
const PROJECTS: ReadonlyMap<string, string> = new Map([
  ['plant-diary', join(import.meta.dirname, '../examples/plant-diary')],
  ['recipe-club', join(import.meta.dirname, 'fixtures/behaviour/relations/recipe-club')],
  ['todo-owner-path', join(CORPUS, 'maryamfaizan53+todo-app-specDrive-dev')],
])

async function emissionOf(folder: string): Promise<Emission> {
  const request = { folder, answers: new Map(), what: [], built: [], database: null }
  const { emission } = await generate(await analyse(request))
  return emission
}

/** Paths of all files below a folder, in their order. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted()
}

describe.each([...PROJECTS])('%s', (name, project) => {
  test.skipIf(!existsSync(project))('is written as the golden shows, byte for byte', async () => {
    const { files } = await emissionOf(project)
    for (const { path, text } of files) {
      await expect(text).toMatchFileSnapshot(`goldens/${name}/backend/${path}`)
    }
    const golden = join(import.meta.dirname, 'goldens', name, 'backend')
    expect(await filesBelow(golden)).toEqual(files.map(({ path }) => path).toSorted())
  })
})
