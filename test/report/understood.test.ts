import { describe, expect, it } from 'vitest'
import type { Claim } from '../../src/claims/claim.js'
import { readProse } from '../../src/claims/prose/prose.js'
import type { Document } from '../../src/source/document.js'
import { parseMarkdown } from '../../src/source/markdown.js'
import { sourceOf } from '../../src/source/source-of.js'
import { locatorOf } from '../../src/report/locator.js'
import { understoodSentences } from '../../src/report/understood.js'
import { MUSEUM } from '../claims/prose/vocabularies.js'

const TEXT = `# Halls

- No two exhibits of one hall may share a title.
- Exhibit title must be unique within a hall.
- Only admins may delete exhibits.
- Somebody should dust the exhibits.
`

function read(): { readonly document: Document; readonly claims: readonly Claim[] } {
  const { document } = parseMarkdown(sourceOf('specs/halls.md', TEXT))
  if (document === null) throw new Error('the text is no Markdown')
  return { document, claims: readProse(document, MUSEUM).claims }
}

describe('understood sentences', () => {
  const { document, claims } = read()
  const locate = locatorOf({ folder: '/project', documents: [document], diagnostics: [] })
  const key = {
    about:
      'sentence (uniqueness): Exhibit uniqueTogether {"fields":["hall_id","title"],"name":null,"where":[]}',
    because: [
      'specs/halls.md:3  "- No two exhibits of one hall may share a title."',
      'specs/halls.md:4  "- Exhibit title must be unique within a hall."',
    ],
  }
  const restriction = {
    about: 'sentence (restrictions): DELETE /exhibits/{id} access role:admin',
    because: ['specs/halls.md:5  "- Only admins may delete exhibits."'],
  }

  it.each([
    ['Exhibit', [key]],
    ['exhibits', [key]],
    ['Exhibit.slug', []],
    ['delete /exhibits/{exhibit_id}', [restriction]],
    ['specs/halls.md', [key, restriction]],
    ['specs/halls.md:5', [restriction]],
    ['specs/halls.md:6', []],
  ])('about %s', (wanted, expected) => {
    expect(understoodSentences(wanted, claims, locate)).toEqual(expected)
  })
})
