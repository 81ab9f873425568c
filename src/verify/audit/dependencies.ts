import { nestedFunctions, type Module, type Parameter, type Program, type PythonFunction } from './program.js'
import { calledFunction, resolve } from './resolve.js'
import { argumentsOf, calleeOf, dottedName, methodOf, nodesOf, type SyntaxNode } from './syntax.js'

/** Something that FastAPI calls before a handler. */
export type Dependency =
  | { readonly kind: 'own'; readonly functions: readonly PythonFunction[] }
  /** Of another package, or not found. */
  | { readonly kind: 'external'; readonly name: string }

/** The dependencies that parameters ask for: `= Depends(x)`, `Annotated[T, Depends(x)]`, and names of the latter. */
export function dependenciesOf(
  program: Program,
  { module, parameters }: Pick<PythonFunction, 'module' | 'parameters'>,
): readonly Dependency[] {
  return parameters.flatMap(({ annotation, value }) => [
    ...(value === null ? [] : defaulted(program, module, value)),
    ...(annotation === null ? [] : annotated(program, module, annotation, 0)),
  ])
}

/** `= Depends(x)`, or the name of a constant that holds one: `GET_DB = Depends(get_db)`. */
function defaulted(program: Program, module: Module, value: SyntaxNode): readonly Dependency[] {
  const found =
    value.type === 'identifier' || value.type === 'attribute'
      ? resolve(program, module, dottedName(value))
      : null
  return found?.kind === 'value' && found.attribute.value !== null
    ? requested(program, found.module, found.attribute.value, null)
    : requested(program, module, value, null)
}

/** `Depends(x)` in the value of a parameter, or in a list of a router. */
export function requested(
  program: Program,
  module: Module,
  node: SyntaxNode,
  annotation: SyntaxNode | null,
): readonly Dependency[] {
  return nodesOf(node, 'call').flatMap((call) => {
    if (!/^(?:Depends|Security)$/.test(methodOf(call))) return []
    const { positional, keywords } = argumentsOf(call)
    const target = positional[0] ?? keywords.get('dependency') ?? annotation
    return target === null ? [] : [dependency(program, module, target)]
  })
}

function annotated(program: Program, module: Module, node: SyntaxNode, hops: number): readonly Dependency[] {
  if (nodesOf(node, 'call').length > 0) return requested(program, module, node, null)
  return nodesOf(node, 'identifier', 'attribute').flatMap((each) => {
    const found =
      each.parent?.type === 'attribute' || hops > 3 ? null : resolve(program, module, dottedName(each))
    return found?.kind === 'value' && found.attribute.value !== null
      ? annotated(program, found.module, found.attribute.value, hops + 1)
      : []
  })
}

function dependency(program: Program, module: Module, target: SyntaxNode): Dependency {
  // `Depends(require_role("admin"))`: what the factory defines is what is called.
  const name = target.type === 'call' ? calleeOf(target) : dottedName(target)
  const found = resolve(program, module, name)
  switch (found?.kind) {
    case 'function':
      return { kind: 'own', functions: [found, ...nestedFunctions(found)] }
    case 'class':
      return { kind: 'own', functions: [...found.methods.values()] }
    case 'value': {
      const { value } = found.attribute
      const maker = value?.type === 'call' ? resolve(program, found.module, calleeOf(value)) : null
      if (maker?.kind === 'class') return { kind: 'own', functions: [...maker.methods.values()] }
      if (maker?.kind === 'function') return { kind: 'own', functions: [maker, ...nestedFunctions(maker)] }
      return { kind: 'external', name: `${name} ${value?.text.slice(0, 80) ?? ''}` }
    }
    case 'external':
      return { kind: 'external', name: found.name }
    default:
      return { kind: 'external', name }
  }
}

/** Functions that run when others run: their dependencies and what they call, and so on. */
export interface Reach {
  readonly functions: ReadonlySet<PythonFunction>
  /** Dependencies of other packages. */
  readonly external: ReadonlySet<string>
}

/** Most functions that one route is followed through. */
const MOST_FUNCTIONS = 400

/** All that runs when these functions run, themselves first. */
export function reachOf(program: Program, starts: readonly Dependency[]): Reach {
  const functions = new Set<PythonFunction>()
  const nodes = new Set<SyntaxNode>()
  const external = new Set<string>()
  const waiting = [...starts]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next.kind === 'external') {
      external.add(next.name)
      continue
    }
    for (const each of next.functions) {
      if (nodes.has(each.node) || functions.size >= MOST_FUNCTIONS) continue
      nodes.add(each.node)
      functions.add(each)
      waiting.push(...dependenciesOf(program, each), ...calls(program, each))
    }
  }
  return { functions, external }
}

const known = new WeakMap<SyntaxNode, readonly Dependency[]>()

/** The functions of the program that a function calls; worked out once for each. */
function calls(program: Program, caller: PythonFunction): readonly Dependency[] {
  const found = known.get(caller.node)
  if (found !== undefined) return found
  const called = nodesOf(caller.body, 'call').flatMap((call) => calledFunction(program, caller, call) ?? [])
  const made: readonly Dependency[] = called.length === 0 ? [] : [{ kind: 'own', functions: called }]
  known.set(caller.node, made)
  return made
}

/** Whether a parameter is filled by FastAPI's dependencies rather than by the client. */
export function isDependency(program: Program, module: Module, { annotation, value }: Parameter): boolean {
  return dependenciesOf(program, { module, parameters: [{ name: '', annotation, value }] }).length > 0
}
