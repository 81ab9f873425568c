import type { Rule } from '../rule.js'
import { ancestorsOf, argumentsOf, calleeOf, methodOf, nodesOf, type SyntaxNode } from '../syntax.js'

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
    functions.flatMap(({ module, body }) => [
      ...traces(body).map((node) => ({
        path: module.path,
        node,
        message: 'The trace of a failure is put into text that is not the log.',
      })),
      ...nodesOf(body, 'except_clause').flatMap((clause) => {
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
    ]),
}

/** `traceback.format_exc()` anywhere but in what is logged, in a function that answers. */
function traces(body: SyntaxNode): readonly SyntaxNode[] {
  const answers = nodesOf(body, 'call').some((call) =>
    /(?:Response|HTTPException|_response)$/.test(methodOf(call)),
  )
  if (!answers) return []
  return nodesOf(body, 'call').filter((call) => {
    if (!/^(?:traceback\.)?format_(?:exc|exception|tb|stack)$/.test(calleeOf(call))) return false
    for (const { type, text } of ancestorsOf(call)) {
      if (type === 'call' && /^(?:print|[\w.]{0,80}log\w{0,20}\.\w{1,20})\(/i.test(text)) return false
      if (type === 'assignment') return !isOnlyLogged(body, text.split(/\s*[:=]/, 1)[0] ?? '')
      if (type.endsWith('_statement')) return true
    }
    return false
  })
}

/** A name that is nothing but logged. */
function isOnlyLogged(body: SyntaxNode, name: string): boolean {
  return nodesOf(body, 'identifier')
    .filter(({ text, parent }) => text === name && parent?.type !== 'assignment')
    .every((node) =>
      [...ancestorsOf(node)].some(
        (above) => above.type === 'call' && /^print$|log\w{0,20}\.\w{1,20}$/i.test(calleeOf(above)),
      ),
    )
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
