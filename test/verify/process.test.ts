import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Program, runProgram } from '../../src/verify/process.js'

const root = join(import.meta.dirname, '../..')
const fixtures = join(root, 'test/fixtures/verify')

let compiled = ''
beforeAll(() => {
  // A process that is to be killed runs outside of the tests, so it needs compiled modules.
  compiled = mkdtempSync(join(tmpdir(), 'specwright-test-'))
  writeFileSync(join(compiled, 'package.json'), '{"type": "module"}')
  const sources = ['verify/process.ts', 'verify/temporary.ts'].map((name) => join(root, 'src', name))
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/typescript/bin/tsc'),
      '--ignoreConfig',
      '--outDir',
      compiled,
      '--rootDir',
      join(root, 'src'),
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--types',
      'node',
      '--skipLibCheck',
      ...sources,
    ],
    { cwd: root, stdio: 'inherit' },
  )
})
afterAll(() => rmSync(compiled, { recursive: true, force: true }))

const node = (script: string, more: Partial<Program> = {}): Program => ({
  command: process.execPath,
  arguments: ['-e', script],
  folder: tmpdir(),
  environment: {},
  seconds: 30,
  ...more,
})

/** Waits until a process is gone. */
async function gone(pid: number): Promise<boolean> {
  const until = Date.now() + 10_000
  while (Date.now() < until) {
    try {
      process.kill(pid, 0)
      // A killed child that nobody has waited for is still listed.
      if (readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) return true
    } catch {
      return true
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  return false
}

describe('runProgram', () => {
  it('gives the status and both outputs', async () => {
    expect(await runProgram(node('console.log("out"); console.error("err"); process.exit(3)'))).toEqual({
      status: 3,
      output: 'out\n',
      errors: 'err\n',
      ended: 'itself',
    })
  })

  it('gives lines as they come, the last without an end too', async () => {
    const lines: string[] = []
    await runProgram(node('process.stdout.write("a\\nb\\r\\nc")', { onLine: (line) => lines.push(line) }))
    expect(lines).toEqual(['a', 'b', 'c'])
  })

  it('passes arguments as they are', async () => {
    const outcome = await runProgram(
      node('', { arguments: ['-e', 'console.log(process.argv[1])', '--', '$(id) "`x`; *'] }),
    )
    expect(outcome.output).toBe('$(id) "`x`; *\n')
  })

  it('ends a program and what it started at the time limit', async () => {
    const outcome = await runProgram(
      node(
        'const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)"], {stdio: "inherit"}); console.log(c.pid); setInterval(() => 0, 1000)',
        { seconds: 1 },
      ),
    )
    expect(outcome).toMatchObject({ status: null, ended: 'time-limit' })
    expect(await gone(Number(outcome.output))).toBe(true)
  })

  it('ends a child that outlives its program', async () => {
    const outcome = await runProgram(
      node(
        'const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)"], {stdio: "inherit"}); process.stdout.write(String(c.pid), () => process.exit(0))',
      ),
    )
    expect(outcome).toMatchObject({ status: 0, ended: 'itself' })
    expect(await gone(Number(outcome.output))).toBe(true)
  })

  it('is cancelled', async () => {
    const controller = new AbortController()
    const running = runProgram(
      node('console.log("up"); setInterval(() => 0, 1000)', {
        signal: controller.signal,
        onLine: () => controller.abort(),
      }),
    )
    expect((await running).ended).toBe('cancelled')
    expect((await runProgram(node('', { signal: controller.signal }))).ended).toBe('cancelled')
  })

  it('says when there is no such program', async () => {
    expect(await runProgram(node('', { command: 'no-such-program-anywhere' }))).toMatchObject({
      status: null,
      ended: 'not-started',
    })
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'leaves neither processes nor folders behind after %s',
    async (signal) => {
      const child = spawn(process.execPath, [join(fixtures, 'interrupted.mjs'), join(compiled, 'verify')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const [line] = await once(child.stdout.setEncoding('utf8'), 'data')
      const { pid, folder } = JSON.parse(String(line))
      expect(existsSync(folder)).toBe(true)
      child.kill(signal)
      const [, by] = await once(child, 'exit')
      expect(by).toBe(signal)
      expect(await gone(pid)).toBe(true)
      expect(existsSync(folder)).toBe(false)
    },
  )
})
