import type { AuditContext, PlacedCall, Rule } from '../rule.js'
import { calledFunction } from '../resolve.js'
import { ancestorsOf, calleeOf, childOf, nodesOf, type SyntaxNode } from '../syntax.js'
import { queriesIn } from '../queries.js'
import type { PythonFunction } from '../program.js'

const READS =
  /(?:^|\.)(?:session|db|database|conn|connection|self\.session|self\.db)\.(?:exec|execute|get|get_one|scalar|scalars|query|refresh)$/

/** `for loan in loans: session.get(Book, loan.book_id)`: one query for each row. */
export const queryInLoop: Rule = {
  id: 'query-in-loop',
  title: 'A query for each row',
  cwe: 1050,
  clause: 'DB-4',
  cure: 'Read what the rows need in one query: a join, `selectinload`, or `.where(Model.id.in_(ids))`.',
  check: (context) =>
    context.calls.flatMap((placed) =>
      placed.within !== null &&
      context.subjectAt(placed.call) !== null &&
      isRepeated(placed.call) &&
      asks(context, placed)
        ? [
            {
              path: placed.path,
              node: placed.call,
              message:
                'A query for each turn of the loop: the number of queries grows with the number of rows.',
            },
          ]
        : [],
    ),
}

/** Functions that are followed from one that a loop calls. */
const DEEPEST = 3

/** Asks the database, itself or in the functions that it calls. */
function asks(context: AuditContext, { call, within }: PlacedCall): boolean {
  if (READS.test(calleeOf(call))) return true
  const called = within === null ? null : calledFunction(context.program, within, call)
  return called !== null && called.node !== within?.node && reads(context, called, DEEPEST)
}

function reads(context: AuditContext, called: PythonFunction, deeper: number): boolean {
  const { program, tables } = context
  const inside = nodesOf(called.body, 'call')
  if (queriesIn(program, called, tables).length > 0 && inside.some((each) => READS.test(calleeOf(each))))
    return true
  return (
    deeper > 1 &&
    inside.some((each) => {
      const next = calledFunction(program, called, each)
      return next !== null && next.node !== called.node && reads(context, next, deeper - 1)
    })
  )
}

/** Inside a loop over rows; counted attempts and `while` are no such loops. */
function isRepeated(call: SyntaxNode): boolean {
  let inner = call
  for (const above of ancestorsOf(call)) {
    if (above.type === 'function_definition' || above.type === 'lambda') return false
    if (above.type === 'for_statement') {
      const iterated = childOf(above, 'right')
      if (iterated !== inner && iterated !== null && growsWithRows(iterated)) return true
    }
    if (/_comprehension$|^generator_expression$/.test(above.type)) {
      const first = above.children.find(({ type }) => type === 'for_in_clause')
      if (first !== undefined && first !== inner) {
        const iterated = childOf(first, 'right')
        if (iterated !== null && growsWithRows(iterated)) return true
      }
    }
    inner = above
  }
  return false
}

function growsWithRows(iterated: SyntaxNode): boolean {
  return (
    !/^(?:list|tuple|set|dictionary|string)$/.test(iterated.type) &&
    !/^(?:range|count|itertools\.count|enumerate\(range)\b/.test(iterated.text)
  )
}
