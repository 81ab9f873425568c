import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokensOf } from '../../../src/claims/prose/grammar/token.js'
import { readProse } from '../../../src/claims/prose/prose.js'
import { parseMarkdown } from '../../../src/source/markdown.js'
import { sourceOf } from '../../../src/source/source-of.js'
import { said } from './said-of-museum.js'
import { MUSEUM } from './vocabularies.js'

describe('roles', () => {
  it.each([
    ['Only admins may delete exhibits.', ['DELETE /exhibits/{id} access = "role:admin"']],
    ['FR-012: Only administrators can delete an exhibit', ['DELETE /exhibits/{id} access = "role:admin"']],
    [
      'The system MUST ensure that only registrars or Chief Curators may create and edit halls.',
      [
        'POST /halls access = "role:registrar|Chief Curator"',
        'PUT /halls/{id} access = "role:registrar|Chief Curator"',
      ],
    ],
    [
      'Loan requests may only be approved by registrars.',
      ['POST /loan-requests/{id}/approve access = "role:registrar"'],
    ],
    ['Halls can be deleted only by a Chief Curator.', ['DELETE /halls/{id} access = "role:Chief Curator"']],
    ['Deleting halls is restricted to Chief Curators.', ['DELETE /halls/{id} access = "role:Chief Curator"']],
    [
      'Approving a loan request requires the registrar role.',
      ['POST /loan-requests/{id}/approve access = "role:registrar"'],
    ],
    [
      'Only managers can manage halls (otherwise 403).',
      [
        'POST /halls access = "role:manager"',
        'PUT /halls/{id} access = "role:manager"',
        'DELETE /halls/{id} access = "role:manager"',
      ],
    ],
  ])('alone may: %s', (sentence, claims) => {
    expect(said(sentence)).toEqual(claims)
  })
})

describe('owners', () => {
  it.each([
    ['Only the author may delete a remark.', ['entity Remark owner = "author_id"']],
    ['Only the author of a remark may edit or delete it.', ['entity Remark owner = "author_id"']],
    ['A remark may only be deleted by its author.', ['entity Remark owner = "author_id"']],
    ['Users can only view their own loan requests.', ['entity LoanRequest owner = "user_id"']],
    ['Members may edit and delete only their own remarks.', ['entity Remark owner = "author_id"']],
    ["Users must not see another user's loan requests.", ['entity LoanRequest owner = "user_id"']],
    ["A member cannot delete someone else's remarks", ['entity Remark owner = "author_id"']],
  ])('of rows: %s', (sentence, claims) => {
    expect([...new Set(said(sentence))]).toEqual(claims)
  })
})

describe('rows of everybody', () => {
  it.each([
    ['Any authenticated user may delete any remark.', ['DELETE /remarks/{id} reach = "everyone"']],
    ['Every member can view all loan requests', ['GET /loan-requests reach = "everyone"']],
    [
      'FR-008: Any user can update or delete any exhibit regardless of ownership (moderation deferred).',
      ['PATCH /exhibits/{id} reach = "everyone"', 'DELETE /exhibits/{id} reach = "everyone"'],
    ],
    ['All loan requests are visible to all team members.', ['GET /loan-requests reach = "everyone"']],
  ])('are reached: %s', (sentence, claims) => {
    expect(said(sentence)).toEqual(claims)
  })

  it.each([
    'Any authenticated user may delete any remark (unless it is pinned).',
    'Users can view loan requests.',
    'Any user may view their loan requests.',
    'All members may create loan requests.',
    'Users manage exhibits and their own profile.',
  ])('are not: %s', (sentence) => {
    expect(said(sentence).filter((line) => /reach|owner/.test(line))).toEqual([])
  })
})

