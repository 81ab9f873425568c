import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Design } from '../../src/design/design.js'
import { moduleName } from '../../src/fastapi/backend.js'
import type { Emission } from '../../src/fastapi/emission.js'
import type { HttpRequest } from '../../src/interpreter/http.js'
import { prepareEnvironment } from '../../src/verify/environment.js'
import { requirementName } from '../../src/verify/requirement.js'
import { childEnvironment } from '../../src/verify/variables.js'

/** What the generated backend answered. */
export interface BackendResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The body as it was sent. */
  readonly body: string
  /** What the application threw, when it did. */
  readonly error?: string | null
}

/** A generated backend that runs in a process of its own. */
export interface BackendProcess {
  readonly send: (request: HttpRequest) => Promise<BackendResponse>
  /** Removes all rows. */
  readonly empty: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Checks that a run of the backend does not need. */
const CHECKERS: ReadonlySet<string> = new Set(['ruff', 'pyright'])

/**
 * Writes a backend to a temporary folder and starts it, without a port, under the driver.
 * @param secret what tokens are signed with
 * @param variables the environment variables of the machine, with the cache of environments
 */
export async function startBackend(
  design: Design,
  emission: Emission,
  secret: string,
  variables: NodeJS.ProcessEnv,
): Promise<BackendProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'specwright-differential-'))
  for (const { path, text } of emission.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await cp(join(import.meta.dirname, 'driver.py'), join(folder, 'specwright_driver.py'))
  const environment = await prepareEnvironment({
    requirements: emission.requirements.filter((line) => !CHECKERS.has(requirementName(line) ?? '')),
    listener: () => undefined,
    variables,
  })
  const { layout } = design.service
  const child = spawn(
    environment.python,
    ['specwright_driver.py', moduleName(layout.main), moduleName(layout.database)],
    {
      cwd: folder,
      env: {
        ...childEnvironment(folder),
        [design.auth.secretEnv ?? 'JWT_SECRET']: secret,
        DATABASE_URL: `sqlite:///${join(folder, 'differential.db')}`,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  )
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-20_000)
  })
  child.stdin.on('error', () => undefined)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<unknown> => {
    const { done, value } = await lines.next()
    if (done === true) throw new Error(`the backend ended:\n${errors}`)
    return JSON.parse(value)
  }
  const say = async (message: object): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(message)}\n`)
    return await next()
  }
  await next()
  return {
    send: async ({ method, target, headers, body }) =>
      (await say({
        method,
        target,
        headers: Object.fromEntries(headers),
        body: Buffer.from(body).toString('base64'),
      })) as BackendResponse,
    empty: async () => void (await say({ empty: true })),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve))
      child.stdin.end()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
