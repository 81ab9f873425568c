import type { Parameter, PythonFunction } from '../program.js'
import type { AuditContext, Rule, RuleFinding } from '../rule.js'
import { isDependency } from '../dependencies.js'
import { resolve } from '../resolve.js'
import { definitionOf, pathParameters, type Route } from '../routes.js'
import { argumentsOf, childOf, methodOf, nodesOf, type SyntaxNode } from '../syntax.js'

/** Names of what tells who calls. */
const CALLER = /(?:^|_)(?:current_?user|user|user_?id|uid|caller|principal)(?:_id)?$/i

const LITERAL = /^(?:string|concatenated_string|integer|float|dictionary)$/

/** `user_id: str = Depends(lambda: "demo")`: everybody is the same user; `current_user: dict`: who the client says. */
export const assumedCaller: Rule = {
  id: 'assumed-caller',
  title: 'A caller who is made up',
  cwe: 287,
  clause: 'AUTH-1',
  cure: 'Take the caller from a verified token; tests replace the dependency by `app.dependency_overrides`.',
  check: (context) => [
    ...context.routes.flatMap(({ route, subject }) =>
      route.handler.parameters.filter(isAssumed).map((parameter): RuleFinding => ({
        path: route.handler.module.path,
        node: definitionOf(route),
        subject,
        message: `\`${parameter.name}\` is the same for every request: nobody is asked for a token.`,
      })),
    ),
    ...context.routes.flatMap(({ route, subject }) =>
      route.handler.parameters
        .filter((parameter) => isSent(context, route, parameter))
        .map((parameter): RuleFinding => ({
          path: route.handler.module.path,
          node: definitionOf(route),
          subject,
          message: `\`${parameter.name}\` depends on nothing: FastAPI takes the caller from what the client sends.`,
        })),
    ),
    ...context.functions
      .filter((each) => isMadeUp(context, each))
      .map((each): RuleFinding => ({
        path: each.module.path,
        node: each.node,
        message: `\`${each.name}\` answers the same caller for every request: nobody is asked for a token.`,
      })),
  ],
}

/** Names that mean who calls, and nothing else. */
const SIGNED_IN = /^(?:current_?user(?:_id)?|caller(?:_id)?|authenticated_user(?:_id)?|principal)$/i

/** `current_user: dict` without `Depends`: a part of the body, or of the query. */
function isSent({ program }: AuditContext, { handler, path }: Route, parameter: Parameter): boolean {
  const { name, annotation, value } = parameter
  if (!SIGNED_IN.test(name) || value !== null || pathParameters(path).includes(name)) return false
  const outermost = /^\w{1,60}/.exec(annotation?.text ?? '')?.[0] ?? ''
  const isPlain =
    /^(?:dict|str|int|Dict|Any|UUID)$/.test(outermost) ||
    resolve(program, handler.module, outermost)?.kind === 'class'
  return isPlain && !isDependency(program, handler.module, parameter)
}

/** A parameter whose dependency is a constant. */
function isAssumed({ name, annotation, value }: Parameter): boolean {
  if (!CALLER.test(name)) return false
  return [annotation, value].some((node) =>
    (node === null ? [] : nodesOf(node, 'call')).some((call) => {
      const given = methodOf(call) === 'Depends' ? argumentsOf(call).positional[0] : undefined
      const body = given?.type === 'lambda' ? childOf(given, 'body') : null
      return body !== null && LITERAL.test(body.type) && isConstant(body)
    }),
  )
}

/** A dependency that takes nothing and returns nothing but constants. */
function isMadeUp({ subjectAt }: AuditContext, { name, node, parameters, body }: PythonFunction): boolean {
  if (!/^(?:get_|require_)/.test(name) || !CALLER.test(name) || parameters.length > 0) return false
  const returned = nodesOf(body, 'return_statement').map(({ children }) => children.at(-1))
  return (
    returned.length > 0 &&
    nodesOf(body, 'call').length === 0 &&
    returned.every((value) => value !== undefined && LITERAL.test(value.type) && isConstant(value)) &&
    subjectAt(node) !== null
  )
}

function isConstant(node: SyntaxNode): boolean {
  return nodesOf(node, 'identifier', 'call', 'interpolation').length === 0
}
