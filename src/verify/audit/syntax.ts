import type { Node } from 'web-tree-sitter'
import { withPythonTree } from '../../claims/python-code/grammar.js'

/** A node of Python's concrete syntax, as tree-sitter names it, kept as plain data after its tree is gone. */
export interface SyntaxNode {
  /** `call`, `if_statement`; for a token its text, such as `async` or `!=`. */
  readonly type: string
  /** What it is to its parent: `function`, `arguments`; null when it has no name there. */
  readonly field: string | null
  /** From 1. */
  readonly line: number
  readonly text: string
  /** Tokens included. */
  readonly children: readonly SyntaxNode[]
  readonly parent: SyntaxNode | null
}

/** Deepest nesting that is looked at; no hand writes more. */
const DEEPEST = 150

/** Most children of a node of which each is asked for its field: a longer list has none. */
const MOST_FIELDS = 500

/** Parses Python text. Broken code gives nodes of type `ERROR` around what could be read. */
export function parsePython(text: string): SyntaxNode {
  return withPythonTree(text, (root) => plain(root, null, null, text, 0))
}

function plain(
  node: Node,
  field: string | null,
  parent: SyntaxNode | null,
  text: string,
  depth: number,
): SyntaxNode {
  const children: SyntaxNode[] = []
  const made: SyntaxNode = {
    type: node.type,
    field,
    line: node.startPosition.row + 1,
    text: text.slice(node.startIndex, node.endIndex),
    children,
    parent,
  }
  if (depth < DEEPEST) {
    for (const [index, child] of node.children.entries()) {
      if (child !== null && child.type !== 'comment') {
        const name = index < MOST_FIELDS ? node.fieldNameForChild(index) : null
        children.push(plain(child, name, made, text, depth + 1))
      }
    }
  }
  return made
}

/** The child with a field name. */
export function childOf(node: SyntaxNode, field: string): SyntaxNode | null {
  return node.children.find((child) => child.field === field) ?? null
}

/** All nodes of some types below a node, itself first, in the order of the text. */
export function nodesOf(node: SyntaxNode, ...types: readonly string[]): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  collect(node, new Set(types), found)
  return found
}

function collect(node: SyntaxNode, types: ReadonlySet<string>, found: SyntaxNode[]): void {
  if (types.has(node.type)) found.push(node)
  for (const child of node.children) collect(child, types, found)
}

/** The nodes around a node, the nearest first. */
export function* ancestorsOf(node: SyntaxNode): Generator<SyntaxNode> {
  for (let above = node.parent; above !== null; above = above.parent) yield above
}

/** What a call calls, with its dots: `session.exec`; the dots of longer chains end at the last name. */
export function calleeOf(call: SyntaxNode): string {
  const callee = childOf(call, 'function')
  return callee === null ? '' : dottedName(callee)
}

/** A name with its dots; for an attribute of anything else, such as a call, only `.name`. */
export function dottedName(node: SyntaxNode): string {
  if (node.type === 'identifier') return node.text
  if (node.type !== 'attribute') return ''
  const [object, attribute] = [childOf(node, 'object'), childOf(node, 'attribute')]
  return `${object === null ? '' : dottedName(object)}.${attribute?.text ?? ''}`
}

/** The last name of a callee: `exec` of `session.exec`. */
export function methodOf(call: SyntaxNode): string {
  return calleeOf(call).split('.').at(-1) ?? ''
}

/** The arguments of a call: positional ones first. */
export function argumentsOf(call: SyntaxNode): {
  readonly positional: readonly SyntaxNode[]
  readonly keywords: ReadonlyMap<string, SyntaxNode>
} {
  const positional: SyntaxNode[] = []
  const keywords = new Map<string, SyntaxNode>()
  for (const child of childOf(call, 'arguments')?.children ?? []) {
    if (child.type === 'keyword_argument') {
      const [name, value] = [childOf(child, 'name'), childOf(child, 'value')]
      if (name !== null && value !== null) keywords.set(name.text, value)
    } else if (!/^[(),]$/.test(child.type)) positional.push(child)
  }
  return { positional, keywords }
}

/** The text of a string literal without prefixes and escapes resolved; null for anything else, f-strings with values too. */
export function literalText(node: SyntaxNode | null): string | null {
  if (node?.type === 'concatenated_string') {
    const parts = node.children.map(literalText)
    return parts.includes(null) ? null : parts.join('')
  }
  if (node?.type !== 'string' || node.children.some(({ type }) => type === 'interpolation')) return null
  return node.children.flatMap(({ type, text }) => (type === 'string_content' ? [text] : [])).join('')
}
