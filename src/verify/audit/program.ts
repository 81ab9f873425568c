import { childOf, dottedName, nodesOf, parsePython, type SyntaxNode } from './syntax.js'

/** A Python file of a backend. */
export interface PythonFile {
  /** Relative to the backend, with `/`. */
  readonly path: string
  readonly text: string
}

/** A parameter of a function. */
export interface Parameter {
  readonly name: string
  readonly annotation: SyntaxNode | null
  readonly value: SyntaxNode | null
}

/** A function or method. */
export interface PythonFunction {
  readonly kind: 'function'
  readonly module: Module
  readonly name: string
  readonly node: SyntaxNode
  readonly asynchronous: boolean
  readonly decorators: readonly SyntaxNode[]
  readonly parameters: readonly Parameter[]
  readonly returns: SyntaxNode | null
  readonly body: SyntaxNode
  /** The class that it is a method of. */
  readonly owner: string | null
}

/** A class. */
export interface PythonClass {
  readonly kind: 'class'
  readonly module: Module
  readonly name: string
  readonly node: SyntaxNode
  /** Names of its bases, with their dots. */
  readonly bases: readonly string[]
  readonly methods: ReadonlyMap<string, PythonFunction>
  /** `title: str = Field(…)`: annotated or assigned names of its body. */
  readonly attributes: readonly Attribute[]
}

/** A name that a class or a module gives a value. */
export interface Attribute {
  readonly name: string
  readonly node: SyntaxNode
  readonly annotation: SyntaxNode | null
  readonly value: SyntaxNode | null
}

/** What a local name was imported from; a null name is the module itself. */
interface Import {
  readonly module: string
  readonly name: string | null
}

/** A module with the names that it defines. */
export interface Module {
  readonly path: string
  /** With its dots: `app.routers.tasks`. */
  readonly name: string
  readonly root: SyntaxNode
  readonly functions: Map<string, PythonFunction>
  readonly classes: Map<string, PythonClass>
  readonly imports: Map<string, Import>
  readonly assignments: Map<string, Attribute>
}

/** All modules of a backend. */
export interface Program {
  readonly modules: readonly Module[]
  /** Modules by every ending of their dotted name, for the folder that Python starts from is not known. */
  readonly byName: ReadonlyMap<string, Module>
}

/** Largest file that is read, in code units. */
const LARGEST = 400_000

/** Reads the Python of a backend. `loadPythonGrammar` must have been awaited. */
export function readProgram(files: readonly PythonFile[]): Program {
  const modules = files.filter(({ text }) => text.length <= LARGEST).map(moduleOf)
  const byName = new Map<string, Module>()
  for (const module of modules) {
    const parts = module.name.split('.')
    for (const index of parts.keys()) {
      const ending = parts.slice(index).join('.')
      // The shortest path is the likeliest meaning of an ending that several share.
      const known = byName.get(ending)
      if (known === undefined || known.name.length > module.name.length) byName.set(ending, module)
    }
  }
  return { modules, byName }
}

function moduleOf({ path, text }: PythonFile): Module {
  const module: Module = {
    path,
    name: path
      .replace(/\.py$/, '')
      .replace(/\/__init__$/, '')
      .split('/')
      .join('.'),
    root: parsePython(text),
    functions: new Map(),
    classes: new Map(),
    imports: new Map(),
    assignments: new Map(),
  }
  for (const node of statementsOf(module.root)) define(module, node)
  return module
}

/** The statements of a module, those under `if` and `try` too. */
function* statementsOf(block: SyntaxNode): Generator<SyntaxNode> {
  for (const node of block.children) {
    yield node
    if (/^(?:if|try|with)_statement$|^(?:block|else_clause|elif_clause|except_clause)$/.test(node.type)) {
      yield* statementsOf(node)
    }
  }
}

function define(module: Module, node: SyntaxNode): void {
  const definition = node.type === 'decorated_definition' ? childOf(node, 'definition') : node
  if (definition?.type === 'function_definition') {
    const made = functionOf(module, definition, null)
    module.functions.set(made.name, made)
  } else if (definition?.type === 'class_definition') {
    const made = classOf(module, definition)
    module.classes.set(made.name, made)
  } else if (/^import(?:_from)?_statement$/.test(node.type)) {
    importsOf(module, node)
  } else {
    const made = attributeOf(node)
    if (made !== null) module.assignments.set(made.name, made)
  }
}

