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
      const regex = keywords.get('allow_origin_regex') ?? null
      const given =
        regex?.type === 'identifier' ? (module?.assignments.get(regex.text)?.value ?? null) : regex
      const patterns =
        given === null ? [] : nodesOf(given, 'string').flatMap((node) => literalText(node) ?? [])
      if (holdsAny(named ?? null) || patterns.some((pattern) => ANY.test(pattern)))
        return [{ path, node: call, subject: null, message: 'Every origin is allowed, with credentials.' }]
      const open = patterns.find((pattern) => RENTED.test(pattern))
      return open === undefined
        ? []
        : [
            {
              path,
              node: call,
              subject: null,
              message: `Origins like \`${open}\` are allowed, with credentials: anybody can have a site of such a name.`,
            },
          ]
    }),
}

const ANY = /^\^?(?:https?\??:\/\/)?\.[*+]\$?$/

/** A wildcard right before a domain below which anybody gets a name for nothing. */
const RENTED =
  /(?:[*+]|\})\)?\\?\.(?:vercel\\?\.app|netlify\\?\.app|github\\?\.io|gitlab\\?\.io|pages\\?\.dev|workers\\?\.dev|herokuapp\\?\.com|onrender\\?\.com|fly\\?\.dev|web\\?\.app|firebaseapp\\?\.com|azurewebsites\\?\.net|ngrok\\?\.io|ngrok-free\\?\.app|replit\\?\.app|surge\\?\.sh)\$?$/

function holdsAny(origins: SyntaxNode | null): boolean {
  return origins !== null && nodesOf(origins, 'string').some((node) => literalText(node) === '*')
}
