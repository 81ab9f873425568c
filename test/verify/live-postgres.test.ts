import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { operationProbes } from '../../src/verify/probes/catalogue.js'
import { prepareEnvironment } from '../../src/verify/environment.js'
import { probeBackend } from '../../src/verify/live.js'
import { withDatabase } from '../../src/verify/live-database.js'
import { postgresBinaries } from '../../src/verify/postgres-binaries.js'
import { analyse, generate } from '../../src/compile.js'
import { makeProject, plant } from '../workspace/project.js'
import { variables } from './shared-environment.js'

const example = join(import.meta.dirname, '../../examples/plant-diary')
describe('--database postgres', () => {
  it('starts a server, and the example survives all probes on it', async ({ skip }) => {
    skip(postgresBinaries(example) === null, 'this machine has no PostgreSQL')
    const request = {
      folder: example,
      answers: new Map<string, string>(),
      what: [],
      built: [],
      database: null,
    }
    const { design, emission } = await generate(await analyse(request))
    const temporary = makeProject()
    const folder = join(temporary, 'backend')
    mkdirSync(folder)
    plant(folder, Object.fromEntries(emission.files.map(({ path, text }) => [path, text])))
    const requirements = emission.requirements.filter((line) => !/^(?:ruff|pyright)\b/u.test(line))
    const environment = await prepareEnvironment({ requirements, listener: () => undefined, variables })
    const live = await withDatabase(
      {
        kind: 'postgres',
        python: environment.python,
        temporary,
        project: example,
        environment: { ...process.env, DATABASE_URL: '' },
      },
      (database) =>
        probeBackend({
          design,
          environment,
          folder,
          temporary,
          database,
          listener: () => undefined,
          schemathesis: false,
        }),
    )
    const results = live.ran ? live.results : []
    expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(results.find(({ probe }) => probe === 'database-outage')?.outcome).toBe('passed')
    expect(results.length).toBeGreaterThan(operationProbes.length)
  }, 600_000)
})
