import { describe, expect, it } from 'vitest'
import type { Origin } from '../../src/design/origin.js'
import { compareBackend } from '../../src/verify/compare.js'
import { emit, implement, makeProject, plant } from '../workspace/project.js'

const origin: Origin = { kind: 'standard', clause: 'ERR-5' }

describe('compareBackend', () => {
  it('finds nothing in a backend that is what the specifications give', async () => {
    const project = makeProject()
    const emission = emit({ 'a.py': 'a = 1\n', 'b/__init__.py': '' })
    await implement(project, emission)
    plant(project, { 'backend/a.py': 'a = 1\r\n', 'backend/notes.txt': 'mine' })
    expect(await compareBackend(emission, project, 'backend')).toEqual([])
  })

  it('names each difference and the line that asks for it', async () => {
    const project = makeProject()
    await implement(
      project,
      emit({
        'changed.py': '1\n',
        'edited.py': '1\n2\n',
        'both.py': '1\n',
        'gone.py': '1\n',
        'old.py': '1\n',
      }),
    )
    plant(project, {
      'backend/edited.py': '1\ntwo\n',
      'backend/both.py': 'one\n',
      'backend/foreign.py': '1\nmore\n',
    })
    const emission = emit({
      'changed.py': '1\n2\n',
      'edited.py': '1\n2\n',
      'both.py': '3\n',
      'gone.py': '1\n',
      'new.py': '1\n',
      'foreign.py': '1\n',
    })
    const lines = [
      { from: 1, to: 1, origins: [], about: null },
      { from: 2, to: 2, origins: [origin], about: '404 when the book is absent' },
    ]
    const files = emission.files.map((file) => ({ ...file, lines }))
    const { rmSync } = await import('node:fs')
    rmSync(`${project}/backend/gone.py`)
    expect(await compareBackend({ ...emission, files }, project, 'backend')).toEqual([
      {
        kind: 'edited',
        path: 'backend/both.py',
        line: 1,
        message: 'Edited since Specwright wrote it: the specifications give `3`.',
        origins: [],
      },
      {
        kind: 'outdated',
        path: 'backend/changed.py',
        line: 2,
        message:
          'The specifications have changed since this was written (404 when the book is absent): the specifications give `2`.',
        origins: [origin],
      },
      {
        kind: 'edited',
        path: 'backend/edited.py',
        line: 2,
        message:
          'Edited since Specwright wrote it (404 when the book is absent): the specifications give `2`.',
        origins: [origin],
      },
      {
        kind: 'foreign',
        path: 'backend/foreign.py',
        line: 2,
        message:
          'Specwright did not write this file (404 when the book is absent): the specifications give an empty line.',
        origins: [origin],
      },
      {
        kind: 'missing',
        path: 'backend/gone.py',
        line: null,
        message: 'The file is not there: about gone.py',
        origins: [origin],
      },
      {
        kind: 'missing',
        path: 'backend/new.py',
        line: null,
        message: 'The file is not there: about new.py',
        origins: [origin],
      },
      {
        kind: 'superfluous',
        path: 'backend/old.py',
        line: null,
        message: 'The specifications do not ask for this file any more.',
        origins: [],
      },
    ])
  })
})
