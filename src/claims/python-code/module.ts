import type { Node } from 'web-tree-sitter'
import { expressionOf, present, type PythonExpression, type Range, stringOf } from './expression.js'
import { withPythonTree } from './grammar.js'

/** `title: str = Field(...)` in a class, or a name assigned at the top of a module. */
export interface PythonAssignment extends Range {
  readonly name: string
  readonly annotation: PythonExpression | null
  readonly value: PythonExpression | null
}

/** A parameter of a function. */
interface PythonParameter {
  readonly name: string
  readonly annotation: PythonExpression | null
  readonly value: PythonExpression | null
}

/** A function or method. */
export interface PythonFunction extends Range {
  readonly name: string
  readonly nameRange: Range
  readonly asynchronous: boolean
  readonly decorators: readonly PythonExpression[]
  readonly parameters: readonly PythonParameter[]
  readonly body: string
  /** Calls of exceptions it raises: `HTTPException(404, "Not found")`. */
  readonly raises: readonly PythonExpression[]
}

/** A class. */
export interface PythonClass extends Range {
  readonly name: string
  readonly nameRange: Range
  readonly bases: readonly string[]
  readonly keywords: ReadonlyMap<string, PythonExpression>
  readonly documentation: { readonly text: string; readonly range: Range } | null
  readonly assignments: readonly PythonAssignment[]
  readonly methods: readonly PythonFunction[]
  /** Classes inside it, such as `Config`. */
  readonly classes: readonly PythonClass[]
}

/** `from app.db import get_session, engine`. */
interface PythonImport extends Range {
  readonly module: string
  /** Empty for `import app.db`. */
  readonly names: readonly string[]
}

/** What a code block defines, imports and reads from the environment. */
export interface PythonModule {
  readonly classes: readonly PythonClass[]
  readonly functions: readonly PythonFunction[]
  readonly imports: readonly PythonImport[]
  readonly assignments: readonly PythonAssignment[]
  readonly comments: readonly (Range & { readonly text: string })[]
  /** `os.getenv("X", "default")` and its kin. */
  readonly environment: readonly (Range & { readonly name: string; readonly fallback: string | null })[]
  /** Where the text is not Python. */
  readonly faults: readonly Range[]
}

/** Most pieces into which broken text is cut. */
const MOST_PIECES = 200

/** Reads Python text as plain data; what is broken is left out, what stands around it is read. */
export function readPython(text: string): PythonModule {
  const whole = parseModule(text)
  if (whole.faults.length === 0) return whole
  const pieces = definitionsIn(text)
  if (pieces.length < 2 || pieces.length > MOST_PIECES) return whole
  // An open bracket swallows what follows it; each definition is read alone, where it stands.
  const modules = pieces.map(({ start, end }) => parseModule('\n'.repeat(start) + text.slice(start, end)))
  return {
    classes: modules.flatMap(({ classes }) => classes),
    functions: modules.flatMap(({ functions }) => functions),
    imports: modules.flatMap(({ imports }) => imports),
    assignments: modules.flatMap(({ assignments }) => assignments),
    comments: modules.flatMap(({ comments }) => comments),
    environment: modules.flatMap(({ environment }) => environment),
    faults: modules.flatMap(({ faults }) => faults),
  }
}

/** Ranges of text that begin with a definition, a decorator or an import at the start of a line. */
function definitionsIn(text: string): readonly Range[] {
  const starts = [...text.matchAll(/^(?:class|def|async def|from|import)\b|^@(?=\w)/gm)]
    .filter(({ index }) => !/^@.*\n$/m.test(text.slice(text.lastIndexOf('\n', index - 2) + 1, index)))
    .map(({ index }) => index)
  return [0, ...starts.filter((start) => start > 0)].map((start, at, all) => ({
    start,
    end: all[at + 1] ?? text.length,
  }))
}

function parseModule(text: string): PythonModule {
  return withPythonTree(text, (root) => {
    const statements = present(root.namedChildren).flatMap(unwrapped)
    return {
      classes: statements.flatMap((node) => classOf(node) ?? []),
      functions: statements.flatMap((node) => functionOf(node) ?? []),
      imports: found(root, ['import_from_statement', 'import_statement']).flatMap(importsOf),
      assignments: statements.flatMap((node) => assignmentOf(node) ?? []),
      comments: found(root, ['comment']).map((node) => ({ ...rangeOf(node), text: node.text })),
      environment: found(root, ['call', 'subscript']).flatMap(environmentOf),
      faults: root.hasError ? faultsIn(root) : [],
    }
  })
}

/** Statements inside an error node are still statements. */
function unwrapped(node: Node): readonly Node[] {
  return node.type === 'ERROR' || node.type === 'block' ? present(node.namedChildren) : [node]
}

function found(root: Node, types: string[]): readonly Node[] {
  return present(root.descendantsOfType(types))
}

function faultsIn(root: Node): readonly Range[] {
  const errors = found(root, ['ERROR']).map(rangeOf)
  return errors.length > 0 ? errors.slice(0, 1) : [rangeOf(root)]
}

