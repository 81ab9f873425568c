import { createHash, randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import { asExpectedFailure, systemCode } from '../workspace/failure.js'
import { cacheFolder } from './cache.js'
import type { VerificationListener } from './event.js'
import { install } from './install.js'
import { onInterrupt } from '../workspace/interrupt.js'
import { runProgram } from './process.js'
import { findPython, type Python } from './python.js'
import { requirementName } from './requirement.js'

/** A virtual environment with everything a backend and its tests import. */
export interface Environment {
  readonly folder: string
  /** Its interpreter. Modules are run with `-m`: scripts in `bin/` name the folder it was built in. */
  readonly python: string
  readonly version: string
}

/** What an environment is prepared from. */
export interface EnvironmentRequest {
  /** PEP 508 lines: names, extras and version ranges. */
  readonly requirements: readonly string[]
  readonly listener: VerificationListener
  readonly signal?: AbortSignal | undefined
  /** The user's environment variables, with the configuration of pip or uv. */
  readonly variables?: NodeJS.ProcessEnv
}

/** Written last into an environment: one without it was never finished. */
const MARKER = 'specwright.json'

/** Raised when environments are built differently, so that older ones are not used. */
const GENERATION = 1

/** Age after which a folder of a run that died while it built is removed, in milliseconds. */
const ABANDONED = 24 * 60 * 60 * 1000

/** Time without use after which an environment is removed, in milliseconds. */
const UNUSED = 30 * 24 * 60 * 60 * 1000

/**
 * Finds the environment for a set of requirements in the cache, or builds it there with the
 * user's own pip or uv configuration. It is built beside its place and renamed when it is
 * finished, so that a run that dies leaves nothing that looks finished, and of two runs that
 * build at once both end with a whole one.
 *
 * @throws ExpectedFailure `python-missing`, `installation-failed`, `disk-full`, `not-writable`
 */
export async function prepareEnvironment(request: EnvironmentRequest): Promise<Environment> {
  const variables = request.variables ?? process.env
  for (const line of request.requirements) {
    if (requirementName(line) === null) {
      throw new ExpectedFailure('installation-failed', `${JSON.stringify(line)} is not a requirement.`)
    }
  }
  const python = await findPython(variables, request.signal)
  const environments = join(cacheFolder(variables), 'environments')
  const folder = join(environments, keyOf(python, request.requirements))
  const found = environmentAt(folder, python)
  if (await isUsable(found, request)) {
    request.listener({ kind: 'environment-found', folder })
    return found
  }
  try {
    await mkdir(environments, { recursive: true })
    await removeAbandoned(environments)
    await removeUnused(environments)
    await build(environments, folder, python, request, variables)
  } catch (error) {
    throw asExpectedFailure(error, environments)
  }
  return found
}

/** The name of an environment: the same requirements and interpreter give the same. */
function keyOf(python: Python, requirements: readonly string[]): string {
  const parts = [GENERATION, python.executable, python.version, process.arch, ...[...requirements].sort()]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)
}

function environmentAt(folder: string, python: Python): Environment {
  const interpreter = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']
  return { folder, python: join(folder, ...interpreter), version: python.version }
}

/** True for a finished environment whose interpreter still runs and still finds its packages. */
async function isUsable(environment: Environment, request: EnvironmentRequest): Promise<boolean> {
  const marker = join(environment.folder, MARKER)
  try {
    await readFile(marker)
    // Says when the environment was last used. In a cache that is only read nothing is removed either.
    await utimes(marker, new Date(), new Date()).catch(() => undefined)
  } catch {
    return false
  }
  const outcome = await runProgram({
    command: environment.python,
    arguments: ['-I', '-c', 'import sys; sys.exit(sys.prefix == sys.base_prefix)'],
    folder: tmpdir(),
    environment: {},
    seconds: 60,
    signal: request.signal,
  })
  return outcome.status === 0
}

async function build(
  environments: string,
  folder: string,
  python: Python,
  request: EnvironmentRequest,
  variables: NodeJS.ProcessEnv,
): Promise<void> {
  const began = performance.now()
  const building = join(environments, `building-${randomUUID()}`)
  const done = onInterrupt(() => rmSync(building, { recursive: true, force: true }))
  try {
    await mkdir(building)
    await install({
      folder: building,
      python,
      environment: environmentAt(building, python),
      requirements: request.requirements,
      listener: request.listener,
      signal: request.signal,
      variables,
    })
    const marker = { python: python.executable, version: python.version, requirements: request.requirements }
    await writeFile(join(building, MARKER), `${JSON.stringify(marker, null, 2)}\n`)
    await place(building, folder, environmentAt(folder, python), request)
  } finally {
    await rm(building, { recursive: true, force: true, maxRetries: 3 })
    done()
  }
  request.listener({
    kind: 'environment-created',
    folder,
    seconds: (performance.now() - began) / 1000,
  })
}

/** Gives a finished environment its name, unless another run was first. */
async function place(
  building: string,
  folder: string,
  environment: Environment,
  request: EnvironmentRequest,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await rename(building, folder)
      return
    } catch (error) {
      const code = systemCode(error)
      if (attempt === 2 || (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM')) throw error
      if (await isUsable(environment, request)) return
      // What stands there does not run: its interpreter is gone, or somebody removed files.
      const aside = join(folder, '..', `building-${randomUUID()}`)
      await rename(folder, aside).catch(() => undefined)
      await rm(aside, { recursive: true, force: true, maxRetries: 3 })
    }
  }
}

/** Removes what runs left that died while they built. */
async function removeAbandoned(environments: string): Promise<void> {
  for (const name of await readdir(environments)) {
    if (!name.startsWith('building-')) continue
    const folder = join(environments, name)
    try {
      if (Date.now() - (await stat(folder)).mtimeMs > ABANDONED) {
        await rm(folder, { recursive: true, force: true })
      }
    } catch {
      // Another run removes it, or it is not ours to remove; neither matters here.
    }
  }
}

/** Removes environments that no run has used for long; each is renamed first, so that none is found half removed. */
async function removeUnused(environments: string): Promise<void> {
  for (const name of await readdir(environments)) {
    if (name.startsWith('building-')) continue
    const folder = join(environments, name)
    try {
      const { mtimeMs } = await stat(join(folder, MARKER))
      if (Date.now() - mtimeMs <= UNUSED) continue
      const aside = join(environments, `building-${randomUUID()}`)
      await rename(folder, aside)
      await rm(aside, { recursive: true, force: true })
    } catch {
      // Without a marker it is not ours, or another run removes it.
    }
  }
}