/** Describes a `def`, nested ones too. */
function functionOf(module: Module, node: SyntaxNode, owner: string | null): PythonFunction {
  const decorated = node.parent?.type === 'decorated_definition' ? node.parent : null
  return {
    kind: 'function',
    module,
    name: childOf(node, 'name')?.text ?? '',
    node,
    asynchronous: node.children.some(({ type }) => type === 'async'),
    decorators: (decorated?.children ?? [])
      .filter(({ type }) => type === 'decorator')
      .flatMap(({ children }) => children.filter(({ type }) => type !== '@').slice(0, 1)),
    parameters: (childOf(node, 'parameters')?.children ?? []).flatMap(parameterOf),
    returns: childOf(node, 'return_type'),
    body: childOf(node, 'body') ?? node,
    owner,
  }
}

function parameterOf(node: SyntaxNode): readonly Parameter[] {
  const name =
    node.type === 'identifier'
      ? node
      : (childOf(node, 'name') ?? node.children.find(({ type }) => type === 'identifier'))
  return name === undefined || name === null
    ? []
    : [{ name: name.text, annotation: childOf(node, 'type'), value: childOf(node, 'value') }]
}

function classOf(module: Module, node: SyntaxNode): PythonClass {
  const name = childOf(node, 'name')?.text ?? ''
  const body = childOf(node, 'body')?.children ?? []
  const methods = body.flatMap((child) => {
    const definition = child.type === 'decorated_definition' ? childOf(child, 'definition') : child
    return definition?.type === 'function_definition' ? [functionOf(module, definition, name)] : []
  })
  return {
    kind: 'class',
    module,
    name,
    node,
    bases: (childOf(node, 'superclasses')?.children ?? []).map(dottedName).filter((base) => base !== ''),
    methods: new Map(methods.map((method) => [method.name, method])),
    attributes: body.flatMap((child) => attributeOf(child) ?? []),
  }
}

/** `name = value`, `name: annotation = value`. */
function attributeOf(statement: SyntaxNode): Attribute | null {
  const node = statement.type === 'expression_statement' ? (statement.children[0] ?? null) : statement
  const left = node?.type === 'assignment' ? childOf(node, 'left') : null
  if (node === null || left?.type !== 'identifier') return null
  return { name: left.text, node, annotation: childOf(node, 'type'), value: childOf(node, 'right') }
}

function importsOf(module: Module, node: SyntaxNode): void {
  const from = node.type === 'import_from_statement' ? childOf(node, 'module_name') : null
  const source = from === null ? null : absolute(module, from.text)
  for (const child of node.children.filter(({ field }) => field === 'name')) {
    const aliased = child.type === 'aliased_import'
    const name = (aliased ? childOf(child, 'name') : child)?.text ?? ''
    const alias = aliased ? childOf(child, 'alias')?.text : undefined
    if (source !== null) module.imports.set(alias ?? name, { module: source, name })
    else module.imports.set(alias ?? name, { module: name, name: null })
  }
}

/** `..db` in `app.routers.tasks` is `app.db`. */
function absolute(module: Module, name: string): string {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0
  if (dots === 0) return name
  const package_ = module.path.endsWith('/__init__.py')
    ? module.name
    : module.name.split('.').slice(0, -1).join('.')
  const base = package_.split('.').slice(0, dots === 1 ? undefined : 1 - dots)
  return [...base, name.slice(dots)].filter((part) => part !== '').join('.')
}

/** Functions that are defined inside a function. */
export function nestedFunctions({ module, body, owner }: PythonFunction): readonly PythonFunction[] {
  return nodesOf(body, 'function_definition').map((node) => functionOf(module, node, owner))
}

/** All functions of a program, methods and nested ones too. */
export function allFunctions(program: Program): readonly PythonFunction[] {
  return program.modules.flatMap((module) => {
    const top = [
      ...module.functions.values(),
      ...[...module.classes.values()].flatMap(({ methods }) => [...methods.values()]),
    ]
    return [...top, ...top.flatMap(nestedFunctions)]
  })
}
