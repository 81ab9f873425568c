import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Question } from '../../src/design/question.js'
import { checkAnswers, parseAnswers, readAnswers } from '../../src/workspace/answers.js'
import { addDecisions } from '../../src/workspace/decisions.js'
import { makeProject } from './project.js'

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../fixtures/workspace/answers', name), 'utf8')

const question = (fields: Partial<Question>): Question => ({
  id: 'return-twice',
  kind: 'conflict',
  concern: 'client-visible',
  blocking: true,
  subjects: ['POST /loans/{id}/return'],
  about: 'Returning a book twice: 200 in one file, 409 in another',
  sources: ['specs/loans.md:41', 'specs/api.md:12'],
  spans: [],
  options: [
    { id: '200', label: 'the second call changes nothing' },
    { id: '409', label: 'a client learns that its list is old' },
  ],
  recommended: '409',
  answer: null,
  ...fields,
})

/** Diagnostics with the words they point at. */
function problems(text: string): unknown[] {
  const file = parseAnswers(text)
  return file.diagnostics.map(({ code, message, span }) => [
    code,
    message,
    span === null ? null : file.text.slice(span.start, span.end),
  ])
}

describe('parseAnswers', () => {
  it('reads both forms, as they are written', () => {
    const file = parseAnswers(fixture('hand-written.yaml'))
    expect(file.diagnostics).toEqual([])
    expect([...file.answers]).toEqual([
      ['late-fee', 'per-day'],
      ['foreign-row', '404'],
      ['reservation-limit', '5'],
    ])
    expect([...file.assumed]).toEqual(['late-fee'])
  })

  it.each(['', '\uFEFF', '# nothing yet\n', '---\n', '{}\n'])('finds no answers in %j', (text) => {
    expect(parseAnswers(text)).toMatchObject({ answers: new Map(), diagnostics: [] })
  })

  it('takes numbers and words of YAML as they are written', () => {
    expect([...parseAnswers('a: 1.10\nb: 0x10\nc: true\n1: no\n__proto__: x\n').answers]).toEqual([
      ['a', '1.10'],
      ['b', '0x10'],
      ['c', 'true'],
      ['1', 'no'],
      ['__proto__', 'x'],
    ])
  })

  it.each([
    ['a: [1]\n', [['answers-shape', 'a is not written as an answer: it has no `answer`.', 'a']]],
    ['a:\n', [['answers-shape', 'a is not written as an answer: it has no `answer`.', '']]],
    [
      'a:\n  option: x\n',
      [['answers-shape', 'a is not written as an answer: it has no `answer`.', 'option: x\n']],
    ],
    ['a: ""\n', [['answers-shape', 'a is not written as an answer: the option is empty.', '""']]],
    [
      'a: {answer: x, assumed: perhaps}\n',
      [
        [
          'answers-shape',
          'a is not written as an answer: `assumed` is neither true nor false.',
          '{answer: x, assumed: perhaps}',
        ],
      ],
    ],
    [
      'nothing but words\n',
      [
        [
          'answers-shape',
          'The file is not written as an answer: it is no list of questions with their options.',
          'nothing but words',
        ],
      ],
    ],
    [
      '? [a]\n: b\n',
      [
        [
          'answers-shape',
          'An entry is not written as an answer: its question is no plain text.',
          '? [a]\n: b\n',
        ],
      ],
    ],
    ['a: x\na: y\n', [['answers-syntax', 'The answers cannot be read: Map keys must be unique.', 'a']]],
    ['b: "x\n', [['answers-syntax', 'The answers cannot be read: Missing closing "quote.', '']]],
  ])('points at what is wrong in %j', (text, expected) => {
    expect(problems(text)).toEqual(expected)
  })

  it('uses the entries beside a faulty one', () => {
    expect([...parseAnswers('a: [1]\nb: x\n').answers]).toEqual([['b', 'x']])
  })
})

describe('checkAnswers', () => {
  it('names options and questions that are not there', () => {
    const file = parseAnswers('return-twice: "410"\nold: x\n')
    expect(checkAnswers(file, [question({})])).toEqual([
      {
        code: 'answers-option',
        severity: 'error',
        message: 'The question return-twice has no option 410.',
        span: { source: '.specwright/answers.yaml', start: 14, end: 19 },
        suggestion: 'Choose one of: 200, 409.',
      },
      {
        code: 'answers-question',
        severity: 'information',
        message: 'Nothing in the specifications asks old any more; its answer is not used.',
        span: { source: '.specwright/answers.yaml', start: 25, end: 26 },
        suggestion: 'Delete the answer, unless the question is to come back.',
      },
    ])
  })
})

describe('addDecisions', () => {
  it('keeps comments and order, and explains what it adds', () => {
    const text = addDecisions(fixture('hand-written.yaml'), [
      { question: question({ id: 'late-fee' }), option: 'once', assumed: false },
      { question: question({ id: 'foreign-row' }), option: '403', assumed: false },
      { question: question({}), option: '409', assumed: true },
    ])
    expect(text).toBe(fixture('after.yaml'))
  })

  it('begins a file with what it is for', () => {
    const text = addDecisions('', [{ question: question({ sources: [] }), option: '200', assumed: false }])
    expect(text).toBe(`# Decisions for the backend of this project, read by Specwright.
# Edit an answer to decide otherwise; entries with \`assumed: true\` nobody has decided yet.

# Returning a book twice: 200 in one file, 409 in another
# Options:
# - 200: the second call changes nothing
# - 409 (recommended): a client learns that its list is old
return-twice:
  answer: "200"
`)
  })

  it('keeps the style of the file', () => {
    const text = addDecisions('\uFEFFa: x\r\n', [
      { question: question({ id: 'a' }), option: 'y', assumed: false },
    ])
    expect(text).toBe('\uFEFFa: "y"\r\n')
  })

  it('does not write over what it cannot read', () => {
    const decision = { question: question({}), option: '409', assumed: false }
    for (const text of ['a: "x\n', '- a\n', 'words\n']) {
      expect(() => addDecisions(text, [decision])).toThrow('cannot be read, and is not written over')
    }
  })

  it('is read back, whatever the question says', () => {
    assert(
      property(
        string({ unit: 'binary' }),
        string(),
        constantFrom('a: x\n', '# only words\n', ''),
        (about, label, text) => {
          const asked = question({ about, options: [{ id: '409', label }], sources: [about] })
          const file = parseAnswers(addDecisions(text, [{ question: asked, option: '409', assumed: true }]))
          expect(file.diagnostics).toEqual([])
          expect(file.answers.get('return-twice')).toBe('409')
          expect(file.answers.size).toBe(text.startsWith('a') ? 2 : 1)
        },
      ),
    )
  })
})

describe('readAnswers', () => {
  it('reads the file of a project', async () => {
    const project = makeProject({ '.specwright/answers.yaml': 'a: x\r\n' })
    expect([...(await readAnswers(project)).answers]).toEqual([['a', 'x']])
    expect((await readAnswers(makeProject())).answers.size).toBe(0)
  })

  it('refuses a file that no person wrote', async () => {
    const project = makeProject({ '.specwright/answers.yaml': `# ${'x'.repeat(1_000_000)}` })
    await expect(readAnswers(project)).rejects.toMatchObject({ code: 'answers-invalid' })
  })
})
