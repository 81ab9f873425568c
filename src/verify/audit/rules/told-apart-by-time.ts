import type { AuditContext, Rule } from '../rule.js'
import type { PythonFunction } from '../program.js'
import {
  ancestorsOf,
  argumentsOf,
  calleeOf,
  childOf,
  dottedName,
  methodOf,
  nodesOf,
  type SyntaxNode,
} from '../syntax.js'

const CHECKS =
  /^(?:check_?pw|check_?password(?:_hash)?|verify_?(?:password|hash)\w{0,20}|verify|(?:is_)?valid_password)$/i
const PASSWORD = /passw(?:or)?d|pwd|secret/i

/** `if user is None or not verify_password(…)`: a name that nobody has is refused in a hundredth of the time. */
export const toldApartByTime: Rule = {
  id: 'told-apart-by-time',
  title: 'Accounts that are known by how long a refusal takes',
  cwe: 208,
  clause: 'AUTH-6',
  cure: 'Check the password against a hash of nothing where there is no account, and refuse both alike.',
  check: (context) =>
    signIns(context).flatMap(({ module, body }) => {
      const checks = nodesOf(body, 'call').filter(isPasswordCheck)
      // A second check, or a hash that is made for nobody, takes the time of the first.
      const [check] = checks
      if (check === undefined || checks.length > 1 || DUMMY.test(body.text)) return []
      const account = accountOf(check)
      return account !== null && isAskedFirst(body, check, account)
        ? [
            {
              path: module.path,
              node: check,
              message:
                'No password is checked where there is no account: the time of the refusal tells which there are.',
            },
          ]
        : []
    }),
}

const DUMMY = /dummy|fake_hash|no_user/i

/** Functions that run for routes which strangers may call. */
function signIns({ routes, functions }: AuditContext): readonly PythonFunction[] {
  const reached = new Set(
    routes.flatMap(({ route, admits }) =>
      admits ? [] : [...route.during.functions].map(({ node }) => node),
    ),
  )
  return functions.filter(({ node }) => reached.has(node))
}

/** The name of what is called, in a thread of its own or not. */
function calledIn(call: SyntaxNode): string {
  const [first] = argumentsOf(call).positional
  const isThreaded = /^(?:run_in_threadpool|to_thread|run_sync|run_in_executor)$/.test(methodOf(call))
  return isThreaded && first !== undefined ? (dottedName(first).split('.').at(-1) ?? '') : methodOf(call)
}

function isPasswordCheck(call: SyntaxNode): boolean {
  const { positional, keywords } = argumentsOf(call)
  return (
    CHECKS.test(calledIn(call)) &&
    positional.length + keywords.size >= 2 &&
    [...positional, ...keywords.values()].some(({ text }) => PASSWORD.test(text)) &&
    !/^(?:jwt|token)\b/i.test(calleeOf(call))
  )
}

/** The variable whose hash is checked: `user` of `user.password_hash`. */
function accountOf(call: SyntaxNode): string | null {
  const { positional, keywords } = argumentsOf(call)
  for (const value of [...positional, ...keywords.values()])
    for (const node of nodesOf(value, 'attribute')) {
      const object = childOf(node, 'object')
      if (
        object?.type === 'identifier' &&
        /hash|passw/i.test(node.text) &&
        !/^(?:body|data|payload|request|form|form_data|credentials|self|login\w{0,20})$/.test(object.text)
      )
        return object.text
    }
  return null
}

/** Whether a missing account is refused before the check is reached. */
function isAskedFirst(body: SyntaxNode, check: SyntaxNode, account: string): boolean {
  const missing = new RegExp(`^(?:not ${account}|${account} is None|${account} == None)$`)
  const present = new RegExp(`^(?:${account}|${account} is not None|${account} != None)(?: and .{1,200})?$`)
  for (const above of ancestorsOf(check)) {
    if (above === body) break
    // `not user or not verify(…)`, `user and verify(…)`: the left side ends it.
    const left = above.type === 'boolean_operator' ? childOf(above, 'left') : null
    if (left !== null && !contains(left, check) && (missing.test(left.text) || present.test(left.text)))
      return true
    if (above.type === 'conditional_expression') return false
  }
  return nodesOf(body, 'if_statement').some((statement) => {
    const condition = childOf(statement, 'condition')
    const consequence = childOf(statement, 'consequence')
    return (
      condition !== null &&
      consequence !== null &&
      statement.line < check.line &&
      !contains(statement, check) &&
      missing.test(condition.text) &&
      nodesOf(consequence, 'raise_statement', 'return_statement').length > 0
    )
  })
}

function contains(node: SyntaxNode, other: SyntaxNode): boolean {
  return node === other || [...ancestorsOf(other)].includes(node)
}
