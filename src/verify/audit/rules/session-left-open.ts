import { assignedTo } from '../queries.js'
import { ancestorsOf, calleeOf, nodesOf, type SyntaxNode } from '../syntax.js'
import type { PlacedCall, Rule } from '../rule.js'

const OPENS =
  /^(?:Async)?Session$|(?:^|\.)(?:SessionLocal|AsyncSessionLocal|async_session(?:_maker)?|session_maker|sessionmaker\(\))$|^(?:get_)?session_factory$/

/** `db = SessionLocal()` without `with`, or closed only when nothing went wrong. */
export const sessionLeftOpen: Rule = {
  id: 'session-left-open',
  title: 'A session that is not closed on every path',
  cwe: 772,
  clause: 'DB-2',
  cure: 'Open it with `with Session(engine) as session:`, in one dependency.',
  check: ({ calls, tables }) =>
    calls.flatMap((placed) =>
      // A table of sessions has rows, and nothing to close.
      isLeftOpen(placed) && tables.every(({ definition }) => definition.name !== calleeOf(placed.call))
        ? [
            {
              path: placed.path,
              node: placed.call,
              message:
                'The session is not closed when something goes wrong: its connection is lost to the pool.',
            },
          ]
        : [],
    ),
}

function isLeftOpen({ call, within }: PlacedCall): boolean {
  if (within === null || !OPENS.test(calleeOf(call))) return false
  for (const { type, text } of ancestorsOf(call)) {
    if (type === 'with_item' || type === 'return_statement' || type === 'lambda' || type === 'yield')
      return false
    // Handed on: whoever made it closes it.
    if (type === 'argument_list' || type === 'type' || (type === 'block' && text === '')) return false
  }
  const variable = assignedTo(call)
  return variable !== null && !isClosedAtLast(within.body, variable)
}

/** `finally: variable.close()`, or `with variable:`. */
function isClosedAtLast(body: SyntaxNode, variable: string): boolean {
  const closes = nodesOf(body, 'finally_clause').some((clause) =>
    nodesOf(clause, 'call').some((call) => calleeOf(call) === `${variable}.close`),
  )
  return closes || nodesOf(body, 'with_item').some(({ text }) => text.startsWith(variable))
}
