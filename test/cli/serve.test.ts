import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { serveCommand } from '../../src/cli/commands/serve.js'
import type { Terminal } from '../../src/cli/terminal.js'
import { plainPalette } from '../../src/diagnostics/palette.js'

const EXAMPLE = join(import.meta.dirname, '..', '..', 'examples', 'plant-diary')

/** A terminal whose lines a test can wait for. */
function listeningTerminal(): {
  readonly terminal: Terminal
  readonly line: (part: string) => Promise<string>
} {
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const add = (text: string): void => {
    lines.push(...text.split('\n'))
    for (const look of waiting) look()
  }
  const nothing = (): void => undefined
  return {
    terminal: {
      print: add,
      note: add,
      progress: nothing,
      glimpse: nothing,
      endProgress: nothing,
      palette: plainPalette,
      interactive: false,
    },
    line: (part) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = lines.find((line) => line.includes(part))
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
  }
}

async function exampleCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'specwright-serve-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(EXAMPLE, folder, { recursive: true })
  return folder
}

it('serves the example to its test users, follows the documents, and ends when told', async () => {
  const folder = await exampleCopy()
  const { terminal, line } = listeningTerminal()
  const controller = new AbortController()
  const ended = serveCommand({ project: folder, port: 0 }, terminal, controller.signal)

  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(await line('runs at'))?.[0] ?? ''
  const token = /=(\S+)/.exec(await line('  ADA='))?.[1] ?? ''
  const headers = { Authorization: `Bearer ${token}` }
  expect((await fetch(`${address}/api/plants`)).status).toBe(401)
  const listed = await fetch(`${address}/api/plants`, { headers })
  expect([listed.status, await listed.json()]).toEqual([200, []])
  expect(await line('200 GET')).toBe('200 GET /api/plants')

  const model = join(folder, 'specs', '001-plant-diary', 'data-model.md')
  await writeFile(model, (await readFile(model, 'utf8')).replace('VARCHAR(50)', 'VARCHAR(60)'))
  await line('The tables changed: rows are gone.')
  expect(await line('~ Plant')).toBe('~ Plant')

  controller.abort()
  expect(await ended).toBe(0)
  await expect(fetch(`${address}/health`)).rejects.toThrow('fetch failed')
})

it('refuses a port that is taken', async () => {
  const folder = await exampleCopy()
  const first = listeningTerminal()
  const controller = new AbortController()
  const ended = serveCommand({ project: folder, port: 0 }, first.terminal, controller.signal)
  const port = Number(/:(\d+):/.exec(await first.line('runs at'))?.[1])
  await expect(
    serveCommand({ project: folder, port }, listeningTerminal().terminal, controller.signal),
  ).rejects.toThrow(`Port ${port} cannot be used (EADDRINUSE).`)
  controller.abort()
  await ended
})
