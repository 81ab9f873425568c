import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Environment } from '../../src/verify/environment.js'
import type { VerificationEvent } from '../../src/verify/event.js'
import { runPytest, testOf } from '../../src/verify/pytest.js'
import { makeProject, plant, type Tree } from '../workspace/project.js'
import { sharedEnvironment } from './shared-environment.js'

const fixture = join(import.meta.dirname, '../fixtures/verify/backend')

let environment: Environment
beforeAll(async () => {
  environment = await sharedEnvironment()
}, 300_000)

async function run(
  tree: Tree | 'fixture',
  more: { expected?: readonly string[]; seconds?: number; signal?: AbortSignal } = {},
): Promise<{ evidence: Awaited<ReturnType<typeof runPytest>>; events: readonly VerificationEvent[] }> {
  const folder = makeProject()
  if (tree === 'fixture') cpSync(fixture, folder, { recursive: true })
  else plant(folder, tree)
  const events: VerificationEvent[] = []
  const evidence = await runPytest({
    environment,
    folder,
    temporary: makeProject(),
    expected: more.expected ?? [],
    variables: { PARCELS_SECRET: 'for this run' },
    seconds: more.seconds ?? 60,
    listener: (event) => events.push(event),
    signal: more.signal,
  })
  return { evidence, events }
}

describe('testOf', () => {
  it.each([
    ['tests/test_a.py::test_a', 'tests/test_a.py::test_a'],
    ['tests/test_a.py::test_a[1-x::y[z]]', 'tests/test_a.py::test_a'],
    ['tests/test_a.py::TestA::test_a[x]', 'tests/test_a.py::TestA::test_a'],
    ['tests/[odd]/test_a.py::test_a', 'tests/[odd]/test_a.py::test_a'],
  ])('takes %s for %s', (id, test) => {
    expect(testOf(id)).toBe(test)
  })
})

describe('runPytest', () => {
  it('gives evidence on every test, parameters taken together', async () => {
    process.env['SPECWRIGHT_SECRET_OF_THE_USER'] = 'x'
    const { evidence, events } = await run('fixture', {
      expected: [
        'tests/test_parcel.py::test_postage_of_a_light_parcel',
        'tests/test_parcel.py::test_never_written',
        'tests/test_uncollected.py::test_nothing',
      ],
    })
    delete process.env['SPECWRIGHT_SECRET_OF_THE_USER']
    expect(
      evidence.map(({ subject, outcome, message }) => [subject, outcome, message.split('\n', 1)[0]]),
    ).toEqual([
      ['tests/test_parcel.py::test_postage_of_a_light_parcel', 'passed', ''],
      [
        'tests/test_parcel.py::test_postage_is_three_euros',
        'failed',
        "[1001] AssertionError: assert Decimal('4') == 3",
      ],
      ['tests/test_parcel.py::test_postage_of_nothing_is_refused', 'passed', ''],
      ['tests/test_parcel.py::test_scales', 'skipped', '(setup) Skipped: the scales are broken'],
      ['tests/test_parcel.py::test_expected_failure', 'skipped', 'not yet weighed'],
      ['tests/test_parcel.py::test_delivery', 'failed', '(setup) RuntimeError: no fuel'],
      ['tests/test_parcel.py::test_sees_nothing_of_the_machine', 'passed', ''],
      ['tests/test_uncollected.py', 'failed', expect.stringContaining('ImportError while importing')],
      ['tests/test_parcel.py::test_never_written', 'failed', 'the test was not run'],
      [
        'tests/test_uncollected.py::test_nothing',
        'failed',
        'tests/test_uncollected.py could not be collected',
      ],
    ])
    expect(events).toHaveLength(10)
    expect(events.at(-1)).toEqual({
      kind: 'test-finished',
      id: 'tests/test_parcel.py::test_sees_nothing_of_the_machine',
      outcome: 'passed',
      done: 10,
      total: 10,
    })
  })

  it.each([
    ['no test', { 'tests/readme.txt': '' }, 'No test was found.'],
    [
      'a test that ends the process',
      { 'test_a.py': 'import os\n\n\ndef test_a():\n    os._exit(0)\n' },
      'pytest ended with status 0 before it was finished:',
    ],
    [
      'settings it does not know',
      { 'pytest.ini': '[pytest]\naddopts = --no-such-option\n' },
      'pytest ended with status 4 before it was finished:',
    ],
  ])('says so when there is %s', async (_what, tree, message) => {
    const { evidence } = await run(tree)
    expect(evidence.map(({ subject, outcome }) => [subject, outcome])).toContainEqual(['pytest', 'failed'])
    expect(evidence.find(({ subject }) => subject === 'pytest')?.message.split('\n', 1)[0]).toBe(message)
  })

  it('ends tests at the time limit, and keeps what they showed before', async () => {
    const { evidence } = await run(
      {
        'test_a.py': 'import time\n\n\ndef test_a():\n    pass\n\n\ndef test_b():\n    time.sleep(600)\n',
      },
      { seconds: 4, expected: ['test_a.py::test_a', 'test_a.py::test_b'] },
    )
    expect(evidence.map(({ subject, outcome, message }) => [subject, outcome, message])).toEqual([
      ['test_a.py::test_a', 'passed', ''],
      ['test_a.py::test_b', 'failed', 'the test was not run to its end'],
      ['pytest', 'failed', 'The tests took longer than 4 seconds and were ended.'],
    ])
  })

  it('says why it broke off before it lists the tests that it did not come to', async () => {
    const { evidence } = await run(
      {
        'conftest.py': 'import no_such_scales\n',
        'test_a.py': 'def test_a():\n    pass\n',
      },
      { expected: ['test_a.py::test_a'] },
    )
    expect(evidence.map(({ subject, message }) => [subject, message.includes('no_such_scales')])).toEqual([
      ['pytest', true],
      ['test_a.py::test_a', false],
    ])
  })

  it('does not believe a test that has only been set up', async () => {
    const { evidence } = await run(
      { 'test_a.py': 'import os\n\n\ndef test_a():\n    os._exit(1)\n' },
      { expected: ['test_a.py::test_a'] },
    )
    expect(evidence[0]).toMatchObject({ subject: 'test_a.py::test_a', outcome: 'failed' })
  })
})
