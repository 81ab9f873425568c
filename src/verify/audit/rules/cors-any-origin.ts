import { argumentsOf, calleeOf, literalText, methodOf, nodesOf, type SyntaxNode } from '../syntax.js'
import type { PlacedCall, Rule } from '../rule.js'

/** `allow_origins=["*"], allow_credentials=True`: every site acts for the user. */
export const corsAnyOrigin: Rule = {
  id: 'cors-any-origin',
  title: 'Every origin allowed, with credentials',
  cwe: 942,
  clause: 'CODE-3',
  cure: 'List the origins of the frontend one by one, from the settings.',
  check: ({ calls, program }) =>
    calls.flatMap(({ path, call }: PlacedCall) => {
      const { positional, keywords } = argumentsOf(call)
      const isCors =
        (methodOf(call) === 'add_middleware' && positional[0]?.text.endsWith('CORSMiddleware') === true) ||
        calleeOf(call).endsWith('CORSMiddleware')
      if (!isCors || keywords.get('allow_credentials')?.text !== 'True') return []
      const module = program.modules.find((each) => each.path === path)
      const origins = keywords.get('allow_origins')
      const named = origins?.type === 'identifier' ? module?.assignments.get(origins.text)?.value : origins
      const pattern = literalText(keywords.get('allow_origin_regex') ?? null)
      return holdsAny(named ?? null) || pattern === '.*' || pattern === 'https?://.*'
        ? [{ path, node: call, subject: null, message: 'Every origin is allowed, with credentials.' }]
        : []
    }),
}

function holdsAny(origins: SyntaxNode | null): boolean {
  return origins !== null && nodesOf(origins, 'string').some((node) => literalText(node) === '*')
}
