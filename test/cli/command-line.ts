import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** What a run of the command line showed. */
export interface Outcome {
  readonly status: number
  readonly out: string
  readonly err: string
}

/** Runs the built command line as a user would. */
export function specwright(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'bin', 'specwright.js'), ...words],
      { env: { ...process.env, NO_COLOR: '1', ...environment }, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => {
        const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        resolve({ status, out, err })
      },
    )
  })
}

/** A folder of its own for one test, removed afterwards. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'specwright-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A copy of the example specification. */
export async function exampleProject(): Promise<string> {
  const folder = await temporaryFolder()
  await cp(join(root, 'examples', 'plant-diary'), folder, { recursive: true })
  return folder
}

/** A project with these files. */
export async function projectOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await temporaryFolder()
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}
