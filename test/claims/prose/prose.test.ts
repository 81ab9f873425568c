import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claim, Method } from '../../../src/claims/claim.js'
import { readProse } from '../../../src/claims/prose/prose.js'
import { proseRules } from '../../../src/claims/prose/rules.js'
import { sentencesOf } from '../../../src/claims/prose/sentence.js'
import { vocabularyOf } from '../../../src/claims/prose/vocabulary.js'
import { columnClaims, entityClaims, operationClaims } from '../../../src/claims/said.js'
import type { ValueType } from '../../../src/claims/shape.js'
import { parseMarkdown } from '../../../src/source/markdown.js'
import { sourceOf } from '../../../src/source/source-of.js'
import { fixture, golden, showClaims } from '../support/read-fixture.js'

const span = { source: 'specs/data-model.md', start: 0, end: 0 }

const COLUMNS: readonly (readonly [string, ValueType])[] = [
  ['id', 'uuid'],
  ['reader_id', 'string'],
  ['user_id', 'string'],
  ['shelf_id', 'uuid'],
  ['note', 'string'],
  ['label', 'string'],
  ['code', 'string'],
  ['copies', 'integer'],
  ['returned', 'boolean'],
  ['due_on', 'date'],
  ['changed_at', 'datetime'],
]

const OPERATIONS: readonly (readonly [Method, string])[] = [
  ['GET', '/loans'],
  ['POST', '/loans'],
  ['GET', '/loans/{id}'],
  ['PUT', '/loans/{id}'],
  ['DELETE', '/loans/{id}'],
  ['PATCH', '/loans/{id}/return'],
]

const known: readonly Claim[] = [
  ...entityClaims('test', 'Loan', [{ property: 'table', value: 'loans', span }]),
  ...COLUMNS.flatMap(([field, type]) =>
    columnClaims('test', 'Loan', field, [{ property: 'type', value: type, span }]),
  ),
  ...OPERATIONS.flatMap(([method, path]) =>
    operationClaims('test', { method, path }, [{ property: 'exists', value: true, span }]),
  ),
]

const vocabulary = vocabularyOf(known)

function claimsOf(text: string): readonly Claim[] {
  const { document } = parseMarkdown(sourceOf('specs/features/loans.md', text))
  if (document === null) throw new Error('the fixture is no Markdown document')
  return readProse(document, vocabulary).claims
}

describe('methods of a project in one line', () => {
  it('say of changes of a row that they are partial, not of what makes one or acts on it', () => {
    const text = '`/loans` for all: GET (list), POST (create), PUT (update), PATCH (partial update/return)'
    const partial = claimsOf(text).flatMap(({ subject, property }) =>
      property === 'update' && subject.kind === 'operation' ? [`${subject.method} ${subject.path}`] : [],
    )
    expect(partial).toEqual(['PUT /loans/{id}'])
  })
})

describe('query parameters behind several paths', () => {
  it('are those of the path before them', () => {
    const parametersOf = (text: string) =>
      claimsOf(text).flatMap(({ subject, property }) =>
        subject.kind === 'parameter' && property === 'exists' ? [`${subject.path} ${subject.name}`] : [],
      )
    expect(parametersOf('The list GET `/loans` takes the query parameters `label`, `code`.')).not.toEqual([])
    expect(parametersOf('GET `/loans`, and `/loans/{id}/return` with `label`, `code` query params.')).toEqual(
      [],
    )
  })
})

describe('what must not be', () => {
  it.each([
    ['System MUST NOT allow loans with non-positive copies (<= 0).', 'minimum', 1],
    ['The system must not accept copies less than 1.', 'minimum', 1],
    ['The system must not accept copies greater than 20.', 'maximum', 20],
    ['The copies must not be less than 1.', 'minimum', 1],
    ['The copies must be <= 20.', 'maximum', 20],
  ])('leaves the other values: %s', (text, property, value) => {
    const limits = claimsOf(`# Rules\n\n- ${text}\n`).filter((claim) => claim.property.endsWith('imum'))
    expect(limits.map((claim) => [claim.property, claim.value])).toEqual([[property, value]])
  })
})

/** What a text says of one property. */
function saidOf(property: string, text: string): readonly unknown[] {
  return claimsOf(text).flatMap((claim) => (claim.property === property ? [claim.value] : []))
}

