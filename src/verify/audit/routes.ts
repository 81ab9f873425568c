import { dependenciesOf, reachOf, requested, type Dependency, type Reach } from './dependencies.js'
import type { Module, Parameter, Program, PythonFunction } from './program.js'
import { resolve } from './resolve.js'
import {
  argumentsOf,
  calleeOf,
  childOf,
  dottedName,
  literalText,
  methodOf,
  nodesOf,
  type SyntaxNode,
} from './syntax.js'

/** A route of a FastAPI application. */
export interface Route {
  readonly methods: readonly string[]
  /** With the prefixes of its routers; from the first prefix on that is no literal, only what follows it. */
  readonly path: string
  /** Whether `path` is all of it. */
  readonly whole: boolean
  readonly handler: PythonFunction
  /** The decorator. */
  readonly decorator: SyntaxNode
  /** All dependencies: of the application, of routers, of the decorator, of parameters. */
  readonly dependencies: readonly Dependency[]
  /** What runs before the handler. */
  readonly before: Reach
  /** What runs because of the handler, itself included. */
  readonly during: Reach
}

/** An `APIRouter` or `FastAPI` that a module names. */
interface Router {
  readonly module: Module
  readonly name: string
  readonly prefix: string | null
  readonly dependencies: readonly Dependency[]
}

/** A router inside another. */
interface Inclusion {
  readonly child: Router
  readonly parent: Router
  readonly prefix: string | null
  readonly dependencies: readonly Dependency[]
}

const METHODS = /^(?:get|post|put|patch|delete|head|options|trace|api_route|route)$/

/** Finds all routes of a program. */
export function routesOf(program: Program): readonly Route[] {
  const routers = program.modules.flatMap((module) => routersOf(program, module))
  const inclusions = program.modules.flatMap((module) => inclusionsOf(program, module, routers))
  return program.modules.flatMap((module) =>
    handlersOf(module).flatMap(({ handler, shared }) =>
      handler.decorators.flatMap((decorator) =>
        routeOf(program, { handler, shared }, decorator, routers, inclusions),
      ),
    ),
  )
}

/** A function that may be a handler, and what the class around it asks for. */
interface Handler {
  readonly handler: PythonFunction
  readonly shared: readonly Parameter[]
}

/** The functions of a module, and methods of its classes (`@cbv(router)`), whose attributes and `__init__` are dependencies of each. */
function handlersOf(module: Module): readonly Handler[] {
  return [
    ...[...module.functions.values()].map((handler) => ({ handler, shared: [] })),
    ...[...module.classes.values()].flatMap(({ attributes, methods }) => {
      const shared = [...attributes, ...(methods.get('__init__')?.parameters ?? [])]
      return [...methods.values()].map((handler) => ({ handler, shared }))
    }),
  ]
}

function routersOf(program: Program, module: Module): readonly Router[] {
  return [...module.assignments.values()].flatMap(({ name, value }): readonly Router[] => {
    if (value?.type !== 'call' || !/^(?:APIRouter|FastAPI)$/.test(methodOf(value))) return []
    const { keywords } = argumentsOf(value)
    const prefix = keywords.get('prefix')
    return [
      {
        module,
        name,
        prefix: prefix === undefined ? '' : literalText(prefix),
        dependencies: listed(program, module, keywords.get('dependencies')),
      },
    ]
  })
}

function listed(program: Program, module: Module, node: SyntaxNode | undefined): readonly Dependency[] {
  return node === undefined ? [] : requested(program, module, node, null)
}

/** The router that a name stands for in a module. */
function routerNamed(
  program: Program,
  module: Module,
  name: string,
  routers: readonly Router[],
): Router | null {
  const found = resolve(program, module, name)
  if (found?.kind !== 'value') return null
  return (
    routers.find((router) => router.module === found.module && router.name === found.attribute.name) ?? null
  )
}

