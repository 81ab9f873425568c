import { describe, expect, it } from 'vitest'
import { changeLines } from '../../src/report/changes.js'
import { plainPalette } from '../../src/diagnostics/palette.js'

describe('changeLines', () => {
  it('marks each change and counts what stays', () => {
    expect(
      changeLines(
        [
          { action: 'create', path: 'backend/app/main.py', after: '', summary: 'the application' },
          { action: 'modify', path: 'backend/app/models.py', before: '', after: 'x', summary: 'tables' },
          { action: 'delete', path: 'backend/app/old.py', before: '', summary: 'no longer asked for' },
          { action: 'conflict', path: 'backend/a.py', theirs: '', ours: '', reason: 'edited by hand' },
          { action: 'keep', path: 'backend/pyproject.toml' },
        ],
        plainPalette,
      ),
    ).toEqual([
      'Changes',
      '  +  backend/app/main.py    the application',
      '  ~  backend/app/models.py  tables',
      '  -  backend/app/old.py     no longer asked for',
      '  !  backend/a.py           edited by hand',
      '  1 file up to date',
    ])
  })

  it('says so when nothing changes', () => {
    expect(changeLines([{ action: 'keep', path: 'a' }], plainPalette)).toEqual([
      'Changes  none: 1 file up to date',
    ])
  })
})
