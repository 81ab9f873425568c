import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { analyse, generate } from '../../src/compile.js'
import { prepareEnvironment } from '../../src/verify/environment.js'
import { childEnvironment } from '../../src/verify/variables.js'
import { variables as userVariables } from '../verify/shared-environment.js'

/** The backend of the example specification, written and ready to be started. */
export interface WrittenBackend {
  readonly folder: string
  readonly python: string
}

/** What came of a start. */
export type Started =
  | { readonly serves: true; readonly origin: string; readonly stop: () => Promise<void> }
  | { readonly serves: false; readonly log: string }

/** Writes the backend of a project, else that of the example, into a temporary folder. */
export async function writeBackend(
  folder = join(import.meta.dirname, '../../examples/plant-diary'),
): Promise<WrittenBackend> {
  const request = { folder, answers: new Map(), what: [], built: [], database: null }
  const { emission } = await generate(await analyse(request))
  const backend = await mkdtemp(join(tmpdir(), 'specwright-better-auth-'))
  for (const { path, text } of emission.files) {
    await mkdir(dirname(join(backend, path)), { recursive: true })
    await writeFile(join(backend, path), text)
  }
  const { python } = await prepareEnvironment({
    requirements: emission.requirements.filter((line) => !/^(?:ruff|pyright)\b/.test(line)),
    listener: () => undefined,
    variables: userVariables,
  })
  return { folder: backend, python }
}

/** Starts the backend on a free port, with a database of its own. */
export async function startBackend(
  { folder, python }: WrittenBackend,
  variables: Readonly<Record<string, string>>,
): Promise<Started> {
  const temporary = await mkdtemp(join(tmpdir(), 'specwright-better-auth-'))
  const child = spawn(python, ['-m', 'uvicorn', 'app.main:app', '--host', '127.0.0.1', '--port', '0'], {
    cwd: folder,
    env: {
      ...childEnvironment(temporary),
      DATABASE_URL: `sqlite:///${join(temporary, 'app.db')}`,
      ...variables,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill()
    await closed
  }
  let log = ''
  return await new Promise((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text
      const origin = /running on (http:\/\/127\.0\.0\.1:\d+)/.exec(log)?.[1]
      if (origin !== undefined) resolve({ serves: true, origin, stop })
    })
    void closed.then(() => resolve({ serves: false, log }))
  })
}
