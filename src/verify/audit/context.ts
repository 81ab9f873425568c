import type { Design } from '../../design/design.js'
import type { Operation } from '../../design/operation.js'
import { tableModels } from './models.js'
import { allFunctions, type Module, type Program, type PythonFunction } from './program.js'
import { nameOf, routesOf, type Route } from './routes.js'
import type { AuditContext, AuditedRoute, PlacedCall } from './rule.js'
import { ancestorsOf, calleeOf, nodesOf, type SyntaxNode } from './syntax.js'

/** Works out once what all rules ask for. */
export function auditContext(program: Program, design: Design | null): AuditContext {
  const routes = routesOf(program)
  const everywhere = hasAuthenticatingMiddleware(program)
  const audited = routes.map((route): AuditedRoute => {
    const operation = operationOf(route, design)
    return {
      route,
      operation,
      subject: operation?.id ?? nameOf(route),
      authenticated: everywhere || isAuthenticated(route),
      admits: admits(route),
    }
  })
  const functions = allFunctions(program)
  const byNode = new Map(functions.map((each) => [each.node, each]))
  return {
    program,
    design,
    routes: audited,
    tables: tableModels(program),
    functions,
    subjectAt: subjects(audited),
    calls: program.modules.flatMap((module) => callsOf(module, byNode)),
  }
}

function callsOf(module: Module, byNode: ReadonlyMap<SyntaxNode, PythonFunction>): readonly PlacedCall[] {
  return nodesOf(module.root, 'call').map((call) => ({
    path: module.path,
    call,
    within: byNode.get(functionAround(call) ?? call) ?? null,
  }))
}

/** The innermost `def` around a node. */
function functionAround(node: SyntaxNode): SyntaxNode | null {
  for (const above of ancestorsOf(node)) if (above.type === 'function_definition') return above
  return null
}

/** A path with its parameters unnamed, without a slash at its end. */
function template(path: string): string {
  return path.replaceAll(/\{[^{}]{1,120}\}/g, '{}').replace(/\/+$/, '')
}

function operationOf(route: Route, design: Design | null): Operation | null {
  const path = template(route.path)
  return (
    design?.operations.find((operation) => {
      if (!route.methods.includes(operation.method)) return false
      const wanted = template(operation.path)
      return route.whole ? wanted === path : path !== '' && wanted.endsWith(path)
    }) ?? null
  )
}

const VERIFIES =
  /^(?:jwt\.decode|jose\.jwt\.decode|.*decode_(?:access_)?(?:jwt|token)|.*verify_(?:access_)?(?:jwt|token|session|firebase_token|id_token))$/
const KNOWS_CALLERS = /user|auth|token|session_required|api_?key|principal|identity/i

/** Whether a function refuses unknown callers: it verifies a token, or answers 401. */
function refusesStrangers({ body }: PythonFunction): boolean {
  return (
    nodesOf(body, 'call').some((call) => VERIFIES.test(calleeOf(call))) ||
    nodesOf(body, 'raise_statement').some(({ text }) => /401|UNAUTHORIZED|unauthori[sz]ed/.test(text))
  )
}

function isAuthenticated(route: Route): boolean {
  const { during, handler } = route
  const called = [...during.functions].filter((each) => each.node !== handler.node)
  return (
    admits(route) ||
    called.some(refusesStrangers) ||
    nodesOf(handler.body, 'call').some((call) => VERIFIES.test(calleeOf(call)))
  )
}

/** Whether a dependency refuses unknown callers before the handler begins. */
function admits({ before }: Route): boolean {
  return (
    [...before.functions].some(refusesStrangers) ||
    [...before.external].some(
      (name) => KNOWS_CALLERS.test(name) && !/HTTPBearer\(|OAuth2|get_(?:db|session)$/.test(name),
    )
  )
}

/** A middleware that refuses strangers stands before all routes; which paths it lets pass is not looked at. */
function hasAuthenticatingMiddleware({ modules }: Program): boolean {
  return modules.some(({ functions, classes }) => {
    const registered = [...functions.values()].filter(({ decorators }) =>
      decorators.some((decorator) => /\.middleware\(/.test(decorator.text)),
    )
    const dispatched = [...classes.values()].flatMap(({ bases, methods }) =>
      bases.some((base) => base.endsWith('BaseHTTPMiddleware')) ? [...methods.values()] : [],
    )
    return [...registered, ...dispatched].some(refusesStrangers)
  })
}

function subjects(routes: readonly AuditedRoute[]): (node: SyntaxNode) => string | null {
  const byFunction = new Map<SyntaxNode, string>()
  for (const { route, subject } of routes) {
    for (const reach of [route.during, route.before]) {
      for (const { node } of reach.functions) if (!byFunction.has(node)) byFunction.set(node, subject)
    }
  }
  return (node) => {
    const own = byFunction.get(node)
    if (own !== undefined) return own
    for (const above of ancestorsOf(node)) {
      const found = byFunction.get(above)
      if (found !== undefined) return found
    }
    return null
  }
}
