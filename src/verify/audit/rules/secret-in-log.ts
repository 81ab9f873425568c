import type { PythonFunction } from '../program.js'
import { argumentsOf, calleeOf, childOf, dottedName, nodesOf, type SyntaxNode } from '../syntax.js'
import type { Rule } from '../rule.js'

const LOGS =
  /^(?:print|(?:\w{1,40}\.){0,4}(?:_?log|_?logger|logging|LOG|LOGGER)\.(?:debug|info|warning|warn|error|critical|exception|log))$/

/** Names of what must stay secret; a hash, a name, a type or a length of one tells nothing. */
const SECRET =
  /(?:^|[._])(?:password|passwd|plain_?password|secret|secret_?key|token|access_?token|refresh_?token|id_?token|jwt|credentials|authorization|api_?key|private_?key)$/i

/** `logger.info("token %s", token)`, `print(f"{password=}")`: who reads the log has the account. */
export const secretInLog: Rule = {
  id: 'secret-in-log',
  title: 'A secret in the log',
  cwe: 532,
  clause: 'CODE-4',
  cure: 'Log who and what, never the token or the password itself.',
  check: ({ calls }) =>
    calls.flatMap(({ path, call, within }) => {
      if (!LOGS.test(calleeOf(call))) return []
      const { positional, keywords } = argumentsOf(call)
      const name = [...positional, ...keywords.values()]
        .flatMap(shown)
        .find((each) => SECRET.test(each) || isOfToken(within, each))
      return name === undefined
        ? []
        : [{ path, node: call, message: `\`${name}\` is written to the log as it is.` }]
    }),
}

/** Whether a variable holds what a token says of its owner: `payload = jwt.decode(…)`. */
function isOfToken(within: PythonFunction | null, name: string): boolean {
  if (within === null || !/^\w{1,60}$/.test(name)) return false
  return nodesOf(within.body, 'assignment').some(
    (node) =>
      childOf(node, 'left')?.text === name &&
      nodesOf(childOf(node, 'right') ?? node, 'call').some((call) =>
        /(?:^|\.)jwt\.decode$|decode_\w{0,40}(?:token|jwt)$/.test(calleeOf(call)),
      ),
  )
}

/** What an argument shows whole: a name alone, or one in an f-string, in `%` or in `str(…)`. */
function shown(argument: SyntaxNode): readonly string[] {
  if (argument.type === 'identifier' || argument.type === 'attribute') return [dottedName(argument)]
  if (argument.type === 'call') {
    return /^(?:str|repr|.*\.format|.*\.get_secret_value)$/.test(calleeOf(argument))
      ? [
          ...argumentsOf(argument).positional.flatMap(shown),
          ...(calleeOf(argument).endsWith('.get_secret_value')
            ? [calleeOf(argument).slice(0, -'.get_secret_value'.length)]
            : []),
        ]
      : []
  }
  if (argument.type === 'binary_operator' || argument.type === 'tuple')
    return argument.children.flatMap(shown)
  return nodesOf(argument, 'interpolation').flatMap(({ children }) =>
    children
      .filter(({ type }) => type === 'identifier' || type === 'attribute' || type === 'call')
      .flatMap(shown),
  )
}
