import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import type { Statement } from '../../src/claims/statement.js'
import type { Draft } from '../../src/design/draft.js'
import type { OtherSubject } from '../../src/design/scope.js'
import type { StatementOutcome } from '../../src/design/trace.js'
import { GREENHOUSE } from './fixtures/greenhouse.js'
import { LIBRARY } from './fixtures/library.js'

function outcome(
  text: string,
  headings: readonly string[] = [],
  source = 'specs/loans.md',
  elsewhere: OtherSubject | null = null,
  draft: Draft = LIBRARY,
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
  const design = completeDesign(
    {
      ...draft,
      statements: [statement],
      otherSubjects: new Map(elsewhere === null ? [] : [[source, elsewhere]]),
    },
    reading,
  )
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
    expect(aspects('Readers can search loans by note')).toEqual(['GET /api/{user_id}/loans#search'])
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

  it('are out of scope where they describe a table of another system or what a page shows', () => {
    const kept = { status: 'out-of-scope', why: 'User is kept by another system' }
    expect(outcome('The address must be unique', ['Data', 'User Entity', 'Validation Rules'])).toEqual(kept)
    expect(outcome('VR-002 | User.email | Unique in database | 409')).toEqual(kept)
    expect(outcome('VR-002 | Loan.note | At most 500 characters | 422')).not.toEqual(kept)
    for (const text of [
      'Loading, error, and empty states are handled',
      'System MUST display appropriate error messages when a loan fails',
    ])
      expect(outcome(text)).toEqual({
        status: 'out-of-scope',
        why: 'speaks of what the user interface shows or does',
      })
  })

  it('are implemented by isolation where queries must name the owner', () => {
    expect(aspects('All queries MUST include user_id in the WHERE clause')).toContain(
      'GET /api/{user_id}/loans#isolation',
    )
  })

  it('are asked when they name an operation that cannot be built', () => {
    expect(outcome('System MUST expose `POST /api/{user_id}/loans/{id}/extend`')).toEqual({
      status: 'asked',
      questions: ['post-api-user-id-loans-id-extend-behaviour'],
    })
  })

  it('are not implemented by what only sounds like them', () => {
    // A question without an answer, a change of no row, somebody else's failure, time that passes.
    expect(outcome('What happens when a reader creates a loan with a very long note?')).toEqual({
      status: 'not-understood',
    })
    expect(outcome('All database schema changes MUST be backwards compatible').status).not.toBe('implemented')
    expect(
      outcome('Given the external catalogue API is down, Then the error names the database').status,
    ).not.toBe('implemented')
    expect(outcome('Given a monthly loan, When a month passes, Then a new loan is created').status).not.toBe(
      'implemented',
    )
    expect(outcome('SPEC-004: loans CRUD (done)').status).not.toBe('implemented')
  })

  it('are out of scope in documents about other programs, unless they turn to the backend', () => {
    const console = { kind: 'console', why: '“001-cli” describes a program for the console' } as const
    const agent = { kind: 'program', why: '“003-chatbot” is about another program' } as const
    expect(outcome('Readers can delete a loan', [], 'specs/loans.md', console)).toEqual({
      status: 'out-of-scope',
      why: console.why,
    })
    expect(outcome('Readers can delete a loan', [], 'specs/loans.md', agent)).toEqual({
      status: 'out-of-scope',
      why: agent.why,
    })
    expect(outcome('The API MUST let readers delete a loan', [], 'specs/loans.md', agent).status).toBe(
      'implemented',
    )
  })

  it('are out of scope in documents about the frontend, whatever routes would do, unless they turn to the backend', () => {
    const pages = { kind: 'frontend', why: 'a document about the frontend' } as const
    expect(outcome('Readers can delete a loan', [], 'specs/loans.md', pages)).toEqual({
      status: 'out-of-scope',
      why: pages.why,
    })
    expect(outcome('The API MUST let readers delete a loan', [], 'specs/loans.md', pages).status).toBe(
      'implemented',
    )
  })

  it('are implemented as summaries of routes', () => {
    expect(aspects('Creates a new loan')).toEqual(['POST /api/{user_id}/loans#success'])
  })

  it('are implemented as entries of a list of values, by the column that takes them', () => {
    const booking = { headings: ['Booking'], source: 'specs/greenhouse.md' }
    const listed = (text: string) => outcome(text, booking.headings, booking.source, null, GREENHOUSE)
    expect(listed('`asked` (waiting for the gardener)')).toEqual({
      status: 'implemented',
      aspects: ['Booking#column.booking_status'],
    })
    expect(listed('`refused` (by the gardener)')).toEqual({ status: 'not-understood' })
  })

  it('are out of scope as assumptions', () => {
    expect(outcome('Loans remain until somebody deletes them', ['Loans', 'Assumptions'])).toEqual({
      status: 'out-of-scope',
      why: 'an assumption of the author, not a demand',
    })
  })

  it('are neither left for later nor understood as rules against the clock', () => {
    expect(outcome('The note of a loan must not speak of days not in the future')).toEqual({
      status: 'asked',
      questions: ['unbuilt-refusals'],
    })
    expect(outcome('Reservations come in the future')).toMatchObject({ status: 'out-of-scope' })
  })

  it('are shown by what happens in a scenario, not by what is given or seen', () => {
    expect(
      aspects('Given an updated loan, When the reader deletes the loan, Then it is removed from the list'),
    ).toContain('DELETE /api/{user_id}/loans/{id}#success')
    expect(
      outcome('Given a loan was created, When the reader opens the statistics, Then a chart is animated')
        .status,
    ).not.toBe('implemented')
  })

  it('are not shown by statuses that they do not name', () => {
    expect(outcome('Readers filter books by a price range of 5000-10000').status).not.toBe('implemented')
    expect(outcome('Calories lie between 500 and 10,000').status).toBe('not-understood')
    expect(outcome('When tags are requested, the system answers 200 OK').status).toBe('not-understood')
    expect(aspects('401 | Unauthorized | Missing token', ['Status Codes'])).toContain('service#tokens')
  })

  it('are shown by the tables only where they name a technology and no more', () => {
    expect(aspects('Backend MUST use SQLModel for the ORM')).toEqual(['service#schema'])
    expect(outcome('Connection pooling for Neon PostgreSQL in serverless environments').status).toBe(
      'not-understood',
    )
    expect(outcome('SQL injection is prevented by the ORM')).toMatchObject({ status: 'out-of-scope' })
  })

  it('belong to the operation of their section alone', () => {
    expect(outcome('Success Response (200 OK):', ['Chat', 'POST /api/{user_id}/chat'])).toEqual({
      status: 'not-understood',
    })
    expect(outcome('Response: 200 OK', ['POST /api/{user_id}/loans/{id}/extend'])).toEqual({
      status: 'asked',
      questions: ['post-api-user-id-loans-id-extend-behaviour'],
    })
  })

  it('tell of deleted rows by what a list no longer holds', () => {
    expect(
      aspects(
        'Given a loan is deleted, When the reader lists the loans, Then the deleted loan does not appear',
      ),
    ).toContain('DELETE /api/{user_id}/loans/{id}#stored')
  })

  it('are asked where they tell of an agent behind routes that cannot be built', () => {
    const talk = { kind: 'talk', why: '“003-chatbot” is about another program', sources: [] } as const
    expect(outcome('The agent asks before it removes a loan', [], 'specs/loans.md', talk).status).not.toBe(
      'implemented',
    )
  })

  it('are out of scope where they speak of a program for the console or of how people work', () => {
    expect(outcome('The loan is chosen with --id')).toEqual({
      status: 'out-of-scope',
      why: 'speaks of a program for the console',
    })
    expect(outcome('Specs must be read before implementation')).toMatchObject({ status: 'out-of-scope' })
  })

  it('stand in a section whose own line is a route', () => {
    const headings = ['Endpoints', 'Extend a loan']
    const line = (text: string, start: number, deeper: string): Statement => ({
      id: `specs/loans.md:${start}`,
      form: 'rule',
      label: null,
      text,
      span: { source: 'specs/loans.md', start, end: start + 1 },
      headings: [...headings, deeper],
    })
    const statements = [
      line('Endpoint: POST /api/{user_id}/loans/{id}/extend', 1, 'Endpoint'),
      line('401 Unauthorized: invalid token', 5, 'Status Codes'),
    ]
    const reading = { claims: [], statements, diagnostics: [] }
    const design = completeDesign({ ...LIBRARY, statements }, reading)
    expect(design.statements[1]?.outcome).toEqual({
      status: 'asked',
      questions: ['post-api-user-id-loans-id-extend-behaviour'],
    })
  })

  it('take no other name for that of an entity', () => {
    expect(outcome('LoanTemplate: a reusable loan pattern with a note', ['Key Entities']).status).not.toBe(
      'implemented',
    )
    expect(aspects('user_id must reference an existing user', ['Loan', 'Validation Rules'])).toEqual([
      'Loan#column.user_id',
    ])
  })

  it('are not understood when they name a query parameter that no list has', () => {
    expect(outcome('When the query parameter `urgency_level` is given, only such loans are listed')).toEqual({
      status: 'not-understood',
    })
  })

  it('are not understood when nothing is recognised', () => {
    expect(outcome('Librarians are informed of the moon phase')).toEqual({ status: 'not-understood' })
  })
})
