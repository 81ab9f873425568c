import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Emission } from '../../src/fastapi/emission.js'
import type { VerificationEvent } from '../../src/verify/event.js'
import { verify } from '../../src/verify/verify.js'
import { emit, makeProject, plant, readTree } from '../workspace/project.js'
import { requirements, testCache, variables } from './shared-environment.js'

const fixture = join(import.meta.dirname, '../fixtures/verify/backend')

function backend(): string {
  const folder = makeProject()
  cpSync(fixture, folder, { recursive: true })
  return folder
}

function emission(paths: readonly string[], tests: readonly string[]): Emission {
  return {
    ...emit(Object.fromEntries(paths.map((path) => [path, '']))),
    tests: tests.map((id) => ({ id, operation: null, proves: [], origins: [] })),
    // Both checks come with Specwright and are not installed.
    requirements: [...requirements, 'ruff>=0.14', 'pyright>=1.1.400'],
  }
}

describe('verify', () => {
  it('runs every check on a copy, and leaves nothing behind', async () => {
    const folder = backend()
    plant(folder, { '.env': 'PARCELS_SECRET=production\n', 'parcels.db': 'rows', '.venv/pyvenv.cfg': '' })
    const before = readTree(folder)
    const temporary = makeProject()
    vi.stubEnv('TMPDIR', temporary)
    const events: VerificationEvent[] = []
    const verification = await verify(
      folder,
      emission(
        ['app/parcel.py', 'app/untyped.py'],
        ['tests/test_parcel.py::test_sees_nothing_of_the_machine'],
      ),
      (event) => events.push(event),
      { environment: variables, variables: { PARCELS_SECRET: 'for this run' } },
    )
    expect(verification.unavailable).toBeNull()
    expect(verification.passed).toBe(false)
    const failures = verification.evidence
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ check, subject }) => `${check} ${subject}`)
    expect(failures).toEqual([
      'pytest tests/test_parcel.py::test_postage_is_three_euros',
      'pytest tests/test_parcel.py::test_delivery',
      'pytest tests/test_uncollected.py',
      'ruff app/untyped.py:3',
      'ruff app/untyped.py:3',
      'ruff app/untyped.py:7',
      'pyright app/untyped.py:6',
    ])
    expect(verification.evidence.find(({ check }) => check === 'pyright')?.message).toContain(
      'reportAssignmentType',
    )
    expect(
      events.flatMap((event) => (event.kind === 'check-finished' ? [event.check] : [])).toSorted(),
    ).toEqual(['audit', 'pyright', 'pytest', 'ruff'])
    expect(readTree(folder)).toEqual(before)
    expect(readdirSync(temporary)).toEqual([])
    vi.unstubAllEnvs()
  }, 300_000)

  it('passes when tests, rules and types do', async () => {
    const folder = makeProject({
      'pyproject.toml': readFileSync(join(fixture, 'pyproject.toml'), 'utf8'),
      'app/__init__.py': '',
      'app/parcel.py': readFileSync(join(fixture, 'app/parcel.py'), 'utf8'),
      'tests/test_parcel.py':
        'from app.parcel import postage\n\n\ndef test_postage() -> None:\n    assert postage(10) == 3\n',
    })
    const verification = await verify(
      folder,
      emission(['app/parcel.py', 'tests/test_parcel.py'], ['tests/test_parcel.py::test_postage']),
      () => undefined,
      { environment: variables },
    )
    expect(verification).toEqual({
      passed: true,
      python: expect.stringContaining(testCache),
      unavailable: null,
      probes: null,
      audit: [],
      evidence: [
        {
          check: 'pytest',
          subject: 'tests/test_parcel.py::test_postage',
          outcome: 'passed',
          message: '',
          seconds: expect.any(Number),
        },
        { check: 'ruff', subject: 'ruff', outcome: 'passed', message: '', seconds: null },
        { check: 'pyright', subject: 'pyright', outcome: 'passed', message: '', seconds: null },
        { check: 'audit', subject: 'audit', outcome: 'passed', message: '', seconds: null },
      ],
    })
  }, 300_000)

  it('says why it could not run', async () => {
    const verification = await verify(backend(), emission([], []), () => undefined, {
      environment: { PATH: makeProject() },
    })
    expect(verification).toEqual({
      evidence: [],
      passed: false,
      python: null,
      probes: null,
      audit: null,
      unavailable: 'No Python 3.11 or later was found.\nInstall one, or set SPECWRIGHT_PYTHON to its path.',
    })
  })

  it('says when there is no backend', async () => {
    const folder = join(makeProject(), 'nowhere')
    const verification = await verify(folder, emission([], []), () => undefined, { environment: variables })
    expect(verification.unavailable).toBe(
      `There is no backend in ${folder}.\nWrite it first: specwright implement; or name its folder: --backend DIR.`,
    )
  })

  it('ends at once when it is cancelled', async () => {
    const folder = makeProject({
      'test_a.py': 'import time\n\n\ndef test_a():\n    pass\n\n\ndef test_b():\n    time.sleep(600)\n',
    })
    const controller = new AbortController()
    const verification = await verify(
      folder,
      emission([], ['test_a.py::test_b']),
      (event) => {
        if (event.kind === 'test-finished') controller.abort()
      },
      { environment: variables, signal: controller.signal },
    )
    expect(verification.passed).toBe(false)
    expect(verification.evidence).toContainEqual({
      check: 'pytest',
      subject: 'pytest',
      outcome: 'failed',
      message: 'The tests were cancelled.',
      seconds: null,
    })
    expect(existsSync(folder)).toBe(true)
  }, 300_000)
})
