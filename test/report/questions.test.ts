import { describe, expect, it } from 'vitest'
import type { Question } from '../../src/design/question.js'
import type { Locator } from '../../src/report/locator.js'
import { plainPalette } from '../../src/diagnostics/palette.js'
import { questionLines } from '../../src/report/questions.js'

const locate: Locator = ({ source, start }) => ({
  path: source,
  line: start,
  column: 1,
  text: `line ${start}`,
})

function question(id: string, blocking: boolean, answer: string | null = null): Question {
  return {
    id,
    kind: 'conflict',
    concern: 'security',
    blocking,
    subjects: ['GET /loans/{id}'],
    about: "another reader's loan is 403 in one document and 404 in another",
    sources: ['specs/loans.md:7'],
    spans: [{ source: 'specs/loans.md', start: 7, end: 9 }],
    options: [
      { id: '404', label: 'a client cannot tell which ids exist' },
      { id: '403', label: 'a client that guesses ids can tell which exist' },
    ],
    recommended: '404',
    answer,
  }
}

describe('questionLines', () => {
  it('shows the lines in question, the options as consequences and the command', () => {
    expect(questionLines([question('foreign-row', true)], locate, plainPalette)).toEqual([
      'Questions (1 must be answered before anything is written)',
      '  ? foreign-row  conflict, security',
      "    another reader's loan is 403 in one document and 404 in another",
      '      specs/loans.md:7  line 7',
      '    › 404: a client cannot tell which ids exist (recommended)',
      '      403: a client that guesses ids can tell which exist',
      '    specwright answer foreign-row 404',
      '',
    ])
  })

  it('puts at most three at once, blocking ones first', () => {
    const lines = questionLines(
      [question('note', false), ...['a', 'b', 'c', 'd'].map((id) => question(id, true))],
      locate,
      plainPalette,
    )
    expect(lines.filter((line) => line.startsWith('  ? '))).toEqual([
      '  ? a  conflict, security',
      '  ? b  conflict, security',
      '  ? c  conflict, security',
    ])
    expect(lines.at(-1)).toBe('  … and 2 more: specwright answer')
  })

  it('is silent when every question has its answer', () => {
    expect(questionLines([question('a', true, '404')], locate, plainPalette)).toEqual([])
  })
})
