import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cacheFolder } from '../../src/verify/cache.js'
import { type Environment, prepareEnvironment } from '../../src/verify/environment.js'
import type { VerificationEvent } from '../../src/verify/event.js'
import { runProgram } from '../../src/verify/process.js'
import { findPython } from '../../src/verify/python.js'
import { makeProject } from '../workspace/project.js'
import { requirements, sharedEnvironment, variables } from './shared-environment.js'

const python = await findPython()

async function prepare(
  lines: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ environment: Environment; events: readonly VerificationEvent[] }> {
  const events: VerificationEvent[] = []
  const prepared = await prepareEnvironment({
    requirements: lines,
    listener: (event) => events.push(event),
    variables: environment,
  })
  return { environment: prepared, events }
}

/** The user's variables with a cache of their own and without a network. */
const offline = (cache: string): NodeJS.ProcessEnv => ({
  ...process.env,
  SPECWRIGHT_CACHE: cache,
  SPECWRIGHT_INSTALLER: 'pip',
  SPECWRIGHT_PYTHON: python.executable,
  PIP_NO_INDEX: '1',
  PIP_FIND_LINKS: cache,
})

/**
 * The same with a uv of the tests, which makes environments without packages: much quicker
 * than pip's where packages do not matter.
 */
function withUv(cache: string): NodeJS.ProcessEnv {
  const folder = makeProject()
  writeFileSync(
    join(folder, 'uv'),
    `#!/bin/sh
# venv --allow-existing --python EXECUTABLE FOLDER
if [ "$1" = venv ]; then
  mkdir -p "$5/bin"
  ln -s "$4" "$5/bin/python"
  echo "home = $(dirname "$4")" > "$5/pyvenv.cfg"
fi
`,
    { mode: 0o755 },
  )
  const { SPECWRIGHT_INSTALLER: _installer, ...rest } = offline(cache)
  return { ...rest, PATH: `${folder}:${process.env['PATH'] ?? ''}` }
}

describe('cacheFolder', () => {
  it.each([
    [{ SPECWRIGHT_CACHE: '/a', XDG_CACHE_HOME: '/b' }, '/a'],
    [{ XDG_CACHE_HOME: '/b' }, '/b/specwright'],
    [{ XDG_CACHE_HOME: 'relative' }, expect.stringMatching(/\/\.cache\/specwright$/)],
    [{}, expect.stringMatching(/\/\.cache\/specwright$/)],
  ])('is, for %j, %s', (own, folder) => {
    expect(cacheFolder(own)).toEqual(folder)
  })
})

