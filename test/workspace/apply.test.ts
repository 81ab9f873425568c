import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/workspace/apply.js'
import { recover } from '../../src/workspace/recover.js'
import { faulty, failing, Killed, killedAt, quickFileSystem, systemError } from './faulty-file-system.js'
import { emit, implement, makeProject, plant, planRun, readTree, type Tree } from './project.js'

const first = emit({
  'app/__init__.py': '',
  'app/main.py': 'first = 1\n',
  'app/routers/tags.py': 'tags = 1\n',
})
const second = emit({
  'app/__init__.py': '',
  'app/main.py': 'second = 2\n',
  'app/routers/loans.py': 'loans = 2\n',
  'tests/test_loans.py': 'def test_loans(): ...\n',
})

/** A project in which `first` was implemented; made once and copied, as it is needed hundreds of times. */
let template = ''
beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'specwright-test-'))
  plant(template, { 'specs/loans.md': '# Loans\n', 'backend/notes.txt': 'mine\n' })
  await implement(template, first, quickFileSystem)
})
afterAll(() => rmSync(template, { recursive: true, force: true }))

function prepared(): string {
  const project = makeProject()
  cpSync(template, project, { recursive: true })
  return project
}

describe('applyChanges', () => {
  it('writes files, the lock, the base and nothing else', async () => {
    const project = prepared()
    await implement(project, second)
    expect(readTree(project)).toMatchObject({
      'specs/loans.md': '# Loans\n',
      'backend/notes.txt': 'mine\n',
      'backend/app/__init__.py': '',
      'backend/app/main.py': 'second = 2\n',
      'backend/app/routers/loans.py': 'loans = 2\n',
      '.specwright/base/backend/app/main.py': 'second = 2\n',
      '.specwright/.gitignore': 'journal/\nreport/\nrun.lock*\n',
    })
    expect(readTree(project)).not.toHaveProperty(['backend/app/routers/tags.py'])
    expect(readTree(project)).not.toHaveProperty(['.specwright/base/backend/app/routers/tags.py'])
    expect(readTree(project)).not.toHaveProperty(['.specwright/journal/'])
  })

  it('writes nothing when nothing changes', async () => {
    const project = prepared()
    const files = faulty({})
    await implement(project, first, files)
    expect(files.steps).toEqual([])
  })

  it('is wholly before or wholly after, wherever the process dies', async () => {
    const reference = prepared()
    const before = readTree(reference)
    const counter = faulty({})
    await implement(reference, second, counter)
    const after = readTree(reference)
    const outcomes = new Set<string>()
    for (let step = 0; step < counter.steps.length; step += 1) {
      for (const when of ['before', 'torn', 'after'] as const) {
        if (when === 'torn' && counter.steps[step] !== 'write') continue
        const project = prepared()
        const run = await planRun(project, second)
        await expect(applyChanges(run, killedAt(step, when))).rejects.toBeInstanceOf(Killed)
        await recover(project, quickFileSystem)
        const found = readTree(project)
        const side = found['backend/app/main.py'] === before['backend/app/main.py'] ? 'before' : 'after'
        // Folders that were emptied are tidied up outside of the transaction.
        expect(filesOf(found), `step ${step} ${when}`).toEqual(filesOf(side === 'before' ? before : after))
        outcomes.add(side)
      }
    }
    expect(outcomes).toEqual(new Set(['before', 'after']))
  }, 120_000)

  it('recovers when it dies while it recovers', async () => {
    const reference = prepared()
    const before = filesOf(readTree(reference))
    const counter = faulty({})
    await implement(reference, second, counter)
    const after = filesOf(readTree(reference))
    for (let step = 0; step < counter.steps.length; step += 9) {
      for (let again = 0; again < 12; again += 1) {
        const project = prepared()
        await applyChanges(await planRun(project, second), killedAt(step, 'after')).catch(() => undefined)
        await recover(project, killedAt(again, 'after')).catch(() => undefined)
        await recover(project, quickFileSystem)
        expect([before, after]).toContainEqual(filesOf(readTree(project)))
      }
    }
  }, 120_000)

  it.each(['write', 'rename', 'makeFolder', 'remove', 'sync'] as const)(
    'takes everything back when a %s finds the disk full',
    async (kind) => {
      const reference = prepared()
      const before = readTree(reference)
      const counter = faulty({})
      await implement(reference, second, counter)
      let refused = 0
      for (let step = 0; step < counter.steps.length; step += 1) {
        if (counter.steps[step] !== kind) continue
        const project = prepared()
        const run = await planRun(project, second)
        const files = faulty({
          before: (current, found) => {
            if (current === step && found === kind) throw systemError('ENOSPC')
          },
        })
        const outcome = await applyChanges(run, files).then(
          () => 'done',
          (error: unknown) => error,
        )
        if (outcome === 'done') continue
        refused += 1
        expect(outcome).toMatchObject({
          name: 'ExpectedFailure',
          code: 'disk-full',
          message: expect.stringContaining('nothing was changed'),
        })
        expect(readTree(project), `step ${step}`).toEqual(before)
      }
      expect(refused).toBeGreaterThan(0)
    },
    120_000,
  )

  it('names a folder that cannot be written', async () => {
    const project = prepared()
    const before = readTree(project)
    const run = await planRun(project, second)
    const files = failing('EACCES', (kind, path) => kind === 'rename' && path.includes('/tests/'))
    await expect(applyChanges(run, files)).rejects.toMatchObject({
      code: 'not-writable',
      message: `${project}/backend cannot be written (no permission, or a read-only file system), and nothing was changed.`,
    })
    expect(readTree(project)).toEqual(before)
  })

  it('says so when neither way is open, and the next run ends it', async () => {
    const project = prepared()
    const before = readTree(project)
    const run = await planRun(project, second)
    const files = failing('EROFS', (kind, path) => kind === 'rename' && !path.includes('/journal/'))
    const broken = { ...files, remove: () => Promise.reject(systemError('EROFS')) }
    await expect(applyChanges(run, broken)).rejects.toMatchObject({ code: 'interrupted' })
    await expect(planRun(project, second)).rejects.toMatchObject({ code: 'interrupted' })
    expect(await recover(project)).toBe('undone')
    expect(readTree(project)).toEqual(before)
  })

  it('copies between file systems', async () => {
    const project = prepared()
    await implement(project, second, {
      ...quickFileSystem,
      rename: (from, to) =>
        from.includes('/journal/new/')
          ? Promise.reject(systemError('EXDEV'))
          : quickFileSystem.rename(from, to),
    })
    expect(readTree(project)['backend/app/main.py']).toBe('second = 2\n')
    expect(Object.keys(readTree(project)).filter((path) => path.includes('specwright-new'))).toEqual([])
  })

  it('does not write over what changed since the plan', async () => {
    const project = prepared()
    const run = await planRun(project, second)
    plant(project, { 'backend/app/main.py': 'mine = 3\n' })
    const before = readTree(project)
    await expect(applyChanges(run)).rejects.toMatchObject({
      code: 'changed-meanwhile',
      message: 'backend/app/main.py was changed while Specwright was working; nothing was written.',
    })
    expect(readTree(project)).toEqual(before)
  })

  it('takes an interrupted run back when a person worked on since', async () => {
    const project = prepared()
    const before = readTree(project)
    const run = await planRun(project, second)
    let renames = 0
    const files = faulty({
      before: (_step, kind, path) => {
        if (renames > 1) throw new Killed()
        if (kind === 'rename' && path.includes('/backend/')) renames += 1
      },
    })
    await expect(applyChanges(run, files)).rejects.toBeInstanceOf(Killed)
    plant(project, { 'backend/tests/test_loans.py': 'mine = 3\n' })
    expect(await recover(project)).toBe('undone')
    expect(readTree(project)).toEqual({
      ...before,
      'backend/tests/': null,
      'backend/tests/test_loans.py': 'mine = 3\n',
    })
  })

  it('keeps the mode of a file', async () => {
    const project = prepared()
    chmodSync(join(project, 'backend/app/main.py'), 0o600)
    await implement(project, second)
    expect(statSync(join(project, 'backend/app/main.py')).mode & 0o777).toBe(0o600)
  })

  it('refuses a house that is a link', async () => {
    const project = makeProject({ 'elsewhere/': null })
    mkdirSync(join(project, 'elsewhere'), { recursive: true })
    symlinkSync(join(project, 'elsewhere'), join(project, '.specwright'))
    await expect(implement(project, first)).rejects.toMatchObject({ code: 'outside-project' })
    expect(readTree(project)).toEqual({ '.specwright': '(link)', 'elsewhere/': null })
  })
})

function filesOf(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([, text]) => text !== null))
}
