import type { Rule } from '../rule.js'
import { argumentsOf, methodOf, nodesOf, type SyntaxNode } from '../syntax.js'

const BROAD =
  /^(?:Exception|BaseException|SQLAlchemyError|DBAPIError|OperationalError|DatabaseError|IntegrityError)\b/

/** `except Exception as error: raise HTTPException(500, str(error))`: SQL and paths reach the client. */
export const leakedError: Rule = {
  id: 'leaked-error',
  title: 'The text of an error in an answer',
  cwe: 209,
  clause: 'ERR-10',
  cure: 'Log the error, and answer with a text of your own.',
  check: ({ functions }) =>
    functions.flatMap(({ module, body }) =>
      nodesOf(body, 'except_clause').flatMap((clause) => {
        const pattern = clause.children.find(({ type }) => type === 'as_pattern')
        const name = pattern?.children.at(-1)?.text
        if (pattern === undefined || name === undefined || !BROAD.test(pattern.text)) return []
        return nodesOf(clause, 'call')
          .filter((call) => /^(?:HTTPException|JSONResponse)$/.test(methodOf(call)) && tells(call, name))
          .map((call) => ({
            path: module.path,
            node: call,
            message: 'The text of an unforeseen error is sent to the client.',
          }))
      }),
    ),
}

function tells(call: SyntaxNode, name: string): boolean {
  const { positional, keywords } = argumentsOf(call)
  return [...positional, ...keywords.values()].some((value) =>
    nodesOf(value, 'call', 'interpolation').some((node) =>
      node.type === 'call'
        ? /^(?:str|repr)$/.test(methodOf(node)) && argumentsOf(node).positional[0]?.text === name
        : new Set([`{${name}}`, `{str(${name})}`, `{${name}!r}`, `{${name}!s}`]).has(node.text),
    ),
  )
}