describe('prepareEnvironment', () => {
  it('installs once, and then nothing', async () => {
    const first = await sharedEnvironment()
    const second = await prepare(requirements, variables)
    expect(second).toEqual({
      environment: first,
      events: [{ kind: 'environment-found', folder: first.folder }],
    })
    const outcome = await runProgram({
      command: first.python,
      arguments: ['-I', '-c', 'import pytest, sys; print(sys.prefix)'],
      folder: makeProject(),
      environment: {},
      seconds: 60,
    })
    expect(outcome.output.trim()).toBe(first.folder)
  }, 300_000)

  it('builds again what was not finished, or does not run any more', async () => {
    const cache = makeProject()
    const { environment } = await prepare([], withUv(cache))
    rmSync(environment.python)
    const again = await prepare([], withUv(cache))
    expect(again.environment).toEqual(environment)
    expect(again.events.map(({ kind }) => kind)).toEqual(['environment-creating', 'environment-created'])
    rmSync(join(environment.folder, 'specwright.json'))
    expect((await prepare([], withUv(cache))).events).toHaveLength(2)
    expect(readdirSync(join(cache, 'environments'))).toHaveLength(1)
  }, 300_000)

  it('serves two runs that build at once', async () => {
    const cache = makeProject()
    const [left, right] = await Promise.all([prepare([], withUv(cache)), prepare([], withUv(cache))])
    expect(left.environment).toEqual(right.environment)
    expect(readdirSync(join(cache, 'environments'))).toEqual([left.environment.folder.split('/').at(-1)])
  }, 300_000)

  it('shows what pip said, and leaves nothing behind', async () => {
    const cache = makeProject()
    await expect(prepare(['no-such-package-anywhere>=1'], offline(cache))).rejects.toMatchObject({
      code: 'installation-failed',
      message: expect.stringMatching(
        /^pip could not install the backend's packages:\n[^]*No matching distribution found for no-such-package-anywhere>=1$/,
      ),
    })
    expect(readdirSync(join(cache, 'environments'))).toEqual([])
  }, 300_000)

  it('says that the network is missing', async () => {
    const cache = makeProject()
    const { PIP_NO_INDEX: _index, PIP_FIND_LINKS: _links, ...rest } = offline(cache)
    const unreachable = {
      ...rest,
      PIP_CONFIG_FILE: '/dev/null',
      PIP_INDEX_URL: 'http://user:secret@127.0.0.1:9/simple',
      PIP_RETRIES: '1',
      PIP_TIMEOUT: '2',
      PIP_DEFAULT_TIMEOUT: '2',
    }
    const failure = await prepare(['pytest'], unreachable).catch((error: unknown) => error)
    expect(failure).toMatchObject({
      code: 'installation-failed',
      message: expect.stringMatching(/^pip could not reach the package index:\n/),
    })
    expect(String(failure)).not.toContain('secret')
  }, 300_000)

  it('says that Python lacks venv', async () => {
    const cache = makeProject()
    const folder = makeProject()
    const executable = join(folder, 'python')
    writeFileSync(
      executable,
      `#!/bin/sh
case "$1" in
  -I) echo '["${executable}", [3, 12, 1]]' ;;
  *) echo "The virtual environment was not created successfully because ensurepip is not available." ; exit 1 ;;
esac
`,
      { mode: 0o755 },
    )
    await expect(
      prepare(['pytest'], { ...offline(cache), SPECWRIGHT_PYTHON: executable }),
    ).rejects.toMatchObject({
      code: 'installation-failed',
      message: `Python 3.12.1 (${executable}) cannot create virtual environments: it lacks \`venv\` or \`ensurepip\`.`,
      suggestion: 'Install them (on Debian and Ubuntu: apt install python3.12-venv), or install uv.',
    })
  })

  it('uses uv where there is one', async () => {
    const cache = makeProject()
    const { events } = await prepare(['pytest'], withUv(cache))
    expect(
      events.map((event) => (event.kind === 'environment-creating' ? event.installer : event.kind)),
    ).toEqual(['uv', 'environment-created'])
  }, 60_000)

  it('refuses what is not a requirement', async () => {
    await expect(prepare(['-r /etc/passwd'], offline(makeProject()))).rejects.toMatchObject({
      code: 'installation-failed',
      message: '"-r /etc/passwd" is not a requirement.',
    })
  })

  it('removes what a run left that died a day ago', async () => {
    const cache = makeProject()
    const old = join(cache, 'environments', 'building-old')
    mkdirSync(old, { recursive: true })
    mkdirSync(join(cache, 'environments', 'building-now'))
    utimesSync(old, 0, 0)
    await prepare([], withUv(cache))
    const names = readdirSync(join(cache, 'environments'))
    expect(names).toContain('building-now')
    expect(names).not.toContain('building-old')
  }, 60_000)

  it('removes what no run has used for a month, and keeps what is used', async () => {
    const cache = makeProject()
    const { environment } = await prepare([], withUv(cache))
    const long = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000)
    const unused = join(cache, 'environments', 'unused')
    mkdirSync(unused)
    for (const folder of [unused, environment.folder]) {
      writeFileSync(join(folder, 'specwright.json'), '{}')
      utimesSync(join(folder, 'specwright.json'), long, long)
    }
    await prepare([], withUv(cache))
    // Another set of packages: the cache grows, and what is old in it goes.
    await expect(prepare(['specwright-absent-package'], offline(cache))).rejects.toMatchObject({
      code: 'installation-failed',
    })
    const names = readdirSync(join(cache, 'environments'))
    expect(names).toEqual([environment.folder.split('/').at(-1)])
  }, 300_000)
})
