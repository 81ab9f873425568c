import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { copyBackend } from '../../src/verify/copy.js'
import { makeProject, readTree } from '../workspace/project.js'

describe('copyBackend', () => {
  it('copies code, and neither settings nor data nor what tools left', async () => {
    const outside = makeProject({ 'secret.py': 'x' })
    const from = makeProject({
      'app/main.py': 'main',
      'app/env/__init__.py': '',
      'migrations/env.py': 'env',
      '.env': 'SECRET=x',
      '.env.production': 'SECRET=x',
      '.env.example': 'SECRET=',
      'todo.db': 'rows',
      'todo.sqlite3-wal': 'rows',
      'my-venv/pyvenv.cfg': '',
      'my-venv/bin/python': '',
      '__pycache__/main.pyc': '',
      '.git/config': '',
    })
    symlinkSync('app', join(from, 'source'))
    symlinkSync(outside, join(from, 'outside'))
    symlinkSync('nowhere', join(from, 'dangling'))
    mkdirSync(join(from, 'empty'))
    const to = join(makeProject(), 'copy')
    await copyBackend(from, to)
    expect(readTree(to)).toEqual({
      '.env.example': 'SECRET=',
      'app/': null,
      'app/env/': null,
      'app/env/__init__.py': '',
      'app/main.py': 'main',
      'empty/': null,
      'migrations/': null,
      'migrations/env.py': 'env',
      source: '(link)',
    })
  })

  it('says when there is no backend', async () => {
    const from = makeProject({ file: '' })
    for (const path of ['nowhere', 'file']) {
      await expect(copyBackend(join(from, path), join(from, 'to'))).rejects.toMatchObject({
        name: 'ExpectedFailure',
        code: 'nothing-to-read',
      })
    }
  })
})