describe('unique values', () => {
  it.each([
    ['The inventory code must be unique.', ['Exhibit.inventory_code unique = true']],
    ['`label` must be unique', ['Hall.label unique = true']],
    ['✓ System rejects duplicate labels', ['Hall.label unique = true']],
    ['The label must be unique (enforced by an index), otherwise 409', ['Hall.label unique = true']],
    [
      'Exhibit title must be unique within a hall.',
      ['entity Exhibit uniqueTogether = {"fields":["hall_id","title"],"name":null,"where":[]}'],
    ],
    [
      'No two exhibits of one hall may share a title.',
      ['entity Exhibit uniqueTogether = {"fields":["hall_id","title"],"name":null,"where":[]}'],
    ],
    [
      'Two exhibits in the same hall cannot have the same title.',
      ['entity Exhibit uniqueTogether = {"fields":["hall_id","title"],"name":null,"where":[]}'],
    ],
    [
      'No two halls may share a label and floor.',
      ['entity Hall uniqueTogether = {"fields":["label","floor"],"name":null,"where":[]}'],
    ],
    [
      'The label must be unique, ignoring case.',
      ['Hall.label unique = true', 'Hall.label uniqueIgnoringCase = true'],
    ],
    [
      'Hall labels must be case-insensitively unique.',
      ['Hall.label unique = true', 'Hall.label uniqueIgnoringCase = true'],
    ],
    [
      'Reasons of loan requests must be unique per user, regardless of case.',
      [
        'entity LoanRequest uniqueTogether = {"fields":["user_id","reason"],"name":null,"where":[],"ignoreCase":["reason"]}',
      ],
    ],
    [
      'No two loan requests of a user may have the same reason (case-insensitive).',
      [
        'entity LoanRequest uniqueTogether = {"fields":["user_id","reason"],"name":null,"where":[],"ignoreCase":["reason"]}',
      ],
    ],
    ['Halls: label must be unique across the system', ['Hall.label unique = true']],
    ['The system must reject duplicate halls with the same label.', ['Hall.label unique = true']],
    [
      'Reasons of loan requests must be unique per user.',
      ['entity LoanRequest uniqueTogether = {"fields":["user_id","reason"],"name":null,"where":[]}'],
    ],
  ])('are a key: %s', (sentence, claims) => {
    expect(said(sentence)).toEqual(claims)
  })
})

describe('single rows', () => {
  it.each([
    [
      'An exhibit has at most one loan request without a clerk id.',
      [
        'entity LoanRequest uniqueTogether = {"fields":["exhibit_id"],"name":null,"where":[{"column":"clerk_id","is":"null"}]}',
      ],
    ],
    ['A user cannot have more than one loan request.', ['LoanRequest.user_id unique = true']],
    ['Each exhibit can only have one remark.', ['Remark.exhibit_id unique = true']],
    ['Loan requests are unique per exhibit.', ['LoanRequest.exhibit_id unique = true']],
  ])('are a key: %s', (sentence, claims) => {
    expect(said(sentence)).toEqual(claims)
  })
})

describe('deleted parents', () => {
  it.each([
    ['Deleting a hall also deletes its exhibits.', ['Exhibit.hall_id onDelete = "cascade"']],
    [
      'When an exhibit is deleted, all its remarks are deleted too.',
      ['Remark.exhibit_id onDelete = "cascade"'],
    ],
    ['Remarks are deleted when their exhibit is deleted.', ['Remark.exhibit_id onDelete = "cascade"']],
    [
      'FR-9: The system MUST cascade delete remarks when the parent exhibit is deleted',
      ['Remark.exhibit_id onDelete = "cascade"'],
    ],
    ['Cascade delete: Deleting exhibit deletes all its remarks', ['Remark.exhibit_id onDelete = "cascade"']],
    [
      'When a hall is deleted, the hall_id of its exhibits is set to null.',
      ['Exhibit.hall_id onDelete = "set-null"'],
    ],
  ])('leave: %s', (sentence, claims) => {
    expect(said(sentence)).toEqual(claims)
  })

  it.each([
    'A hall that still has exhibits cannot be deleted.',
    'A hall must not be deleted while it has exhibits (409)',
  ])('stay while there are children: %s', (sentence) => {
    expect(said(sentence)).toEqual(
      expect.arrayContaining([
        'Exhibit.hall_id onDelete = "restrict"',
        expect.stringMatching(/^DELETE \S+ guard = /),
      ]),
    )
  })
})

