import type { Node } from 'web-tree-sitter'
import type { JsonValue } from '../json.js'

/** A range in the text of a code block. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A Python expression, as far as the readers need to understand it. */
export type PythonExpression = Range &
  (
    | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
    /** A name or attribute with its dots: `uuid.uuid4`. */
    | { readonly kind: 'name'; readonly name: string }
    | {
        readonly kind: 'call'
        readonly callee: string
        readonly positional: readonly PythonExpression[]
        readonly keywords: ReadonlyMap<string, PythonExpression>
      }
    /** A list, a tuple or a set. */
    | { readonly kind: 'sequence'; readonly items: readonly PythonExpression[] }
    | { readonly kind: 'dictionary'; readonly entries: ReadonlyMap<string, PythonExpression> }
    /** `Optional[str]`, `dict[str, int]`. */
    | { readonly kind: 'subscript'; readonly of: string; readonly items: readonly PythonExpression[] }
    /** `str | None`. */
    | { readonly kind: 'union'; readonly members: readonly PythonExpression[] }
    | { readonly kind: 'lambda'; readonly body: PythonExpression }
    | { readonly kind: 'ellipsis' }
    | { readonly kind: 'other'; readonly text: string }
  )

/** Deepest nesting of an expression; what lies deeper is kept as text only. */
const DEEPEST = 40

/** Reads an expression or annotation node as plain data. */
export function expressionOf(node: Node, depth = 0): PythonExpression {
  const range = { start: node.startIndex, end: node.endIndex }
  const other: PythonExpression = { ...range, kind: 'other', text: node.text }
  if (depth > DEEPEST) return other
  const all = (nodes: readonly (Node | null)[]): readonly PythonExpression[] =>
    present(nodes).map((child) => expressionOf(child, depth + 1))
  const children = present(node.namedChildren)
  switch (node.type) {
    case 'type':
    case 'parenthesized_expression':
    case 'expression_statement': {
      const [only] = children
      return only === undefined || children.length > 1
        ? other
        : { ...expressionOf(only, depth + 1), ...range }
    }
    case 'identifier':
      return { ...range, kind: 'name', name: node.text }
    case 'attribute':
      return { ...range, kind: 'name', name: node.text.replaceAll(/\s/g, '') }
    case 'none':
      return { ...range, kind: 'literal', value: null }
    case 'true':
    case 'false':
      return { ...range, kind: 'literal', value: node.type === 'true' }
    case 'integer':
    case 'float':
    case 'unary_operator':
      return numberOf(node.text, range) ?? other
    case 'string':
    case 'concatenated_string': {
      const value = stringOf(node)
      return value === null ? other : { ...range, kind: 'literal', value }
    }
    case 'ellipsis':
      return { ...range, kind: 'ellipsis' }
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
      return { ...range, kind: 'sequence', items: all(children) }
    case 'dictionary':
      return { ...range, kind: 'dictionary', entries: entriesOf(children, depth) }
    case 'lambda': {
      const body = node.childForFieldName('body')
      return body === null ? other : { ...range, kind: 'lambda', body: expressionOf(body, depth + 1) }
    }
    case 'binary_operator':
    case 'union_type':
      return unionOf(node, range, depth) ?? other
    case 'generic_type': {
      const [of, parameters] = children
      if (of === undefined || parameters === undefined) return other
      return { ...range, kind: 'subscript', of: of.text, items: all(parameters.namedChildren) }
    }
    case 'subscript': {
      const [of, ...items] = children
      return of === undefined ? other : { ...range, kind: 'subscript', of: of.text, items: all(items) }
    }
    case 'call':
      return callOf(node, range, depth) ?? other
    default:
      return other
  }
}

function callOf(node: Node, range: Range, depth: number): PythonExpression | null {
  const callee = node.childForFieldName('function')
  const list = node.childForFieldName('arguments')
  if (callee === null || list === null) return null
  const positional: PythonExpression[] = []
  const keywords = new Map<string, PythonExpression>()
  for (const child of present(list.namedChildren)) {
    if (child.type === 'comment') continue
    const name = child.type === 'keyword_argument' ? child.childForFieldName('name') : null
    const value = name === null ? null : child.childForFieldName('value')
    if (name !== null && value !== null) keywords.set(name.text, expressionOf(value, depth + 1))
    else positional.push(expressionOf(child, depth + 1))
  }
  return { ...range, kind: 'call', callee: callee.text.replaceAll(/\s/g, ''), positional, keywords }
}

function unionOf(node: Node, range: Range, depth: number): PythonExpression | null {
  if (node.type === 'binary_operator' && node.childForFieldName('operator')?.text !== '|') return null
  const members = present(node.namedChildren).flatMap((child) => {
    const member = expressionOf(child, depth + 1)
    return member.kind === 'union' ? member.members : [member]
  })
  return { ...range, kind: 'union', members }
}

function entriesOf(pairs: readonly Node[], depth: number): ReadonlyMap<string, PythonExpression> {
  const entries = new Map<string, PythonExpression>()
  for (const pair of pairs) {
    const key = pair.type === 'pair' ? pair.childForFieldName('key') : null
    const value = key === null ? null : pair.childForFieldName('value')
    const name = key === null ? null : stringOf(key)
    if (name !== null && value !== null) entries.set(name, expressionOf(value, depth + 1))
  }
  return entries
}

function numberOf(text: string, range: Range): PythonExpression | null {
  const digits = text.replaceAll('_', '')
  if (!/^[+-]?\s?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,3})?$/.test(digits)) return null
  const value = Number(digits.replace(/^([+-])\s/, '$1'))
  return Number.isFinite(value) ? { ...range, kind: 'literal', value } : null
}

/** The value of a string literal, several in a row joined; null for an f-string or bytes. */
export function stringOf(node: Node): string | null {
  if (node.type === 'concatenated_string') {
    const parts = present(node.namedChildren).map(stringOf)
    return parts.every((part) => part !== null) ? parts.join('') : null
  }
  if (node.type !== 'string') return null
  const children = present(node.children)
  const prefix = (children[0]?.text ?? '').replaceAll(/["']/g, '').toLowerCase()
  if (/[fb]/.test(prefix)) return null
  const raw = children
    .filter((child) => child.type === 'string_content')
    .map((child) => child.text)
    .join('')
  return prefix.includes('r') ? raw : raw.replaceAll(/\\(\r?\n|.)/gs, (_, letter: string) => unescape(letter))
}

function unescape(letter: string): string {
  if (letter === 'n') return '\n'
  if (letter === 't') return '\t'
  if (letter === 'r') return '\r'
  if (letter === '\n' || letter === '\r\n') return ''
  return /['"\\]/.test(letter) ? letter : `\\${letter}`
}

/** The literal that an expression is, lists and dictionaries of literals included; undefined for anything else. */
export function jsonOf(expression: PythonExpression): JsonValue | undefined {
  if (expression.kind === 'literal') return expression.value
  if (expression.kind !== 'sequence')
    return expression.kind === 'dictionary' && expression.entries.size === 0 ? {} : undefined
  const items: JsonValue[] = []
  for (const item of expression.items) {
    const value = jsonOf(item)
    if (value === undefined) return undefined
    items.push(value)
  }
  return items
}

/** Nodes of a list in which the parser may leave gaps. */
export function present(nodes: readonly (Node | null)[]): readonly Node[] {
  return nodes.filter((node) => node !== null)
}
