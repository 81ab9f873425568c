import type { Rule } from '../rule.js'
import { childOf, nodesOf } from '../syntax.js'

/** `context.verify_mode = ssl.CERT_NONE`, `httpx.get(url, verify=False)`: whoever stands in between is taken for the other side. */
export const unverifiedConnection: Rule = {
  id: 'unverified-connection',
  title: 'A connection whose other side is not verified',
  cwe: 295,
  clause: 'CODE-3',
  cure: 'Leave certificates verified; give a private authority to `ssl.create_default_context(cafile=…)`.',
  check: ({ program }) =>
    program.modules.flatMap(({ path, root }) => {
      const assigned = nodesOf(root, 'assignment').filter(
        (node) =>
          childOf(node, 'left')?.text.endsWith('.verify_mode') === true &&
          /(?:^|\.)CERT_NONE$/.test(childOf(node, 'right')?.text ?? ''),
      )
      const given = nodesOf(root, 'keyword_argument').filter(
        (node) =>
          (/^verify(?:_ssl)?$/.test(childOf(node, 'name')?.text ?? '') &&
            childOf(node, 'value')?.text === 'False') ||
          (childOf(node, 'name')?.text === 'cert_reqs' &&
            /CERT_NONE/.test(childOf(node, 'value')?.text ?? '')),
      )
      const made = nodesOf(root, 'call').filter((call) =>
        /^(?:ssl\.)?_create_unverified_context\(/.test(call.text),
      )
      return [...assigned, ...given, ...made].map((node) => ({
        path,
        node,
        subject: null,
        message: 'Nothing verifies who answers: the database, or the service, can be anybody in between.',
      }))
    }),
}
