import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Table } from 'mdast'
import { fragmentOffset, fragmentsOf } from '../../src/source/fragments.js'
import { inlineText } from '../../src/source/inline-text.js'
import { itemsOf } from '../../src/source/list.js'
import { parseMarkdown } from '../../src/source/markdown.js'
import { sourceOf } from '../../src/source/source-of.js'
import { walkSections } from '../../src/source/sections.js'
import { tableOf } from '../../src/source/table.js'

const parse = (text: string) => parseMarkdown(sourceOf('specs/spec.md', text)).document
const slice = (text: string, span: { readonly start: number; readonly end: number }) =>
  text.slice(span.start, span.end)

function tableIn(text: string) {
  const document = parse(text)
  const node = document.root.children.find((each): each is Table => each.type === 'table')
  if (node === undefined) throw new Error('the text has no table')
  return tableOf(document.source, node)
}

describe('sections', () => {
  it('nests by depth, over skipped levels', () => {
    const document = parse('intro\n\n# A `code`\n\n### B\n\ntext\n\n## C\n\n# D\n')
    expect([...walkSections(document.sections)].map((each) => [each.depth, each.title, each.trail])).toEqual([
      [0, '', []],
      [1, 'A code', []],
      [3, 'B', ['A code']],
      [2, 'C', ['A code']],
      [1, 'D', []],
    ])
  })

  it('takes lines over lists for headings where none are marked', () => {
    const document = parse(
      [
        '# Racks\n\nRack Table (racks)\nFields\n- id: int, primary key\n\nRules\n- code is unique\n',
        'GET /racks\n- Response 200: all racks\n\nOpen Routes\n- These endpoints need no token.\n',
        'POST /racks\n- Response 201: the rack\n\nDELETE /racks/{id}\n- Response 204\n\nNotes\n1. none\n',
      ].join('\n'),
    )
    expect([...walkSections(document.sections)].map((each) => [each.depth, each.title, each.trail])).toEqual([
      [1, 'Racks', []],
      [2, 'Rack Table (racks)', ['Racks']],
      [3, 'Fields', ['Racks', 'Rack Table (racks)']],
      [2, 'Rules', ['Racks']],
      [2, 'GET /racks', ['Racks']],
      [2, 'Open Routes', ['Racks']],
      [3, 'POST /racks', ['Racks', 'Open Routes']],
      [3, 'DELETE /racks/{id}', ['Racks', 'Open Routes']],
      [2, 'Notes', ['Racks']],
    ])
  })

  it.each([
    ['a document with headings', '# A\n\n## B\n\nRacks\n- one\n\nShelves\n- two\n'],
    ['one line alone', '# A\n\nRacks\n- one\n'],
    ['sentences and labels', '# A\n\nA rack has:\n- one\n\nShelves must be\n- two\n\n**Bins**\n- three\n'],
    ['a blank line between', '# A\n\nRacks\n\n- one\n\nShelves\n\n- two\n'],
  ])('keeps lines over lists as text: %s', (_, text) => {
    const titles = [...walkSections(parse(text).sections)].map(({ title }) => title)
    expect(titles.filter((title) => /Rack|Shel|Bin/.test(title))).toEqual([])
  })

  it('does not read front matter as a heading', () => {
    const document = parse('---\ntitle: Loans\n---\n\n# Loans\n')
    expect(document.sections.map((each) => [each.title, each.heading.start])).toEqual([['Loans', 22]])
  })
})

