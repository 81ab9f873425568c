import type { Keyword } from '../nodes/call.js'
import type { Comprehension } from '../nodes/collection.js'
import type { Expression } from '../nodes/expression.js'
import type { FormattedString, Literal } from '../nodes/literal.js'
import { escapeString, escapeStringPart } from './escape.js'
import type { BoundNames } from './names.js'
import { precedence, Precedence } from './precedence.js'

/** An expression on one line, with the parentheses that Python's grammar needs. */
export function printExpression(
  node: Expression,
  names: BoundNames,
  least: number = Precedence.lambda,
): string {
  const text = printBare(node, names)
  return precedence(node) < least ? `(${text})` : text
}

function printBare(node: Expression, names: BoundNames): string {
  const print = (inner: Expression, least?: number): string => printExpression(inner, names, least)
  const own = precedence(node)
  switch (node.kind) {
    case 'name':
      return node.id
    case 'symbol':
      return names.local(node.module, node.name, null)
    case 'module':
      return names.local(node.module, null, node.as)
    case 'attribute':
      return `${print(node.value, Precedence.primary)}.${node.name}`
    case 'string':
    case 'number':
    case 'boolean':
    case 'none':
    case 'ellipsis':
      return printLiteral(node, names.literalWidth)
    case 'formatted':
      return printFormatted(node, print)
    case 'call':
      return `${print(node.callee, Precedence.primary)}(${printArguments(node.arguments, names)})`
    case 'subscript':
      return `${print(node.value, Precedence.primary)}[${node.indexes.map((index) => print(index)).join(', ')}]`
    case 'list':
      return `[${node.items.map((item) => print(item)).join(', ')}]`
    case 'tuple':
      return `(${node.items.map((item) => print(item)).join(', ')}${node.items.length === 1 ? ',' : ''})`
    case 'set':
      return node.items.length === 0 ? 'set()' : `{${node.items.map((item) => print(item)).join(', ')}}`
    case 'dictionary':
      return `{${node.entries
        .map(({ key, value }) =>
          key === null ? `**${print(value, Precedence.bitwiseOr)}` : `${print(key)}: ${print(value)}`,
        )
        .join(', ')}}`
    case 'comprehension':
      return printComprehension(node, print)
    case 'unary':
      return node.operator === 'not'
        ? `not ${print(node.operand, own)}`
        : `${node.operator}${print(node.operand, own)}`
    case 'binary':
      return `${print(node.left, own)} ${node.operator} ${print(node.right, own + 1)}`
    case 'comparison':
      return `${print(node.left, own + 1)} ${node.operator} ${print(node.right, own + 1)}`
    case 'conditional':
      return `${print(node.value, own + 1)} if ${print(node.test, own + 1)} else ${print(node.otherwise, own)}`
    case 'lambda':
      return `lambda${node.parameters.length === 0 ? '' : ` ${node.parameters.join(', ')}`}: ${print(node.body)}`
    case 'starred':
      return `*${print(node.value, Precedence.bitwiseOr)}`
    case 'await':
      return `await ${print(node.value, Precedence.primary)}`
    case 'yield':
      return `yield ${print(node.value)}`
  }
}

/** The arguments of a call or the bases of a class. */
export function printArguments(args: readonly (Expression | Keyword)[], names: BoundNames): string {
  const [only, ...more] = args
  // A generator alone needs no parentheses of its own.
  if (only?.kind === 'comprehension' && only.form === 'generator' && more.length === 0)
    return printExpression(only, names).slice(1, -1)
  return args
    .map((argument) => {
      if (argument.kind !== 'keyword') return printExpression(argument, names)
      const value = printExpression(argument.value, names)
      return argument.name === null ? `**${value}` : `${argument.name}=${value}`
    })
    .join(', ')
}

function printLiteral(node: Literal, width: number): string {
  switch (node.kind) {
    case 'string':
      return escapeString(node.value, width)
    case 'number':
      return printNumber(node.value)
    case 'boolean':
      return node.value ? 'True' : 'False'
    case 'none':
      return 'None'
    case 'ellipsis':
      return '...'
  }
}

function printNumber(value: number | bigint): string {
  if (Object.is(value, -0)) return '-0.0'
  return String(value)
}

function printFormatted(node: FormattedString, print: (inner: Expression) => string): string {
  const parts = node.parts.map((part) =>
    typeof part === 'string'
      ? escapeStringPart(part).replaceAll('{', '{{').replaceAll('}', '}}')
      : `{${print(part)}}`,
  )
  return `f"${parts.join('')}"`
}

function printComprehension(
  node: Comprehension,
  print: (inner: Expression, least?: number) => string,
): string {
  const element = node.key === null ? print(node.element) : `${print(node.key)}: ${print(node.element)}`
  const conditions = node.conditions.map((condition) => ` if ${print(condition, Precedence.or)}`).join('')
  // Python asks for no parentheses around several targets.
  const target =
    node.target.kind === 'tuple'
      ? node.target.items.map((item) => print(item)).join(', ')
      : print(node.target)
  const inside = `${element} for ${target} in ${print(node.iterable, Precedence.or)}${conditions}`
  switch (node.form) {
    case 'list':
      return `[${inside}]`
    case 'generator':
      return `(${inside})`
    case 'set':
    case 'dictionary':
      return `{${inside}}`
  }
}
