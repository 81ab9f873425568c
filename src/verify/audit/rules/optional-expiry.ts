import type { Rule } from '../rule.js'
import { argumentsOf, calleeOf } from '../syntax.js'

/** `jwt.decode(token, key, algorithms=["HS256"])`: an `exp` that is there is checked, and one that is missing is not missed. */
export const optionalExpiry: Rule = {
  id: 'optional-expiry',
  title: 'A token that may come without an end',
  cwe: 613,
  clause: 'AUTH-5',
  cure: 'Ask for it: `options={"require": ["exp", "sub"]}` with PyJWT, `options={"require_exp": True}` with python-jose.',
  check: ({ calls, functions }) =>
    calls.flatMap(({ path, call, within }) => {
      if (!/(?:^|\.)jwt\.decode$/.test(calleeOf(call)) || within === null) return []
      const { keywords } = argumentsOf(call)
      const options = keywords.get('options')
      const said = options?.type === 'identifier' ? within.module.root.text : (options?.text ?? '')
      // What is not verified at all is another rule's.
      if (ASKS.test(said) || OFF.test(said)) return []
      // The claims may be looked at by whoever is handed them.
      const readers = functions.filter(({ module }) => module.path === path)
      return readers.some(({ body }) => LOOKS.test(body.text)) || keywords.has('claims_options')
        ? []
        : [{ path, node: call, message: 'A token without an `exp` passes: it opens the account for good.' }]
    }),
}

const ASKS =
  /["']require["']\s?:\s?[[({][^\])}]{0,200}["']exp["']|require_exp|\brequire\s?=\s?[[(][^\])]{0,200}["']exp["']/
const OFF = /["']verify_(?:signature|exp)["']\s?:\s?False/
const LOOKS = /\.get\(["']exp["']|[\w)\]]\[["']exp["']\]|["']exp["'] (?:not )?in\b|\.exp\b/
