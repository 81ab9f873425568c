import { describe, expect, it } from 'vitest'
import { plainPalette } from '../../src/diagnostics/palette.js'
import { findingLines } from '../../src/report/findings.js'

describe('findingLines', () => {
  it('shows the place, the difference, and two of the lines that ask for it', () => {
    const lines = findingLines(
      [
        {
          kind: 'edited',
          path: 'backend/app/loans.py',
          line: 12,
          message: 'Edited since Specwright wrote it: the specifications give `limit = 5`.',
          origins: [
            { kind: 'standard', clause: 'ERR-5' },
            { kind: 'answer', question: 'loan-limit', option: '5' },
            { kind: 'standard', clause: 'ERR-6' },
          ],
        },
        {
          kind: 'missing',
          path: 'backend/app/books.py',
          line: null,
          message: 'The file is not there: the books',
          origins: [],
        },
      ],
      () => null,
      plainPalette,
    )
    expect(lines).toEqual([
      'The backend differs from the specifications',
      '  edited  backend/app/loans.py:12',
      '    Edited since Specwright wrote it: the specifications give `limit = 5`.',
      '    standard:ERR-5',
      '    answer to loan-limit: 5',
      '  missing  backend/app/books.py',
      '    The file is not there: the books',
      '  specwright plan --diff shows how; specwright implement mends what nobody edited',
    ])
  })

  it('is empty without findings', () => {
    expect(findingLines([], () => null, plainPalette)).toEqual([])
  })
})