describe('the fate of deleted rows', () => {
  it.each([
    'Soft delete not implemented (hard delete of loans)',
    'Loans: no soft delete, rows are deleted permanently',
  ])('is not what a line denies: %s', (text) => {
    expect(new Set(saidOf('deletion', `# Rules\n\n- ${text}\n`))).toEqual(new Set(['hard']))
  })

  it('is not what may come some day', () => {
    const text = '# Rules\n\n- Add a `label` column for soft deletes of loans (if required)\n'
    expect(saidOf('deletion', text)).toEqual([])
  })

  it('is not taken from the alternatives of a decision', () => {
    const table =
      '| Decision | Choice | Alternatives Rejected |\n|---|---|---|\n| Removal | Loans go for good | Soft delete of loans (complex queries) |\n'
    expect(saidOf('deletion', `# Decisions\n\n${table}`)).toEqual([])
  })
})

describe('the order of a list', () => {
  it.each([
    '**Given** a reader, **When** they sort by label descending, **Then** loans are ordered by label',
    '**Given** a reader, **When** they request loans sorted by due_on ascending, **Then** loans are returned in order',
  ])('is not what a caller asks for: %s', (text) => {
    expect(saidOf('sort', `# Scenarios\n\n1. ${text}\n`)).toEqual([])
  })

  it('is what a caller gets without asking', () => {
    const text = 'When readers see their list, loans are sorted by due_on ascending'
    expect(saidOf('sort', `# Rules\n\n- ${text}\n`)).toEqual([{ field: 'due_on', direction: 'asc' }])
  })
})

describe('how long tokens are valid', () => {
  it('is told of the tokens that the heading names', () => {
    expect(
      saidOf('tokenLifetime', '### RefreshToken\n\n- Expired tokens rejected (7-day lifetime)\n'),
    ).toEqual([{ token: 'refresh', seconds: 604_800 }])
    expect(
      saidOf('tokenLifetime', '### PasswordResetToken\n\n- Expired tokens rejected (1-hour lifetime)\n'),
    ).toEqual([])
  })
})

describe('what a toggle does', () => {
  it('is told once, not by its halves', () => {
    const text =
      '### PATCH /loans/{id}/return\n\nToggles whether the loan is returned. If returned=false, sets to true. If returned=true, sets to false.\n'
    expect(saidOf('flag', text)).toEqual([{ field: 'returned', effect: 'flip' }])
  })

  it('is not told by what a new row holds', () => {
    const text = '### PATCH /loans/{id}/return\n\nThe created loan has returned set to false.\n'
    expect(saidOf('flag', text)).toEqual([])
  })

  it('is not told by an example of what a change is for', () => {
    const text =
      '### PATCH /loans/{id}\n\nModifies single fields of a loan (e.g., toggling returned, changing the label).\n'
    expect(saidOf('flag', text)).toEqual([])
  })
})

describe('values of a column', () => {
  it('are whole where one of them is the name of another column', () => {
    const text = 'System MUST validate label values against allowed enum: open, returned, lost'
    expect(saidOf('enum', `# Rules\n\n- ${text}\n`)).toEqual([['open', 'returned', 'lost']])
  })

  it('are limited by the answer, not by the question before it', () => {
    const text =
      'What happens when a loan has a very long label or note? → Label is limited to 80 characters, note to 200 characters.'
    expect(
      claimsOf(`# Edge cases\n\n- ${text}\n`).map(({ subject, value }) => [
        'field' in subject ? subject.field : null,
        value,
      ]),
    ).toEqual([['label', 80]])
  })
})

describe('prose', () => {
  it('becomes claims with the words that say them', async () => {
    const text = fixture('prose/library.md')
    await expect(showClaims(claimsOf(text), text)).toMatchFileSnapshot(golden('prose/library.claims.txt'))
  })

  it('says nothing when no rule knows the sentence', () => {
    const text = '- Someone should think about shelves again.\n- The frontend shows 404 pages nicely.\n'
    expect(claimsOf(text)).toEqual([])
  })

  it('is read by rules that each know their own example', () => {
    for (const rule of proseRules) expect(rule.form.length).toBeGreaterThan(10)
    expect(new Set(proseRules.map(({ name }) => name)).size).toBe(proseRules.length)
  })

  it('is cut into sentences that lie in the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const whole = { text, span: (start: number, end: number) => ({ source: 's', start, end }) }
        for (const sentence of sentencesOf(whole, { operation: null, headings: [] }))
          expect(text.slice(sentence.whole.start, sentence.whole.end)).toBe(sentence.text)
      }),
    )
  })

  it('ends on long senseless sentences', () => {
    const words = ['returns ', 'the ', 'must ', '404 ', 'loan ', 'all ', 'if ', 'sorted by ', '(', '`']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 200, maxLength: 400 }), (parts) => {
        expect(claimsOf(`- ${parts.join('')}\n`).length).toBeLessThan(1000)
      }),
      { numRuns: 20 },
    )
  })
})
