import {
  ancestorsOf,
  argumentsOf,
  calleeOf,
  childOf,
  literalText,
  methodOf,
  nodesOf,
  type SyntaxNode,
} from '../syntax.js'
import type { PythonFunction } from '../program.js'
import type { Rule, RuleFinding } from '../rule.js'

const OTHERS = new Set(['email', 'userId', 'user_id', 'id', 'username'])

/** Variables that hold the claims of a token. */
const CLAIMS = /payload|claims|decoded|token/i

/** `payload.get("sub") or payload.get("userId")`: tokens that were made for something else pass. */
export const tokenIdentity: Rule = {
  id: 'token-identity',
  title: 'An identity from more than one claim',
  cwe: 345,
  clause: 'AUTH-5',
  cure: 'Take the identity from one claim, `sub`, and refuse a token without it.',
  check: ({ functions }) => functions.flatMap((each) => [...inOneExpression(each), ...inSteps(each)]),
}

function found({ module }: PythonFunction, node: SyntaxNode, claims: readonly string[]): RuleFinding {
  return {
    path: module.path,
    node,
    message: `The identity is taken from ${claims.join(' or ')}: a token that was made for another purpose is accepted.`,
  }
}

/** `payload.get("sub") or payload.get("userId")`. */
function inOneExpression(each: PythonFunction): readonly RuleFinding[] {
  return nodesOf(each.body, 'boolean_operator').flatMap((node) => {
    if ([...ancestorsOf(node)].some(({ type }) => type === 'boolean_operator')) return []
    const claims = nodesOf(node, 'call').flatMap((call) =>
      methodOf(call) === 'get' && CLAIMS.test(calleeOf(call))
        ? (literalText(argumentsOf(call).positional[0] ?? null) ?? [])
        : [],
    )
    return / or /.test(node.text) &&
      claims.length > 1 &&
      claims.includes('sub') &&
      claims.some((claim) => OTHERS.has(claim))
      ? [found(each, node, claims)]
      : []
  })
}

/** `if "sub" in payload: … elif "id" in payload: …`, and `if not user_id: user_id = payload.get("userId")`. */
function inSteps(each: PythonFunction): readonly RuleFinding[] {
  return nodesOf(each.body, 'if_statement').flatMap((node) => {
    const condition = childOf(node, 'condition')?.text ?? ''
    const alternatives = node.children.filter(({ type }) => /^(?:elif|else)_clause$/.test(type))
    const isOfSubject = CLAIMS.test(condition) && /["']sub["']/.test(condition)
    const replaced = /^(?:not (\w{1,60})|(\w{1,60}) is None)$/.exec(condition)
    const name = replaced?.[1] ?? replaced?.[2] ?? null
    const parts = isOfSubject
      ? alternatives
      : name !== null && isSubject(each, name)
        ? nodesOf(childOf(node, 'consequence') ?? node, 'assignment').filter(
            (assignment) => childOf(assignment, 'left')?.text === name,
          )
        : []
    const other = parts.flatMap(claimsIn).find((claim) => OTHERS.has(claim))
    return other === undefined ? [] : [found(each, node, ['sub', other])]
  })
}

/** Whether a name is given the subject of a token somewhere in a function. */
function isSubject({ body }: PythonFunction, name: string): boolean {
  return nodesOf(body, 'assignment').some(
    (node) => childOf(node, 'left')?.text.split(':')[0] === name && claimsIn(node).includes('sub'),
  )
}

/** Names of claims that a piece of code reads, or looks for. */
function claimsIn(node: SyntaxNode): readonly string[] {
  return CLAIMS.test(node.text) ? nodesOf(node, 'string').flatMap((text) => literalText(text) ?? []) : []
}
