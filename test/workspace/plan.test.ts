import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planChanges } from '../../src/workspace/plan.js'
import { quickFileSystem } from './faulty-file-system.js'
import { emit, implement, makeProject, plant, planRun, readTree } from './project.js'

const lines = (...numbers: readonly string[]): string => numbers.map((line) => `${line}\n`).join('')

describe('planChanges', () => {
  it('creates what is not there, an empty file too, in the order of paths', async () => {
    const project = makeProject()
    const emission = emit({ 'app/main.py': 'a = 1\n', 'app/__init__.py': '' })
    expect(await planChanges(emission, project, 'backend')).toEqual([
      { action: 'create', path: 'backend/app/__init__.py', after: '', summary: 'about app/__init__.py' },
      { action: 'create', path: 'backend/app/main.py', after: 'a = 1\n', summary: 'about app/main.py' },
    ])
    expect(readTree(project)).toEqual({})
  })

  it('keeps, replaces and deletes what nobody touched', async () => {
    const project = makeProject()
    await implement(project, emit({ 'a.py': 'a = 1\n', 'b.py': 'b = 1\n', 'c.py': 'c = 1\n' }))
    const changes = await planChanges(emit({ 'a.py': 'a = 1\n', 'b.py': 'b = 2\n' }), project, 'backend')
    expect(changes).toEqual([
      { action: 'keep', path: 'backend/a.py' },
      { action: 'modify', path: 'backend/b.py', before: 'b = 1\n', after: 'b = 2\n', summary: 'about b.py' },
      { action: 'delete', path: 'backend/c.py', before: 'c = 1\n', summary: 'no longer asked for' },
    ])
  })

  it('never overwrites a file it did not write, and adopts one that is the same', async () => {
    const project = makeProject({ 'backend/a.py': 'mine\n', 'backend/b.py': 'b = 1\n' })
    const emission = emit({ 'a.py': 'a = 1\n', 'b.py': 'b = 1\n' })
    const { changes } = await implement(project, emission)
    expect(changes).toEqual([
      {
        action: 'conflict',
        path: 'backend/a.py',
        theirs: 'mine\n',
        ours: 'a = 1\n',
        reason: 'Specwright did not write this file',
      },
      { action: 'keep', path: 'backend/b.py' },
    ])
    expect(readTree(project)['backend/a.py']).toBe('mine\n')
    const next = await planChanges(emit({ 'a.py': 'a = 1\n', 'b.py': 'b = 2\n' }), project, 'backend')
    expect(next.map((change) => change.action)).toEqual(['conflict', 'modify'])
  })

  it('keeps a person’s edit when the generated text did not change', async () => {
    const project = makeProject()
    await implement(project, emit({ 'a.py': 'a = 1\n' }))
    plant(project, { 'backend/a.py': 'a = 3\n' })
    expect(await planChanges(emit({ 'a.py': 'a = 1\n' }), project, 'backend')).toEqual([
      { action: 'keep', path: 'backend/a.py' },
    ])
  })

  it('merges edits of different lines, and goes on merging', async () => {
    const project = makeProject()
    await implement(project, emit({ 'a.py': lines('1', '2', '3', '4', '5') }))
    plant(project, { 'backend/a.py': lines('1', 'mine', '2', '3', '4', '5') })
    const second = await implement(project, emit({ 'a.py': lines('1', '2', '3', '4', 'five') }))
    expect(second.changes).toEqual([
      {
        action: 'modify',
        path: 'backend/a.py',
        before: lines('1', 'mine', '2', '3', '4', '5'),
        after: lines('1', 'mine', '2', '3', '4', 'five'),
        summary: 'about a.py',
      },
    ])
    await implement(project, emit({ 'a.py': lines('1', '2', '3', 'four', 'five') }))
    expect(readTree(project)['backend/a.py']).toBe(lines('1', 'mine', '2', '3', 'four', 'five'))
  })

  it('leaves overlapping edits to the person, until they have edited the file again', async () => {
    const project = makeProject()
    await implement(project, emit({ 'a.py': 'a = 1\n' }))
    plant(project, { 'backend/a.py': 'a = "mine"\n' })
    const emission = emit({ 'a.py': 'a = 2\n' })
    const conflict = {
      action: 'conflict',
      path: 'backend/a.py',
      theirs: 'a = "mine"\n',
      ours: 'a = 2\n',
      reason: 'edited in lines that change with the specification',
    }
    expect((await implement(project, emission)).changes).toEqual([conflict])
    expect((await implement(project, emission)).changes).toEqual([conflict])
    plant(project, { 'backend/a.py': 'a = "mine" or 2\n' })
    expect((await implement(project, emission)).changes).toEqual([{ action: 'keep', path: 'backend/a.py' }])
    // The resolution is what the next edit starts from.
    expect((await implement(project, emission)).changes).toEqual([{ action: 'keep', path: 'backend/a.py' }])
    expect((await planRun(project, emit({ 'a.py': 'a = 3\n' }))).changes[0]?.action).toBe('conflict')
  })

  it('does not delete an edited file', async () => {
    const project = makeProject()
    await implement(project, emit({ 'a.py': 'a = 1\n' }))
    plant(project, { 'backend/a.py': 'a = "mine"\n' })
    const conflict = {
      action: 'conflict',
      path: 'backend/a.py',
      theirs: 'a = "mine"\n',
      ours: '',
      reason: 'no longer asked for, but edited since Specwright wrote it',
    }
    expect((await implement(project, emit({}))).changes).toEqual([conflict])
    expect((await implement(project, emit({}))).changes).toEqual([conflict])
    plant(project, { 'backend/a.py': 'a = "still mine"\n' })
    expect((await implement(project, emit({}))).changes).toEqual([])
    expect(readTree(project)['backend/a.py']).toBe('a = "still mine"\n')
  })

  it('takes line endings and a byte-order mark for untouched, and preserves them', async () => {
    const project = makeProject()
    await implement(project, emit({ 'a.py': 'a = 1\nb = 1\n' }))
    plant(project, { 'backend/a.py': '\uFEFFa = 1\r\nb = 1\r\n' })
    expect(await planChanges(emit({ 'a.py': 'a = 1\nb = 1\n' }), project, 'backend')).toEqual([
      { action: 'keep', path: 'backend/a.py' },
    ])
    await implement(project, emit({ 'a.py': 'a = 1\nb = 2\n' }))
    expect(readTree(project)['backend/a.py']).toBe('\uFEFFa = 1\r\nb = 2\r\n')
  })

  it('creates a file that was deleted', async () => {
    const project = makeProject()
    await implement(project, emit({ 'a.py': 'a = 1\n' }))
    rmSync(join(project, 'backend/a.py'))
    expect((await planRun(project, emit({ 'a.py': 'a = 1\n' }))).changes[0]?.action).toBe('create')
  })

  it('takes a file for a person’s when what was generated is lost', async () => {
    const project = makeProject()
    await implement(project, emit({ 'a.py': 'a = 1\n' }))
    plant(project, { 'backend/a.py': 'a = 1\n# mine\n', '.specwright/base/backend/a.py': 'something else\n' })
    expect((await planRun(project, emit({ 'a.py': 'a = 2\n' }))).changes).toMatchObject([
      {
        action: 'conflict',
        reason: 'edited since Specwright wrote it, and what it wrote is not in `.specwright/base` any more',
      },
    ])
  })

  it('leaves links, folders, bytes and names that differ in case alone', async () => {
    const project = makeProject({ 'backend/d.py/': null, 'backend/App/x.py': '', 'backend/file': '' })
    mkdirSync(join(project, 'backend/d.py'), { recursive: true })
    symlinkSync('App/x.py', join(project, 'backend/link.py'))
    writeFileSync(join(project, 'backend/bytes.py'), Buffer.from([0xff, 0xfe, 0x00]))
    const emission = emit({
      'link.py': '1\n',
      'd.py': '1\n',
      'bytes.py': '1\n',
      'app/y.py': '1\n',
      'file/z.py': '1\n',
    })
    const changes = await planChanges(emission, project, 'backend')
    expect(
      changes.map((change) => (change.action === 'conflict' ? [change.path, change.reason] : change)),
    ).toEqual([
      ['backend/app/y.py', '`App` stands beside it and differs only in case'],
      ['backend/bytes.py', 'it is not a text in UTF-8'],
      ['backend/d.py', 'it is not a file'],
      ['backend/file/z.py', '`file` is a file'],
      ['backend/link.py', 'it is a symbolic link'],
    ])
  })

  it.each([
    ['../x.py', 'The path "../x.py" has a part `..`.'],
    ['/etc/x.py', 'The path "/etc/x.py" has an empty part.'],
    ['a/./x.py', 'The path "a/./x.py" has a part `.`.'],
    ['a\\x.py', 'The path "a\\\\x.py" has a character that is not allowed in file names.'],
    ['C:x.py', 'The path "C:x.py" has a character that is not allowed in file names.'],
    ['a\u0000.py', 'The path "a\\u0000.py" has a character that is not allowed in file names.'],
    ['app/aux.py', 'The path "app/aux.py" has the name `aux`, which is a device on Windows.'],
    ['COM1', 'The path "COM1" has the name `COM1`, which is a device on Windows.'],
    ['a./x.py', 'The path "a./x.py" has a part that ends in a dot or a blank.'],
    ['a /x.py', 'The path "a /x.py" has a part that ends in a dot or a blank.'],
    [`${'é'.repeat(130)}.py`, `The path "${'é'.repeat(130)}.py" has a part that is longer than 255 bytes.`],
  ])('refuses the path %j', async (path, message) => {
    const project = makeProject()
    await expect(planChanges(emit({ [path]: '' }), project, 'backend')).rejects.toMatchObject({
      name: 'ExpectedFailure',
      code: 'path-illegal',
      message,
    })
  })

  it.each([
    [{ 'a/B.py': '', 'a/b.py': '' }, 'The paths "a/B.py" and "a/b.py" are one file where case is ignored.'],
    [
      { 'é.py': '', 'e\u0301.py': '' },
      'The paths "é.py" and "e\u0301.py" are one file where case is ignored.',
    ],
    [{ a: '', 'a/b.py': '' }, '"a" is a file and the folder of "a/b.py" at once.'],
  ])('refuses paths that are one file elsewhere: %j', async (tree, message) => {
    const project = makeProject()
    await expect(planChanges(emit(tree), project, 'backend')).rejects.toMatchObject({
      code: 'path-illegal',
      message,
    })
  })

  it.each([
    '..',
    '../elsewhere',
    '/',
    'outside',
    'outside/below',
    'dangling',
    'specs',
    'SPECS/api',
    '.git/hooks',
  ])('refuses the backend folder %s', async (backend) => {
    const outside = makeProject()
    const project = makeProject({ 'specs/api/x.md': '', '.git/hooks/x': '' })
    symlinkSync(outside, join(project, 'outside'))
    symlinkSync(join(outside, 'nothing'), join(project, 'dangling'))
    await expect(planChanges(emit({ 'a.py': '' }), project, backend)).rejects.toMatchObject({
      code: 'outside-project',
    })
  })

  it('refuses a folder below the backend that leads out of it', async () => {
    const outside = makeProject()
    const project = makeProject({ 'backend/x': '' })
    symlinkSync(outside, join(project, 'backend/app'))
    await expect(planChanges(emit({ 'app/a.py': '' }), project, 'backend')).rejects.toMatchObject({
      code: 'outside-project',
    })
    expect(readTree(outside)).toEqual({})
  })

  it('works in a project that is reached by a link, and in a project that is the backend', async () => {
    const project = makeProject()
    const around = makeProject()
    symlinkSync(project, join(around, 'link'))
    await implement(join(around, 'link'), emit({ 'a.py': 'a = 1\n' }))
    expect(readTree(project)['backend/a.py']).toBe('a = 1\n')
    expect(await planChanges(emit({ 'a.py': '' }), project, '.')).toMatchObject([
      { action: 'create', path: 'a.py' },
      { action: 'delete', path: 'backend/a.py' },
    ])
    await expect(planChanges(emit({ 'specs/a.py': '' }), project, '.')).rejects.toMatchObject({
      code: 'outside-project',
    })
  })

  it('ignores paths of a hostile lock that lie outside of the backend', async () => {
    const project = makeProject({ 'victim.txt': 'x', 'specs/a.md': 'x' })
    const entry = (path: string): unknown => ({
      path,
      hash: '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
    })
    plant(project, {
      '.specwright/lock.json': JSON.stringify({
        version: 1,
        tool: '0',
        inputs: [],
        operations: [],
        files: ['../victim.txt', 'victim.txt', 'specs/a.md', 'backend/../victim.txt', '__proto__'].map(entry),
      }),
    })
    expect(await planChanges(emit({}), project, 'backend')).toEqual([])
  })

  it('names a damaged lock', async () => {
    const project = makeProject({ '.specwright/lock.json': '<<<<<<< HEAD\n' })
    await expect(planChanges(emit({}), project, 'backend')).rejects.toMatchObject({ code: 'lock-invalid' })
  })

  it('gives the same bytes for the same files in any order', async () => {
    const one = makeProject()
    const other = makeProject()
    await implement(one, emit({ 'a.py': '1\n', 'b.py': '2\n', __proto__x: '3\n' }), quickFileSystem)
    await implement(other, emit({ __proto__x: '3\n', 'b.py': '2\n', 'a.py': '1\n' }), quickFileSystem)
    expect(readTree(one)).toEqual(readTree(other))
  })
})
