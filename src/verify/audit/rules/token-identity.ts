import { ancestorsOf, argumentsOf, calleeOf, literalText, methodOf, nodesOf } from '../syntax.js'
import type { Rule } from '../rule.js'

const OTHERS = new Set(['email', 'userId', 'user_id', 'id', 'username'])

/** `payload.get("sub") or payload.get("userId")`: tokens that were made for something else pass. */
export const tokenIdentity: Rule = {
  id: 'token-identity',
  title: 'An identity from more than one claim',
  cwe: 345,
  clause: 'AUTH-5',
  cure: 'Take the identity from one claim, `sub`, and refuse a token without it.',
  check: ({ functions }) =>
    functions.flatMap((each) =>
      nodesOf(each.body, 'boolean_operator').flatMap((node) => {
        if ([...ancestorsOf(node)].some(({ type }) => type === 'boolean_operator')) return []
        const claims = nodesOf(node, 'call').flatMap((call) =>
          methodOf(call) === 'get' && /payload|claims|decoded|token/i.test(calleeOf(call))
            ? (literalText(argumentsOf(call).positional[0] ?? null) ?? [])
            : [],
        )
        return / or /.test(node.text) &&
          claims.length > 1 &&
          claims.includes('sub') &&
          claims.some((claim) => OTHERS.has(claim))
          ? [
              {
                path: each.module.path,
                node,
                message: `The identity is taken from ${claims.join(' or ')}: a token that was made for another purpose is accepted.`,
              },
            ]
          : []
      }),
    ),
}
