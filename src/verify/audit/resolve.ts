import type { Attribute, Module, Program, PythonClass, PythonFunction } from './program.js'
import { calleeOf, childOf, dottedName, nodesOf, type SyntaxNode } from './syntax.js'

/** What a name stands for. */
export type Definition =
  | PythonFunction
  | PythonClass
  | { readonly kind: 'value'; readonly module: Module; readonly attribute: Attribute }
  | { readonly kind: 'module'; readonly module: Module }
  /** Of another package: `fastapi.Depends`. */
  | { readonly kind: 'external'; readonly name: string }

/** Most imports that are followed from one name. */
const MOST_HOPS = 8

/** Finds what a name with its dots stands for in a module; null when nothing defines it there. */
export function resolve(program: Program, module: Module, dotted: string, hops = 0): Definition | null {
  const [head = '', ...rest] = dotted.split('.')
  if (head === '' || hops > MOST_HOPS) return null
  const own = definedIn(module, head)
  const found = own ?? imported(program, module, head, hops)
  return rest.reduce<Definition | null>(
    (definition, name) => (definition === null ? null : member(program, definition, name, hops)),
    found,
  )
}

function definedIn(module: Module, name: string): Definition | null {
  const attribute = module.assignments.get(name)
  return (
    module.functions.get(name) ??
    module.classes.get(name) ??
    (attribute === undefined ? null : { kind: 'value', module, attribute })
  )
}

function imported(program: Program, module: Module, name: string, hops: number): Definition | null {
  const found = module.imports.get(name)
  if (found === undefined) return null
  const target = program.byName.get(found.module)
  if (found.name === null) {
    return target === undefined
      ? { kind: 'external', name: found.module }
      : { kind: 'module', module: target }
  }
  const submodule = program.byName.get(`${found.module}.${found.name}`)
  if (target !== undefined && target !== module) {
    const definition = resolve(program, target, found.name, hops + 1)
    if (definition !== null) return definition
  }
  if (submodule !== undefined) return { kind: 'module', module: submodule }
  return { kind: 'external', name: `${found.module}.${found.name}` }
}

function member(program: Program, definition: Definition, name: string, hops: number): Definition | null {
  switch (definition.kind) {
    case 'module':
      return resolve(program, definition.module, name, hops + 1)
    case 'class':
      return definition.methods.get(name) ?? inherited(program, definition, name, hops)
    case 'external':
      return { kind: 'external', name: `${definition.name}.${name}` }
    case 'value': {
      const instance = instanceOf(program, definition.module, definition.attribute.value)
      return instance === null ? null : member(program, instance, name, hops + 1)
    }
    case 'function':
      return null
  }
}

function inherited(
  program: Program,
  { module, bases }: PythonClass,
  name: string,
  hops: number,
): Definition | null {
  for (const base of hops > MOST_HOPS ? [] : bases) {
    const parent = resolve(program, module, base, hops + 1)
    const found = parent?.kind === 'class' ? member(program, parent, name, hops + 1) : null
    if (found !== null) return found
  }
  return null
}

/** The class of which `Class(…)`, or a function that is declared to return one, makes an instance. */
function instanceOf(program: Program, module: Module, value: SyntaxNode | null): PythonClass | null {
  if (value?.type !== 'call') return null
  const made = resolve(program, module, calleeOf(value))
  if (made?.kind === 'class') return made
  if (made?.kind !== 'function' || made.returns === null) return null
  for (const node of nodesOf(made.returns, 'identifier')) {
    const found = resolve(program, made.module, node.text)
    if (found?.kind === 'class') return found
  }
  return null
}

/** The function of the program that a call inside a function calls; null when it is of another package or not known. */
export function calledFunction(
  program: Program,
  caller: PythonFunction,
  call: SyntaxNode,
): PythonFunction | null {
  const callee = calleeOf(call)
  const [head = '', ...rest] = callee.split('.')
  if (head === '') return null
  if (head === 'self' && rest.length === 1 && caller.owner !== null) {
    const own = caller.module.classes.get(caller.owner)
    const found = own === undefined ? null : member(program, own, rest[0] ?? '', 0)
    return found?.kind === 'function' ? found : null
  }
  if (head === 'self' && rest.length === 2 && caller.owner !== null) {
    const own = caller.module.classes.get(caller.owner)
    const held = own === undefined ? null : classOfAttribute(program, own, rest[0] ?? '')
    const found = held === null ? null : member(program, held, rest[1] ?? '', 0)
    return found?.kind === 'function' ? found : null
  }
  const variable = rest.length === 0 ? null : classOfVariable(program, caller, head)
  const found =
    variable === null
      ? resolve(program, caller.module, callee)
      : rest.reduce<Definition | null>(
          (definition, name) => (definition === null ? null : member(program, definition, name, 0)),
          variable,
        )
  if (found?.kind === 'class') return found.methods.get('__init__') ?? null
  return found?.kind === 'function' ? found : null
}

/** The class of what `self.repository` holds, as `__init__` gives it: `self.repository = Repository(session)`, or a parameter. */
function classOfAttribute(
  program: Program,
  { methods, module, attributes }: PythonClass,
  name: string,
): PythonClass | null {
  const annotation = attributes.find((each) => each.name === name)?.annotation ?? null
  const annotated = annotation === null ? null : resolve(program, module, annotation.text)
  if (annotated?.kind === 'class') return annotated
  const init = methods.get('__init__')
  const given = init === undefined ? undefined : assignmentsIn(init.body).get(`self.${name}`)
  const value = given === undefined ? null : childOf(given, 'right')
  if (init === undefined || value === null) return null
  const named = nodesOf(value, 'identifier')
    .filter(({ parent }) => parent?.type !== 'attribute')
    .map(({ text }) => (init.parameters.some((each) => each.name === text) ? text : null))
    .find((text) => text !== null)
  return (
    instanceOf(program, module, value) ??
    (named === undefined ? null : classOfVariable(program, init, named ?? ''))
  )
}

/** The class of a parameter or local variable, as far as its annotation or its first value shows it. */
function classOfVariable(
  program: Program,
  { module, parameters, body }: PythonFunction,
  name: string,
): PythonClass | null {
  const parameter = parameters.find((each) => each.name === name)
  if (parameter !== undefined) {
    for (const node of parameter.annotation === null
      ? []
      : nodesOf(parameter.annotation, 'identifier', 'attribute')) {
      const found = resolve(program, module, dottedName(node))
      if (found?.kind === 'class') return found
    }
    return null
  }
  const assigned = assignmentsIn(body).get(name)
  return assigned === undefined ? null : instanceOf(program, module, childOf(assigned, 'right'))
}

const known = new WeakMap<SyntaxNode, ReadonlyMap<string, SyntaxNode>>()

/** The first assignment of each local variable; worked out once for each function. */
function assignmentsIn(body: SyntaxNode): ReadonlyMap<string, SyntaxNode> {
  const found = known.get(body)
  if (found !== undefined) return found
  const made = new Map<string, SyntaxNode>()
  for (const node of nodesOf(body, 'assignment')) {
    const name = childOf(node, 'left')?.text ?? ''
    if (!made.has(name)) made.set(name, node)
  }
  known.set(body, made)
  return made
}
