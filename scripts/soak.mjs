// Starts the back end of a specification, loads it, and takes away what it needs while it works: slow clients and many
// connections, a database that is stopped, a process that is killed, transactions that lose against others, and SIGTERM.
// Prints figures; ends with 1 when a write that was acknowledged is lost, or a client sees a failure that it should not.
// usage: npm run build && npm run soak [-- --project DIR --database sqlite|postgres --requests N --connections N --only TRIAL]
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepareEnvironment } from '../dist/verify/environment.js'
import { withDatabase } from '../dist/verify/live-database.js'
import { sendRequest } from '../dist/verify/probes/http.js'
import { worldOf } from '../dist/verify/probes/world.js'
import { writeBackend } from './backends/write.mjs'
import { Service } from './soak/service.mjs'
import { contention } from './soak/trials/contention.mjs'
import { crash } from './soak/trials/crash.mjs'
import { drain } from './soak/trials/drain.mjs'
import { load } from './soak/trials/load.mjs'
import { outage } from './soak/trials/outage.mjs'
import { workloadsOf } from './soak/workload.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name)
  return at === -1 ? otherwise : process.argv[at + 1]
}
const project = resolve(option('--project', join(root, 'examples', 'plant-diary')))
const kind = option('--database', 'sqlite')
const requests = Number(option('--requests', 10_000))
const connections = Number(option('--connections', 200))
const only = option('--only', '')
const trials = Object.entries({ load, contention, crash, outage, drain }).filter(([name]) =>
  name.includes(only),
)

const temporary = mkdtempSync(join(tmpdir(), 'specwright-soak-'))
const folder = join(temporary, 'backend')
mkdirSync(folder)

/** Fires all trials; returns what failed. */
async function soak(design, python, database) {
  const url = database?.url ?? `sqlite:///${join(temporary, 'soak.db')}`
  const service = new Service({ design, python, folder, temporary, url })
  await service.start()
  const failed = []
  try {
    const world = {
      ...worldOf(design, service.base, service.secret),
      send: (request) => sendRequest(service.base, request),
    }
    const workloads = await workloadsOf(world)
    if (workloads.length === 0) throw new Error('the API makes no rows that this run could make')
    for (const { entity, read, list, change } of workloads) {
      const able = Object.entries({ read, list, change }).filter(([, operation]) => operation !== undefined)
      console.log(`  loaded: ${entity} (create${able.map(([name]) => `, ${name}`).join('')})`)
    }
    const control = database?.control ?? null
    for (const [name, trial] of trials) {
      const lines = []
      const say = (line) => lines.push(line)
      const faults = await trial({
        world,
        service,
        workloads,
        database: control,
        url,
        requests,
        connections,
        say,
      })
      console.log(`${faults === null ? '–' : faults.length === 0 ? '✓' : '✗'} ${name}`)
      for (const line of faults === null ? ['nothing here that it could try'] : lines)
        console.log(`    ${line}`)
      for (const fault of faults ?? []) console.log(`    ✗ ${fault}`)
      failed.push(...(faults ?? []))
    }
  } catch (error) {
    console.error(service.log.slice(-3000))
    throw error
  } finally {
    await service.stop()
  }
  return failed
}

try {
  const { design, emission } = await writeBackend(project, folder)
  const environment = await prepareEnvironment({
    requirements: emission.requirements,
    listener: () => undefined,
  })
  console.log(`${design.service.title}, ${kind}`)
  const failed = await withDatabase(
    { kind, python: environment.python, temporary, project, environment: process.env },
    (database) => soak(design, environment.python, database),
  )
  process.exitCode = failed.length === 0 ? 0 : 1
} finally {
  rmSync(temporary, { recursive: true, force: true })
}
