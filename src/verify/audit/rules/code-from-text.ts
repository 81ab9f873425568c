import type { Rule } from '../rule.js'
import { argumentsOf, calleeOf, childOf, literalText, type SyntaxNode } from '../syntax.js'

/** Calls that run a text as a program, or build any object that a text names. */
const RUNS =
  /^(?:eval|exec|os\.(?:system|popen)|subprocess\.(?:getoutput|getstatusoutput)|c?[pP]ickle\.loads?|dill\.loads?|marshal\.loads?|shelve\.open|yaml\.unsafe_load(?:_all)?)$/

/** `eval(body.formula)`, `subprocess.run(f"convert {name}", shell=True)`: what a client sends is run. */
export const codeFromText: Rule = {
  id: 'code-from-text',
  title: 'A program, or a command, that is made from text',
  cwe: 94,
  clause: 'ERR-10',
  cure: 'Read data as data (`json.loads`, `ast.literal_eval`), and start programs with a list of arguments, without a shell.',
  check: ({ calls }) =>
    calls.flatMap(({ path, call }) => {
      const given = argumentsOf(call).positional[0] ?? childOf(call, 'arguments')
      return given !== null && literalText(given) === null && runs(call)
        ? [{ path, node: call, message: `\`${calleeOf(call)}\` runs what a text says.` }]
        : []
    }),
}

function runs(call: SyntaxNode): boolean {
  const callee = calleeOf(call)
  const { positional, keywords } = argumentsOf(call)
  if (RUNS.test(callee)) return true
  if (/^yaml\.(?:load|load_all)$/.test(callee)) {
    return !/Safe|CBase|BaseLoader/.test((positional[1] ?? keywords.get('Loader'))?.text ?? '')
  }
  return (
    /(?:^|\.)(?:run|call|check_call|check_output|Popen|create_subprocess_shell)$/.test(callee) &&
    (keywords.get('shell')?.text === 'True' || callee.endsWith('create_subprocess_shell'))
  )
}
