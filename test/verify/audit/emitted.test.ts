import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyse, generate } from '../../../src/compile.js'
import { emit } from '../../../src/fastapi/emit.js'
import { audit } from '../../../src/verify/audit/audit.js'
import { pythonFiles } from '../../../src/verify/audit/files.js'
import { library } from '../../fastapi/fixtures/library.js'
import { parcels } from '../../fastapi/fixtures/parcels.js'

describe('what the tool writes has no finding', () => {
  test.each([
    ['library', library],
    ['parcels', parcels],
  ])('%s', async (_, design) => {
    const { files } = await emit(design)
    expect(
      await audit(
        files.filter(({ path }) => path.endsWith('.py')),
        design,
      ),
    ).toEqual([])
  })

  test('the example', async () => {
    const folder = join(import.meta.dirname, '../../../examples/plant-diary')
    const request = { folder, answers: new Map(), what: [], built: [], database: null }
    const { design, emission } = await generate(await analyse(request))
    const files = emission.files.filter(({ path }) => path.endsWith('.py'))
    expect(await audit(files, design)).toEqual([])
    const router = files.find(({ path }) => path.endsWith('routers/plants.py'))
    const without = files.map(({ path, text }) => ({
      path,
      text: path === router?.path ? text.replaceAll(', Plant.user_id == owner_id', '') : text,
    }))
    expect(await audit(without, design)).toMatchObject([
      { rule: 'unowned-query', path: router?.path, operation: 'GET /api/plants/{plant_id}' },
    ])
  })

  test('the goldens', async () => {
    const goldens = join(import.meta.dirname, '../../goldens')
    for (const name of await readdir(goldens)) {
      const findings = await audit(await pythonFiles(join(goldens, name, 'backend')), null)
      // Indexes stand where a specification asks for them, and nobody tells the audit of it here.
      expect(findings.filter(({ rule }) => rule !== 'missing-index')).toEqual([])
    }
  })
})