describe('values left out', () => {
  it.each([
    ['When no condition is given, good is used.', ['Exhibit.condition default = "good"']],
    ['If stars is omitted, 3 is used.', ['Remark.stars default = 3']],
    ['If the condition is not provided, it defaults to "fair".', ['Exhibit.condition default = "fair"']],
    [
      'IF no condition is given THEN the system SHALL set the condition to "good"',
      ['Exhibit.condition default = "good"'],
    ],
    ['WHEN stars is omitted THEN the service SHALL use 3', ['Remark.stars default = 3']],
    [
      'WHEN an exhibit is created THEN the system SHALL set its condition to "good"',
      ['Exhibit.condition default = "good"'],
    ],
    ['When an exhibit is created, its condition must be set to fair', ['Exhibit.condition default = "fair"']],
    ['IF no condition is given THEN the system SHALL set the title to "none"', []],
  ])('are: %s', (sentence, claims) => {
    expect(said(sentence)).toEqual(claims)
  })
})

describe('query parameters', () => {
  it.each([
    [
      'WHEN the query parameter `condition` is given THEN the system SHALL return only exhibits in that condition',
      ['GET /exhibits query condition exists = true'],
    ],
    [
      'Exhibits can be filtered with the `condition` and `visible` query parameters.',
      ['GET /exhibits query condition exists = true', 'GET /exhibits query visible exists = true'],
    ],
    [
      'WHERE `limit` is given THE SYSTEM SHALL return at most that many exhibits, with a default of 20 and a maximum of 100',
      [
        'GET /exhibits query limit exists = true',
        'GET /exhibits query limit type = "integer"',
        'GET /exhibits query limit maximum = 100',
        'GET /exhibits query limit default = 20',
      ],
    ],
    ['Exhibits are filtered by condition via query parameters.', []],
    ['If limit is wrong, the list of exhibits is refused.', []],
  ])('are: %s', (sentence, claims) => {
    expect(said(sentence).filter((claim) => claim.includes(' query '))).toEqual(claims)
  })
})

describe('orders', () => {
  it.each([
    [
      'Exhibits are listed in reverse chronological order.',
      ['GET /exhibits sort = {"field":"created_at","direction":"desc"}'],
    ],
    ['Halls must be shown in alphabetical order', ['GET /halls sort = {"field":"label","direction":"asc"}']],
    ['Loan requests are shown in alphabetical order.', []],
    ['Exhibits are listed in alphabetical order on Mondays.', []],
  ])('of lists: %s', (sentence, claims) => {
    expect([...new Set(said(sentence))]).toEqual(claims)
  })
})

describe('any field', () => {
  const under = (sentence: string, operation: string): readonly string[] => {
    const text = `## Change\n\n**Endpoint**: \`${operation}\`\n\n- ${sentence}\n`
    const { document } = parseMarkdown(sourceOf('specs/api/endpoints.md', text))
    if (document === null) throw new Error('the sentence is no Markdown')
    return readProse(document, MUSEUM).claims.map(
      ({ property, value }) => `${property} ${JSON.stringify(value)}`,
    )
  }

  it('of the body must be there', () => {
    const sentence = 'At least one field must be provided'
    expect(under(sentence, 'PATCH /exhibits/{id}')).toEqual(['atLeastOne ["title","condition"]'])
    expect(under(sentence, 'PUT /halls/{id}')).toEqual([])
    expect(under(`${sentence} (but not enforced)`, 'PATCH /exhibits/{id}')).toEqual([])
  })
})

