import { dependenciesOf } from '../dependencies.js'
import type { AuditContext, PlacedCall, Rule, RuleFinding } from '../rule.js'
import { ancestorsOf, calleeOf, dottedName, nodesOf, type SyntaxNode } from '../syntax.js'
import { resolve } from '../resolve.js'
import type { PythonFunction } from '../program.js'

const BLOCKS =
  /^(?:time\.sleep|requests\.(?:get|post|put|patch|delete|head|request)|urllib\.request\.urlopen|httpx\.(?:get|post|put|patch|delete|request)|subprocess\.(?:run|call|check_call|check_output)|os\.system|.*\.get_signing_key(?:s|_from_jwt)?|smtplib\.SMTP)$/
const QUERIES = /^(?:exec|execute|get|scalar|scalars|commit|refresh|flush|query)$/

/** `async def` that asks a synchronous session, or sleeps: all other requests wait for it. */
export const blockingCall: Rule = {
  id: 'blocking-call',
  title: 'A call that blocks the event loop',
  cwe: 1322,
  clause: 'API-4',
  cure: 'Make the function a plain `def`, which FastAPI runs in a thread, or use what can be awaited.',
  check: (context) => {
    const functions = new Set<PythonFunction>()
    return context.calls.flatMap((placed): readonly RuleFinding[] => {
      const { call, within } = placed
      if (within === null || !within.asynchronous || functions.has(within) || isElsewhere(call)) return []
      const callee = calleeOf(call)
      const waits = BLOCKS.test(callee) || isSynchronousQuery(context, placed)
      if (!waits) return []
      // One finding tells about the function; ten tell no more.
      functions.add(within)
      return [
        {
          path: placed.path,
          node: call,
          message: `\`${callee}\` blocks the event loop of \`async def ${within.name}\`: no other request is served meanwhile.`,
        },
      ]
    })
  },
}

/** Awaited, or handed to a thread. */
function isElsewhere(call: SyntaxNode): boolean {
  for (const { type } of ancestorsOf(call)) {
    if (type === 'await' || type === 'lambda') return true
    if (/_statement$|^block$/.test(type)) return false
  }
  return false
}

/** `session.exec(…)` where the session is SQLModel's or SQLAlchemy's synchronous one. */
function isSynchronousQuery(context: AuditContext, { call, within }: PlacedCall): boolean {
  const [object = '', method = '', ...rest] = calleeOf(call).split('.')
  if (within === null || rest.length > 0 || !QUERIES.test(method)) return false
  const parameter = within.parameters.find(({ name }) => name === object)
  if (parameter === undefined) return false
  const names = new Set([
    ...(parameter.annotation === null ? [] : sessionsIn(context, within, parameter.annotation)),
    ...dependenciesOf(context.program, { module: within.module, parameters: [parameter] }).flatMap((each) =>
      each.kind === 'own'
        ? each.functions.flatMap((provider) =>
            provider.returns === null ? [] : sessionsIn(context, provider, provider.returns),
          )
        : [],
    ),
  ])
  return names.has('Session') && !names.has('AsyncSession')
}

/** Names of session classes in an annotation, and in what its names stand for. */
function sessionsIn(
  context: AuditContext,
  { module }: PythonFunction,
  annotation: SyntaxNode,
): readonly string[] {
  return nodesOf(annotation, 'identifier', 'attribute').flatMap((node) => {
    const found = resolve(context.program, module, dottedName(node))
    if (found?.kind === 'external') return [found.name.split('.').at(-1) ?? '']
    if (found?.kind !== 'value' || found.attribute.value === null) return []
    return nodesOf(found.attribute.value, 'identifier').map(({ text }) => text)
  })
}