describe('tables', () => {
  it('keeps pipes inside backticks in their cell', () => {
    const text = '| Field | Values |\n|---|---|\n| `state` | `open|closed` or `lost` |\n| a \\| b | plain |\n'
    const table = tableIn(text)
    expect(table.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([
      ['state', 'open|closed or lost'],
      ['a | b', 'plain'],
    ])
    const cell = table.rows[0]?.cells[1]
    expect(cell && slice(text, cell.whole)).toBe('`open|closed` or `lost`')
    expect(cell && slice(text, cell.span(0, 11))).toBe('open|closed')
  })

  it('finds a table whose header has a pipe in backticks', () => {
    const table = tableIn('| `a|b` | C |\n|---|---|\n| 1 | 2 |\n')
    expect(table.columns.map((each) => each.text)).toEqual(['a|b', 'C'])
  })
})

describe('fragments', () => {
  it('traces every line, in lists and quotes', () => {
    const text =
      '# Loans\n\n- item\n\n  ```Python title=x\n  a = 1\n    b = 2\n  ```\n\n> ~~~\n> quoted\n> ~~~\n\n    indented\n'
    const fragments = fragmentsOf(parse(text))
    expect(fragments.map((each) => [each.language, each.text, each.headings])).toEqual([
      ['python', 'a = 1\n  b = 2', ['Loans']],
      [null, 'quoted', ['Loans']],
      [null, 'indented', ['Loans']],
    ])
    const [python, quoted, indented] = fragments
    expect(python && text.slice(fragmentOffset(python, 8)).startsWith('b = 2')).toBe(true)
    expect(quoted && text.slice(fragmentOffset(quoted, 0)).startsWith('quoted')).toBe(true)
    expect(indented && text.slice(fragmentOffset(indented, 0)).startsWith('indented')).toBe(true)
  })
})

describe('inline text', () => {
  it('knows where each word was written', () => {
    const text = '- **Title**: required,\n  at most `200` &amp; not \\*blank\\*\n  - nested\n- [x] done\n'
    const document = parse(text)
    const list = document.root.children[0]
    if (list?.type !== 'list') throw new Error('the text has no list')
    const [first, second] = itemsOf(document.source, list)
    expect(first?.text).toBe('Title: required, at most 200 & not *blank*')
    const at = first?.text.indexOf('200') ?? 0
    expect(first && slice(text, first.span(at, at + 3))).toBe('200')
    expect(first?.children.map((each) => each.text)).toEqual(['nested'])
    expect([second?.text, second?.checked]).toEqual(['done', true])
  })

  it('has spans inside the document, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const document = parse(text)
        for (const node of document.root.children) {
          const inline = inlineText(document.source, node)
          for (let index = 0; index < inline.text.length; index += 1) {
            const span = inline.span(index, index + 1)
            expect(span.start).toBeGreaterThanOrEqual(node.position?.start.offset ?? 0)
            expect(span.end).toBeLessThanOrEqual((node.position?.end.offset ?? 0) + 1)
          }
        }
      }),
    )
  })
})

describe('bounds', () => {
  it('leaves out lines that are too long or nest too deep, at the same offsets', () => {
    const text = `# A\n\n${'x'.repeat(10_001)}\n\n${'> '.repeat(60)}deep\n\n# B\n`
    const { document, diagnostics } = parseMarkdown(sourceOf('specs/spec.md', text))
    expect(document.sections.map((each) => [each.title, each.heading.start])).toEqual([
      ['A', 0],
      ['B', text.indexOf('# B')],
    ])
    expect(diagnostics.map((each) => [each.code, each.message, each.span?.start])).toEqual([
      ['line-too-long', 'The line has 10001 characters, more than 10000, and was not read.', 5],
      ['nesting-too-deep', 'The line nests more than 24 quotes or lists and was not read.', 10_008],
    ])
  })

  it('stops inside a block that would take a parser too long, and reads on after it', () => {
    const text = `# A\n\n${'*a_ b\n'.repeat(1000)}\nafter\n\n# B\n\n${'- - - - - - a\n'.repeat(600)}\n# C\n`
    const { document, diagnostics } = parseMarkdown(sourceOf('specs/spec.md', text))
    expect(document.sections.map((each) => each.title)).toEqual(['A', 'B', 'C'])
    expect(diagnostics.map((each) => [each.code, each.message])).toEqual(
      Array.from({ length: 2 }, () => [
        'block-too-complex',
        'The block has more than 1500 marks of emphasis or nested lists; the rest of it was not read.',
      ]),
    )
  })
})