describe('what is not wholly understood', () => {
  it.each([
    'Only verified users may delete remarks.',
    'Only users may delete remarks.',
    'Only the clerk may delete a loan request.',
    'Only admins may delete exhibits on Mondays.',
    'Only admins may delete exhibits unless the hall is closed.',
    'The label must be unique per user, ignoring blanks.',
    'The label must be unique (enforced only on the first floor).',
    'Titles must be unique within a hall unless the exhibit is hidden.',
    'Titles must not be unique.',
    'No two halls must not share a label.',
    'Two halls may share a label.',
    'An exhibit can have more than one remark.',
    'An exhibit has at most one remark per visitor.',
    'Deleting a hall does not delete its exhibits.',
    'Deleting a hall deletes its exhibits after thirty days.',
    'A hall that has remarks cannot be dusted.',
    'When no title is given, the file name is used.',
    'When no condition is given, good is used for paintings.',
    'The text is optional unless the stars are below 3.',
  ])('says nothing: %s', (sentence) => {
    expect(said(sentence)).toEqual([])
  })
})

describe('tokens', () => {
  it('lie in the text in their order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        let end = 0
        for (const token of tokensOf(text)) {
          expect(text.slice(token.start, token.end)).toBe(token.written)
          expect(token.start).toBeGreaterThanOrEqual(end)
          end = token.end
        }
      }),
    )
  })

  it('leave nothing but blanks and marks of Markdown between them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        let rest = text
        for (const { written } of tokensOf(text)) rest = rest.replace(written, () => '')
        expect(rest.replaceAll(/[\s`*]/gu, '')).toBe('')
      }),
    )
  })
})

describe('any sentence', () => {
  const WORDS =
    'only admins may delete the a hall exhibits , and or of its their own users must not be unique within no two share label when if is deleted too 409 ( ) "x" user\'s'.split(
      ' ',
    )

  it('is read to an end, whatever its words', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 120 }), (words) => {
        expect(said(words.join(' ')).length).toBeLessThan(100)
      }),
      { numRuns: 60 },
    )
  })
})

describe('orders', () => {
  it.each([
    [
      'Exhibits are sorted by condition, then by title.',
      [
        'GET /exhibits sort = {"field":"condition","direction":"asc","further":[{"field":"title","direction":"asc"}]}',
      ],
    ],
    [
      'Halls are ordered by floor (highest first), and then newest first.',
      [
        'GET /halls sort = {"field":"floor","direction":"desc","further":[{"field":"created_at","direction":"desc"}]}',
      ],
    ],
    [
      'WHEN anyone lists exhibits THEN the system SHALL show visible exhibits first, then the oldest, 20 per page.',
      [
        'GET /exhibits sort = {"field":"visible","direction":"desc","further":[{"field":"created_at","direction":"asc"}]}',
      ],
    ],
    ['Exhibits are listed by opening time, earliest first.', []],
    [
      'Exhibits are listed by open date, earliest first.',
      ['GET /exhibits sort = {"field":"opens_on","direction":"asc"}'],
    ],
    [
      'Exhibits are sorted by title, then by open date, earliest first.',
      [
        'GET /exhibits sort = {"field":"title","direction":"asc","further":[{"field":"opens_on","direction":"asc"}]}',
      ],
    ],
    [
      'Exhibits are sorted by title, then by open date, newest first.',
      [
        'GET /exhibits sort = {"field":"title","direction":"asc","further":[{"field":"opens_on","direction":"desc"}]}',
      ],
    ],
    ['Exhibits are sorted by condition, then by title, newest first.', []],
    ['Exhibits are sorted by weight, then by title.', []],
    ['Clients can sort exhibits by condition, then by title.', []],
    [
      'Halls are sorted by floor, then the system returns them.',
      ['GET /halls sort = {"field":"floor","direction":"asc"}'],
    ],
  ])('of several columns: %s', (sentence, claims) => {
    expect(said(sentence)).toEqual(claims)
  })
})
