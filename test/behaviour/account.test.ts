import { describe, expect, it } from 'vitest'
import { completeDesign } from '../../src/behaviour/complete.js'
import type { Statement } from '../../src/claims/statement.js'
import type { StatementOutcome } from '../../src/design/trace.js'
import { LIBRARY } from './fixtures/library.js'

function outcome(
  text: string,
  headings: readonly string[] = [],
  source = 'specs/loans.md',
): StatementOutcome {
  const statement: Statement = {
    id: `${source}:1`,
    form: 'requirement',
    label: null,
    text,
    span: { source, start: 0, end: text.length },
    headings,
  }
  const reading = { claims: [], statements: [statement], diagnostics: [] }
  const design = completeDesign({ ...LIBRARY, statements: [statement] }, reading)
  return design.statements[0]?.outcome ?? { status: 'not-understood' }
}

function aspects(text: string, headings: readonly string[] = []): readonly string[] {
  const result = outcome(text, headings)
  return result.status === 'implemented' ? result.aspects : [result.status]
}

describe('statements', () => {
  it('are implemented by the refusal they name', () => {
    expect(aspects('Backend returns 404 if the loan does not exist', ['US-3: View a loan'])).toEqual([
      'GET /api/{user_id}/loans/{id}#error.404.absent',
    ])
    expect(aspects('Attempt to delete a loan of a different user (should fail with 403)')).toEqual([
      'DELETE /api/{user_id}/loans/{id}#error.403.other-user',
      'DELETE /api/{user_id}/loans/{id}#error.403.foreign-row',
      'DELETE /api/{user_id}/loans/{id}#isolation',
    ])
  })

  it('are implemented by what a list does', () => {
    expect(aspects('Readers can search loans by note')).toEqual([
      'GET /api/{user_id}/loans#search',
      'GET /api/{user_id}/loans#success',
    ])
    expect(aspects('Loans are sorted by created_at (newest first) by default')).toContain(
      'GET /api/{user_id}/loans#sort.default',
    )
  })

  it('are out of scope where they speak of the frontend, accounts or the work', () => {
    expect(outcome('The frontend redirects to the list after a loan is created')).toEqual({
      status: 'out-of-scope',
      why: 'speaks of the frontend',
    })
    expect(outcome('System MUST allow readers to register with email and password')).toEqual({
      status: 'out-of-scope',
      why: 'done by the library that issues the tokens, not by this backend',
    })
    expect(outcome('Fines for late returns', ['Overview', 'Out of Scope'])).toEqual({
      status: 'out-of-scope',
      why: 'listed under “Out of Scope”',
    })
  })

  it('are asked when they name an operation that cannot be built', () => {
    expect(outcome('System MUST expose `POST /api/{user_id}/loans/{id}/extend`')).toEqual({
      status: 'asked',
      questions: ['post-api-user-id-loans-id-extend-behaviour'],
    })
  })

  it('are not understood when nothing is recognised', () => {
    expect(outcome('Librarians are informed of the moon phase')).toEqual({ status: 'not-understood' })
  })
})