function inclusionsOf(program: Program, module: Module, routers: readonly Router[]): readonly Inclusion[] {
  return nodesOf(module.root, 'call').flatMap((call): readonly Inclusion[] => {
    if (methodOf(call) !== 'include_router') return []
    const { positional, keywords } = argumentsOf(call)
    const target = positional[0] ?? keywords.get('router')
    const parent = routerNamed(program, module, calleeOf(call).split('.').slice(0, -1).join('.'), routers)
    const child = target === undefined ? null : routerNamed(program, module, dottedName(target), routers)
    const prefix = keywords.get('prefix')
    if (child === null || parent === null) return []
    return [
      {
        child,
        parent,
        prefix: prefix === undefined ? '' : literalText(prefix),
        dependencies: listed(program, module, keywords.get('dependencies')),
      },
    ]
  })
}

function routeOf(
  program: Program,
  { handler, shared }: Handler,
  decorator: SyntaxNode,
  routers: readonly Router[],
  inclusions: readonly Inclusion[],
): readonly Route[] {
  const method = decorator.type === 'call' ? methodOf(decorator) : ''
  if (!METHODS.test(method)) return []
  const name = calleeOf(decorator).split('.').slice(0, -1).join('.')
  const router = routerNamed(program, handler.module, name, routers)
  if (router === null) return []
  const { positional, keywords } = argumentsOf(decorator)
  const above = around(router, inclusions)
  const own = literalText(positional[0] ?? keywords.get('path') ?? null)
  const parts = [...above.prefixes, own]
  const unknown = parts.lastIndexOf(null)
  const dependencies = [
    ...above.dependencies,
    ...listed(program, handler.module, keywords.get('dependencies')),
    ...dependenciesOf(program, { module: handler.module, parameters: shared }),
    ...dependenciesOf(program, handler),
  ]
  return [
    {
      methods: methodsOf(method, keywords.get('methods')),
      path: parts.slice(unknown + 1).join(''),
      whole: unknown === -1,
      handler,
      decorator,
      dependencies,
      before: reachOf(program, dependencies),
      during: reachOf(program, [{ kind: 'own', functions: [handler] }]),
    },
  ]
}

/** Prefixes, the outermost first, and dependencies of a router and of all that include it. */
function around(
  router: Router,
  inclusions: readonly Inclusion[],
): { readonly prefixes: readonly (string | null)[]; readonly dependencies: readonly Dependency[] } {
  const inwards: (string | null)[] = [router.prefix]
  const dependencies = [...router.dependencies]
  const seen = new Set<Router>([router])
  for (let child: Router | undefined = router; child !== undefined;) {
    const inner: Router = child
    const inclusion = inclusions.find((each) => each.child === inner && !seen.has(each.parent))
    if (inclusion !== undefined) {
      inwards.push(inclusion.prefix, inclusion.parent.prefix)
      dependencies.push(...inclusion.dependencies, ...inclusion.parent.dependencies)
      seen.add(inclusion.parent)
    }
    child = inclusion?.parent
  }
  return { prefixes: inwards.toReversed(), dependencies }
}

function methodsOf(name: string, listedMethods: SyntaxNode | undefined): readonly string[] {
  if (name !== 'api_route' && name !== 'route') return [name.toUpperCase()]
  const methods = nodesOf(listedMethods ?? EMPTY, 'string').flatMap((node) => literalText(node) ?? [])
  return methods.length === 0 ? ['GET'] : methods.map((each) => each.toUpperCase())
}

const EMPTY: SyntaxNode = { type: 'list', field: null, line: 0, text: '', children: [], parent: null }

/** Whether a path parameter stands in a path, and under which name. */
export function pathParameters(path: string): readonly string[] {
  return [...path.matchAll(/\{([^{}:]{1,100})(?::[^{}]{1,20})?\}/g)].map(([, name = '']) => name)
}

/** The body of a handler's decorator argument, such as `response_model`. */
export function decoratorArgument({ decorator }: Route, name: string): SyntaxNode | null {
  return argumentsOf(decorator).keywords.get(name) ?? null
}

/** The function part of a handler, for messages. */
export function nameOf({ methods, path, whole }: Route): string {
  return `${methods.join('/')} ${whole ? '' : '…'}${path === '' ? '/' : path}`
}

/** The definition node of a handler. */
export function definitionOf({ handler }: Route): SyntaxNode {
  return childOf(handler.node, 'name') ?? handler.node
}
