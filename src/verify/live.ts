import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Design } from '../design/design.js'
import { backendOf, moduleName } from '../fastapi/backend.js'
import { settingsOf } from '../fastapi/modules/settings.js'
import { tokenTrust } from '../fastapi/modules/token-settings.js'
import type { Environment } from './environment.js'
import type { Evidence } from './evidence.js'
import type { VerificationListener } from './event.js'
import { openIssuer } from './issuer.js'
import { operationProbes, serviceProbes } from './probes/catalogue.js'
import type { Control } from './probes/control.js'
import type { ProbeResult } from './probes/probe.js'
import { runProbes } from './probes/run.js'
import { worldOf, type World } from './probes/world.js'
import { runSchemathesis } from './schemathesis.js'
import { seeder } from './seed.js'
import { serve, type Served } from './serve.js'
import { childEnvironment } from './variables.js'

/** What probes of a service showed. */
export type LiveEvidence =
  | { readonly ran: true; readonly results: readonly ProbeResult[]; readonly others: readonly Evidence[] }
  /** The service could not be probed. */
  | { readonly ran: false; readonly reason: string }

/** A database for the run. */
export interface LiveDatabase {
  /** For the service, as `DATABASE_URL`. */
  readonly url: string
  readonly control: Control['database']
}

/** A backend to start and to probe. */
export interface LiveRequest {
  readonly design: Design
  readonly environment: Pick<Environment, 'python'>
  /** The backend, or a copy of it. */
  readonly folder: string
  /** A folder for what the backend leaves behind. */
  readonly temporary: string
  /** Null: a SQLite file of its own. */
  readonly database: LiveDatabase | null
  readonly listener: VerificationListener
  readonly signal?: AbortSignal | undefined
  /** Schemathesis is to run as well. */
  readonly schemathesis: boolean
}

/** Starts a backend, fires all probes at it, and stops it. */
export async function probeBackend(request: LiveRequest): Promise<LiveEvidence> {
  const { design, listener, signal } = request
  const issuer =
    tokenTrust(backendOf(design)) === 'published-keys' ? await openIssuer(design.auth.algorithm) : null
  // Beside published keys a secret opens nothing: what is signed with one must be refused.
  const secret =
    design.auth.secretEnv === null && issuer === null ? null : randomBytes(32).toString('base64url')
  const started: { variables: Readonly<Record<string, string>> } = { variables: {} }
  const start = startOf(request, { secret, keys: issuer?.address ?? null }, (variables) => {
    started.variables = variables
  })
  const served = await start({})
  if (!served.serves) await issuer?.close()
  if (!served.serves) return { ran: false, reason: `The backend did not start:\n${lastLines(served.log)}` }
  const rows = seeder({
    python: request.environment.python,
    folder: request.folder,
    variables: started.variables,
    backend: backendOf(design),
  })
  try {
    const world = worldOf(design, served.base, secret, rows, issuer?.sign ?? null)
    const results = await runProbes({
      world,
      operationProbes,
      serviceProbes,
      control: { start: controlledStart(start), database: request.database?.control ?? null },
      onResult: (_, done, total) => listener({ kind: 'probe-finished', done, total }),
      signal,
    })
    return { ran: true, results, others: await others(request, world) }
  } finally {
    await rows.close()
    await served.stop()
    await issuer?.close()
  }
}

/** A service that runs already. */
export interface ServiceRequest extends Pick<
  LiveRequest,
  'design' | 'temporary' | 'listener' | 'schemathesis'
> {
  readonly base: URL
  /** Null when the service knows no tokens, or the secret is not to be told. */
  readonly secret: string | null
}

/** Fires the probes at a service that runs already. */
export async function probeService(request: ServiceRequest): Promise<LiveEvidence> {
  const { design, base, secret, listener } = request
  const world = worldOf(design, base, secret)
  const results = await runProbes({
    world,
    operationProbes,
    serviceProbes,
    control: null,
    onResult: (_, done, total) => listener({ kind: 'probe-finished', done, total }),
  })
  return { ran: true, results, others: await others(request, world) }
}

async function others(
  { schemathesis, temporary }: Pick<LiveRequest, 'schemathesis' | 'temporary'>,
  world: World,
): Promise<readonly Evidence[]> {
  return schemathesis ? await runSchemathesis(world, temporary) : []
}

type Start = (variables: Readonly<Record<string, string>>) => Promise<Served>

/** Starts the backend, each time with a home and, unless the run has a database, a SQLite file of its own. */
function startOf(
  request: LiveRequest,
  { secret, keys }: { readonly secret: string | null; readonly keys: string | null },
  onStart: (variables: Readonly<Record<string, string>>) => void,
): Start {
  const { design, environment, folder, temporary, database, signal } = request
  const backend = backendOf(design)
  const databaseVariable =
    settingsOf(backend).find(({ role }) => role === 'database')?.variable ?? 'DATABASE_URL'
  const keysVariable = settingsOf(backend).find(({ role }) => role === 'keys')?.variable
  let count = 0
  return async (variables) => {
    count += 1
    const home = join(temporary, `live-${String(count)}`)
    await mkdir(home, { recursive: true })
    const all = {
      ...childEnvironment(home),
      [databaseVariable]: database?.url ?? `sqlite:///${join(home, 'probes.db')}`,
      ...(design.auth.secretEnv === null || secret === null ? {} : { [design.auth.secretEnv]: secret }),
      ...(keys === null || keysVariable === undefined ? {} : { [keysVariable]: keys }),
      ...variables,
    }
    if (count === 1) onStart(all)
    return await serve({
      python: environment.python,
      folder,
      application: `${moduleName(backend.paths.main)}:app`,
      variables: all,
      signal,
    })
  }
}

function controlledStart(start: Start): Control['start'] {
  return async (variables, work) => {
    const served = await start(variables)
    if (!served.serves) return { served: false, log: served.log }
    try {
      await work?.(served.base)
    } finally {
      await served.stop()
    }
    return { served: true, log: served.log() }
  }
}

function lastLines(log: string): string {
  return log.trim().split('\n').slice(-8).join('\n').slice(-2000)
}
