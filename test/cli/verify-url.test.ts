import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { planted, SECRET, type Fault } from '../verify/probes/plants.js'
import { exampleProject, specwright, type Outcome } from './command-line.js'

interface SarifLog {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
    readonly results: readonly {
      readonly ruleId: string
      readonly message: { readonly text: string }
      readonly locations: readonly object[]
    }[]
  }[]
}

/** `verify --url` at a service of the example with a fault. */
async function verified(fault: Fault): Promise<{ readonly outcome: Outcome; readonly log: SarifLog }> {
  const { base, close } = await planted(fault)
  onTestFinished(close)
  const folder = await exampleProject()
  const sarif = join(folder, 'found.sarif')
  const words = [
    'verify',
    '--project',
    folder,
    '--url',
    base.href,
    '--secret-env',
    'PLANTS',
    '--sarif',
    sarif,
  ]
  const outcome = await specwright(words, { PLANTS: SECRET })
  const log: SarifLog = JSON.parse(await readFile(sarif, 'utf8'))
  return { outcome, log }
}

it('names operation, probe and line of what a running service does wrong, in the terminal and in SARIF', async () => {
  const { outcome, log } = await verified((request, answer) => {
    const own = answer(request)
    return own.status === 201 ? { ...own, status: 200 } : own
  })
  expect(outcome.status).toBe(4)
  expect(outcome.out).toContain('POST /api/plants')
  const results = log.runs[0]?.results ?? []
  const success = results.find(({ ruleId }) => ruleId === 'success')
  expect(success?.message.text).toContain('POST /api/plants')
  expect(JSON.stringify(success?.locations)).toContain('specs/001-plant-diary/contracts/openapi.yaml')
  expect(log.runs[0]?.tool.driver.rules.map(({ id }) => id)).toContain('success')
}, 120_000)

it('refuses another machine, and an unset secret, before anything is sent', async () => {
  const folder = await exampleProject()
  const remote = await specwright(['verify', '--project', folder, '--url', 'http://192.0.2.1/'])
  expect(remote.status).toBe(2)
  expect(remote.err).toContain('--allow-remote')
  const unset = [
    'verify',
    '--project',
    folder,
    '--url',
    'http://127.0.0.1:1/',
    '--secret-env',
    'NOT_SET_ANYWHERE',
  ]
  const { status, err } = await specwright(unset)
  expect(status).toBe(2)
  expect(err).toContain('NOT_SET_ANYWHERE')
})