function rangeOf(node: Node): Range {
  return { start: node.startIndex, end: node.endIndex }
}

function definitionOf(node: Node): Node {
  return (node.type === 'decorated_definition' ? node.childForFieldName('definition') : null) ?? node
}

function classOf(node: Node, depth = 0): PythonClass | null {
  const definition = definitionOf(node)
  const name = definition.childForFieldName('name')
  const body = definition.childForFieldName('body')
  if (definition.type !== 'class_definition' || name === null || body === null) return null
  const bases: string[] = []
  const keywords = new Map<string, PythonExpression>()
  for (const base of present(definition.childForFieldName('superclasses')?.namedChildren ?? [])) {
    const key = base.type === 'keyword_argument' ? base.childForFieldName('name') : null
    const value = key === null ? null : base.childForFieldName('value')
    if (key !== null && value !== null) keywords.set(key.text, expressionOf(value))
    else bases.push(base.text)
  }
  const statements = present(body.namedChildren).flatMap(unwrapped)
  const first = statements[0]?.type === 'expression_statement' ? statements[0].namedChildren[0] : null
  const text = first ? stringOf(first) : null
  return {
    ...rangeOf(node),
    name: name.text,
    nameRange: rangeOf(name),
    bases,
    keywords,
    documentation: first && text !== null ? { text, range: rangeOf(first) } : null,
    assignments: statements.flatMap((statement) => assignmentOf(statement) ?? []),
    methods: statements.flatMap((statement) => functionOf(statement) ?? []),
    classes: depth > 2 ? [] : statements.flatMap((statement) => classOf(statement, depth + 1) ?? []),
  }
}

function functionOf(node: Node): PythonFunction | null {
  const definition = definitionOf(node)
  const name = definition.childForFieldName('name')
  if (definition.type !== 'function_definition' || name === null) return null
  const decorators = present(node.type === 'decorated_definition' ? node.namedChildren : [])
    .filter((child) => child.type === 'decorator')
    .flatMap((child) => present(child.namedChildren).slice(0, 1))
  return {
    ...rangeOf(node),
    name: name.text,
    nameRange: rangeOf(name),
    asynchronous: definition.children[0]?.type === 'async',
    decorators: decorators.map((child) => expressionOf(child)),
    parameters: present(definition.childForFieldName('parameters')?.namedChildren ?? []).flatMap(parameterOf),
    body: definition.childForFieldName('body')?.text ?? '',
    raises: found(definition, ['raise_statement']).flatMap((raise) =>
      present(raise.namedChildren)
        .slice(0, 1)
        .map((child) => expressionOf(child)),
    ),
  }
}

function parameterOf(node: Node): readonly PythonParameter[] {
  if (node.type === 'identifier') return [{ name: node.text, annotation: null, value: null }]
  if (!/^(?:typed|default|typed_default)_parameter$/.test(node.type)) return []
  const name = node.childForFieldName('name') ?? node.namedChildren[0] ?? null
  const annotation = node.childForFieldName('type')
  const value = node.childForFieldName('value')
  if (name?.type !== 'identifier') return []
  return [
    {
      name: name.text,
      annotation: annotation === null ? null : expressionOf(annotation),
      value: value === null ? null : expressionOf(value),
    },
  ]
}

function assignmentOf(node: Node): PythonAssignment | null {
  const inner = node.type === 'expression_statement' ? (node.namedChildren[0] ?? null) : node
  const left = inner?.type === 'assignment' ? inner.childForFieldName('left') : null
  if (inner === null || inner === undefined || left?.type !== 'identifier') return null
  const annotation = inner.childForFieldName('type')
  const value = inner.childForFieldName('right')
  return {
    ...rangeOf(inner),
    name: left.text,
    annotation: annotation === null ? null : expressionOf(annotation),
    value: value === null ? null : expressionOf(value),
  }
}

function importsOf(node: Node): readonly PythonImport[] {
  const children = present(node.namedChildren)
  const plain = (child: Node): string => child.childForFieldName('name')?.text ?? child.text
  if (node.type === 'import_statement')
    return children.map((child) => ({ ...rangeOf(node), module: plain(child), names: [] }))
  const [module, ...names] = children
  return module === undefined
    ? []
    : [
        {
          ...rangeOf(node),
          module: module.text,
          names: names.filter((child) => child.type !== 'comment').map(plain),
        },
      ]
}

function environmentOf(node: Node): PythonModule['environment'] {
  const expression = expressionOf(node)
  const reads =
    expression.kind === 'call' && /^(?:os\.)?(?:getenv|environ\.get)$/.test(expression.callee)
      ? expression.positional
      : expression.kind === 'subscript' && /^(?:os\.)?environ$/.test(expression.of)
        ? expression.items
        : []
  const [name, fallback] = reads
  if (name?.kind !== 'literal' || typeof name.value !== 'string') return []
  const text = fallback?.kind === 'literal' && typeof fallback.value === 'string' ? fallback.value : null
  return [{ ...rangeOf(node), name: name.value, fallback: text }]
}
