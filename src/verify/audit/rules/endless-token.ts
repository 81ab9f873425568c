import type { Rule } from '../rule.js'
import { calleeOf } from '../syntax.js'

/** `jwt.encode({"sub": user.id}, key)` in a module that names no `exp`: the token is valid for ever. */
export const endlessToken: Rule = {
  id: 'endless-token',
  title: 'A token that never ends',
  cwe: 613,
  clause: 'AUTH-5',
  cure: 'Give each token an `exp`, and ask for it when it is read: `options={"require": ["exp", "sub"]}`.',
  check: ({ calls, functions }) =>
    calls.flatMap(({ path, call }) => {
      if (!/(?:^|\.)jwt\.encode$/.test(calleeOf(call))) return []
      const module = functions.find((each) => each.module.path === path)?.module
      // The claims may be put together by another function, which hands them over.
      return module === undefined || NAMES_END.test(module.root.text)
        ? []
        : [{ path, node: call, message: 'The token has no end: whoever finds it has the account for good.' }]
    }),
}

const NAMES_END = /["']exp["']|\bexp\s?=|\bexp:/
