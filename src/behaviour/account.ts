import type { Claim } from '../claims/claim.js'
import type { Statement } from '../claims/statement.js'
import type { Design } from '../design/design.js'
import type { AccountedStatement, StatementOutcome } from '../design/trace.js'

/** Gives every statement its single outcome. */
export function accountStatements(
  design: Design,
  statements: readonly Statement[],
  claims: readonly Claim[],
): readonly AccountedStatement[] {
  return statements.map((statement) => ({ ...statement, outcome: outcomeOf(design, statement, claims) }))
}

/** Questions that cite the statement's words make it asked; the rest is not understood. */
function outcomeOf(design: Design, statement: Statement, _claims: readonly Claim[]): StatementOutcome {
  const questions = design.questions.filter((question) =>
    question.spans.some(
      (span) =>
        span.source === statement.span.source &&
        span.start >= statement.span.start &&
        span.end <= statement.span.end,
    ),
  )
  return questions.length > 0
    ? { status: 'asked', questions: questions.map((question) => question.id) }
    : { status: 'not-understood' }
}
