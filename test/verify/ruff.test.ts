import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { findPython } from '../../src/verify/python.js'
import { runRuff } from '../../src/verify/ruff.js'
import { makeProject, plant, type Tree } from '../workspace/project.js'

let python = ''
beforeAll(async () => {
  python = (await findPython()).executable
})

async function check(tree: Tree, ...paths: readonly string[]): Promise<unknown> {
  const folder = makeProject()
  cpSync(join(import.meta.dirname, '../fixtures/verify/backend'), folder, { recursive: true })
  plant(folder, tree)
  const evidence = await runRuff(folder, paths, python, makeProject())
  return evidence.map(({ outcome, subject, message }) => [outcome, subject, message])
}

describe('runRuff', () => {
  it('passes what has nothing wrong, under the settings of the backend', async () => {
    expect(await check({}, 'app/parcel.py', 'app/__init__.py', 'tests/test_uncollected.py')).toEqual([
      ['passed', 'ruff', ''],
    ])
  })

  it('finds what the rules and the format do not allow', async () => {
    expect(await check({}, 'app/untyped.py')).toEqual([
      ['failed', 'app/untyped.py:3', 'F401 `os` imported but unused'],
      ['failed', 'app/untyped.py:3', 'I001 Import block is un-sorted or un-formatted'],
      ['failed', 'app/untyped.py:7', 'Not formatted as ruff does.'],
    ])
  })

  it('goes by ruff.toml before pyproject.toml', async () => {
    const tree = { 'ruff.toml': '[lint]\nselect = ["F401"]\n[format]\nquote-style = "preserve"\n' }
    expect(await check(tree, 'app/untyped.py')).toEqual([
      ['failed', 'app/untyped.py:3', 'F401 `os` imported but unused'],
      ['failed', 'app/untyped.py:7', 'Not formatted as ruff does.'],
    ])
  })

  it.each([
    ['ruff.toml', '[lint\n', 'ruff.toml:1', /Expected|expected|Invalid|invalid/],
    ['ruff.toml', 'line-length = "wide"\n', 'ruff.toml:1', /^The settings of ruff cannot be used: /],
  ])('says which settings cannot be used: %s', async (file, text, subject, message) => {
    expect(await check({ [file]: text }, 'app/parcel.py')).toEqual([
      ['failed', subject, expect.stringMatching(message)],
    ])
  })

  it('finds broken syntax and missing files', async () => {
    expect(await check({ 'app/broken.py': 'def f(:\n' }, 'app/broken.py', 'app/gone.py')).toEqual([
      ['failed', 'app/broken.py:1', 'invalid-syntax Expected a parameter or the end of the parameter list'],
      ['failed', 'app/broken.py:2', 'invalid-syntax unexpected EOF while parsing'],
      ['failed', 'app/gone.py:1', 'The file is not there.'],
    ])
  })
})
