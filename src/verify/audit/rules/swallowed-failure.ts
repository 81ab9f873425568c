import type { Rule } from '../rule.js'
import { calleeOf, childOf, nodesOf, type SyntaxNode } from '../syntax.js'

const BROAD = /^$|\bException\b|SQLAlchemyError|IntegrityError|OperationalError|DBAPIError|DatabaseError/

/** `try: session.commit()` with an `except` that goes on as if the row were stored. */
export const swallowedFailure: Rule = {
  id: 'swallowed-failure',
  title: 'A failed write that is answered like one that was done',
  cwe: 390,
  clause: 'DB-2',
  cure: 'Let the error pass to the handler of the application, or raise what the client should know.',
  check: ({ functions, subjectAt }) =>
    functions.flatMap(({ module, body }) =>
      nodesOf(body, 'try_statement').flatMap((attempt) => {
        const block = childOf(attempt, 'body')
        // What runs beside the requests may give up in silence: nobody waits for its answer.
        if (block === null || !commits(block) || subjectAt(attempt) === null) return []
        return attempt.children
          .filter((each) => each.type === 'except_clause' && goesOn(each))
          .map((clause) => ({
            path: module.path,
            node: clause,
            message: 'A write that failed is answered like one that was done.',
          }))
      }),
    ),
}

function commits(block: SyntaxNode): boolean {
  return nodesOf(block, 'call').some((call) => /\.(?:commit|flush)$/.test(calleeOf(call)))
}

function goesOn(clause: SyntaxNode): boolean {
  const caught = clause.children.find(({ type }) => !/^(?:except|:|block)$/.test(type))?.text ?? ''
  return (
    BROAD.test(caught.split(' as ', 1)[0] ?? '') &&
    nodesOf(clause, 'raise_statement', 'return_statement', 'continue_statement').length === 0
  )
}
