import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { statementsOf } from '../../../src/claims/statements/statement-reader.js'
import type { MarkdownDocument } from '../../../src/source/document.js'
import { parseMarkdown } from '../../../src/source/markdown.js'
import { formatSpan } from '../../../src/source/positions.js'
import { sourceOf } from '../../../src/source/source-of.js'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'claims', 'statements')

function lines(document: MarkdownDocument): string {
  return statementsOf(document)
    .map(({ id, form, label, text, span }) => {
      const at = formatSpan(document.source, span).replace(/^[^:]*:/, '')
      return `${id.replace(/^[^:]*:/, '')} ${form} ${label ?? '-'} @${at} ${text}\n`
    })
    .join('')
}

const parse = (path: string, text: string) => parseMarkdown(sourceOf(path, text)).document

describe('statements', () => {
  it.each([
    ['loans', 'specs/001-loans/spec.md'],
    ['endpoints', 'specs/api/rest-endpoints.md'],
  ])('of %s', async (name, path) => {
    const document = parse(path, readFileSync(join(fixtures, `${name}.md`), 'utf8'))
    await expect(lines(document)).toMatchFileSnapshot(join(fixtures, `${name}.statements`))
  })

  it('has none of a list of tasks', () => {
    expect(
      lines(parse('specs/001-loans/tasks.md', '- [ ] T001 Create the model\n- Loans MUST be listed\n')),
    ).toBe('')
  })

  it('takes what a template left for no demand, and what speaks of marks for no open question', () => {
    const text = [
      '## Edge cases',
      '- What happens when [boundary condition]?',
      '- Loans are listed [NEEDS CLARIFICATION: in which order?]',
      '- No [NEEDS CLARIFICATION] markers remain',
      '- Fines are paid [NEEDS CLARIFICATION: specific question]',
    ]
    expect(lines(parse('specs/001-loans/spec.md', `${text.join('\n')}\n`))).toBe(
      [
        '3 edge-case - @3:3-57 Loans are listed [NEEDS CLARIFICATION: in which order?]\n',
        '3#2 clarification - @3:20-57 [NEEDS CLARIFICATION: in which order?]\n',
        '4 edge-case - @4:3-41 No [NEEDS CLARIFICATION] markers remain\n',
        '5 edge-case - @5:3-57 Fines are paid [NEEDS CLARIFICATION: specific question]\n',
      ].join(''),
    )
  })

  it('takes only strong words for demands in a plan', () => {
    const text = 'Loans are listed by date.\n\n- uses a table\n- MUST use one session per request\n'
    expect(lines(parse('specs/001-loans/plan.md', text))).toBe(
      '4 rule - @4:3-34 MUST use one session per request\n',
    )
  })

  it('has unique ids and spans inside the document, whatever the text', () => {
    const word = fc.constantFrom(
      '- ',
      'must ',
      'given ',
      'when ',
      'then ',
      '|',
      '\n',
      '\n\n',
      '# ',
      '**',
      '`',
      'FR-001: ',
      '? ',
      '404 ',
      '  ',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const document = parse('specs/001-loans/spec.md', words.join(''))
        const statements = statementsOf(document)
        expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length)
        for (const { span } of statements) {
          expect(span.start).toBeLessThan(span.end)
          expect(span.end).toBeLessThanOrEqual(document.source.text.length)
        }
      }),
    )
  })
})
