import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findPython } from '../../src/verify/python.js'
import { makeProject } from '../workspace/project.js'

/** A folder with programs that answer the probe as a Python of a version does. */
function programs(answers: Readonly<Record<string, string>>): string {
  const folder = makeProject()
  for (const [name, script] of Object.entries(answers)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return folder
}

const version = (path: string, numbers: string): string => `echo '["${path}", [${numbers}]]'`

describe('findPython', () => {
  it('takes the first that runs and is new enough, past shims that lead nowhere', async () => {
    const PATH = programs({
      'python3.13': 'echo "pyenv: python3.13: command not found" >&2; exit 127',
      'python3.12': 'echo "not an answer"',
      'python3.11': version('/real/python3.11', '3, 11, 4'),
      python3: version('/real/python3', '3, 12, 0'),
    })
    expect(await findPython({ PATH })).toEqual({ executable: '/real/python3.11', version: '3.11.4' })
  })

  it('says what was found instead', async () => {
    const PATH = programs({ python3: version('/old', '3, 9, 2'), python: version('/older', '2, 7, 18') })
    await expect(findPython({ PATH })).rejects.toMatchObject({
      code: 'python-missing',
      message: 'No Python 3.11 or later was found (python3 is 3.9.2, python is 2.7.18).',
      suggestion: 'Install one, or set SPECWRIGHT_PYTHON to its path.',
    })
    await expect(findPython({ PATH: makeProject() })).rejects.toMatchObject({
      message: 'No Python 3.11 or later was found.',
    })
  })

  it('takes the one that was chosen, or none', async () => {
    const folder = programs({ mine: version('/mine', '3, 13, 1'), old: version('/old', '3, 8, 0') })
    const choose = (name: string): Promise<unknown> =>
      findPython({ PATH: process.env['PATH'], SPECWRIGHT_PYTHON: join(folder, name) })
    expect(await choose('mine')).toEqual({ executable: '/mine', version: '3.13.1' })
    await expect(choose('old')).rejects.toMatchObject({
      message: `SPECWRIGHT_PYTHON names ${JSON.stringify(join(folder, 'old'))}, which is older than Python 3.11.`,
    })
    await expect(choose('none')).rejects.toMatchObject({
      message: `SPECWRIGHT_PYTHON names ${JSON.stringify(join(folder, 'none'))}, which cannot be run as a Python.`,
    })
  })
})
