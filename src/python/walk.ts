import type { Keyword } from './nodes/call.js'
import type { Expression } from './nodes/expression.js'
import { holdsStatements, type QuotedImport } from './nodes/quotation.js'
import type { Statement } from './nodes/statement.js'

/** Every name that a module's own text binds or uses unimported; symbols must not collide with them. */
export function localNames(body: readonly Statement[]): ReadonlySet<string> {
  const names = new Set<string>()
  walk(body, {
    statement: (statement) => {
      switch (statement.kind) {
        case 'annotate':
          names.add(statement.target)
          break
        case 'function':
          names.add(statement.name)
          for (const parameter of statement.parameters) names.add(parameter.name)
          break
        case 'class':
          names.add(statement.name)
          break
        case 'quotation': {
          const imported = new Set(statement.imports.map((entry) => entry.as ?? entry.name ?? entry.module))
          for (const text of statement.texts) {
            for (const [word] of code(text).matchAll(/[A-Za-z_]\w*/g))
              if (!imported.has(word)) names.add(word)
          }
          break
        }
        case 'try':
          for (const handler of statement.handlers) if (handler.as !== null) names.add(handler.as)
          break
        case 'with':
          for (const item of statement.items) if (item.as !== null) names.add(item.as)
          break
        default:
      }
    },
    expression: (expression) => {
      if (expression.kind === 'name') names.add(expression.id)
      if (expression.kind === 'lambda') for (const parameter of expression.parameters) names.add(parameter)
    },
  })
  return names
}

/** Python without its strings and comments, whose words are no names. */
function code(text: string): string {
  return text.replaceAll(/"""[\s\S]*?"""|"[^"\n]*"|#[^\n]*/g, ' ')
}

/** The imports at the heads of a module's quotations. */
export function quotedImports(body: readonly Statement[]): readonly QuotedImport[] {
  const imports: QuotedImport[] = []
  walk(body, {
    statement: (statement) => {
      if (statement.kind === 'quotation') imports.push(...statement.imports)
    },
    expression: () => {},
  })
  return imports
}

interface Visitor {
  readonly statement: (statement: Statement) => void
  readonly expression: (expression: Expression) => void
}

function walk(body: readonly Statement[], visitor: Visitor): void {
  for (const statement of body) {
    visitor.statement(statement)
    const parts = children(statement)
    for (const expression of parts.expressions) walkExpression(expression, visitor)
    walk(parts.statements, visitor)
  }
}

interface Children {
  readonly expressions: readonly Expression[]
  readonly statements: readonly Statement[]
}

function children(statement: Statement): Children {
  const only = (...expressions: readonly (Expression | null)[]): Children => ({
    expressions: expressions.filter((expression) => expression !== null),
    statements: [],
  })
  switch (statement.kind) {
    case 'expression':
    case 'delete':
      return only(statement.value)
    case 'assign':
      return only(statement.target, statement.value)
    case 'annotate':
      return only(statement.annotation, statement.value)
    case 'return':
      return only(statement.value)
    case 'raise':
      return only(statement.value, statement.from)
    case 'assert':
      return only(statement.test)
    case 'if':
      return {
        expressions: statement.branches.map((branch) => branch.test),
        statements: [...statement.branches.flatMap((branch) => branch.body), ...statement.otherwise],
      }
    case 'for':
      return { expressions: [statement.target, statement.iterable], statements: statement.body }
    case 'while':
      return { expressions: [statement.test], statements: statement.body }
    case 'try':
      return {
        expressions: statement.handlers.flatMap((handler) => handler.types),
        statements: [
          ...statement.body,
          ...statement.handlers.flatMap((handler) => handler.body),
          ...statement.final,
        ],
      }
    case 'with':
      return { expressions: statement.items.map((item) => item.value), statements: statement.body }
    case 'function':
      return {
        expressions: [
          ...statement.decorators,
          ...statement.parameters.flatMap((parameter) => [parameter.annotation, parameter.default]),
          statement.returns,
        ].filter((expression) => expression !== null),
        statements: statement.body,
      }
    case 'class':
      return {
        expressions: [...statement.decorators, ...statement.bases.map(argumentValue)],
        statements: statement.body,
      }
    case 'quotation':
      return {
        expressions: statement.holes.flatMap((hole) => (holdsStatements(hole) ? [] : [hole])),
        statements: statement.holes.flatMap((hole) => (holdsStatements(hole) ? hole : [])),
      }
    default:
      return only()
  }
}

function argumentValue(argument: Expression | Keyword): Expression {
  return argument.kind === 'keyword' ? argument.value : argument
}

function walkExpression(expression: Expression, visitor: Visitor): void {
  visitor.expression(expression)
  for (const inner of operands(expression)) walkExpression(inner, visitor)
}

function operands(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'attribute':
    case 'starred':
    case 'await':
    case 'yield':
      return [node.value]
    case 'formatted':
      return node.parts.filter((part) => typeof part !== 'string')
    case 'call':
      return [node.callee, ...node.arguments.map(argumentValue)]
    case 'subscript':
      return [node.value, ...node.indexes]
    case 'list':
    case 'tuple':
    case 'set':
      return node.items
    case 'dictionary':
      return node.entries.flatMap(({ key, value }) => (key === null ? [value] : [key, value]))
    case 'comprehension':
      return [
        ...(node.key === null ? [] : [node.key]),
        node.element,
        node.target,
        node.iterable,
        ...node.conditions,
      ]
    case 'unary':
      return [node.operand]
    case 'binary':
    case 'comparison':
      return [node.left, node.right]
    case 'conditional':
      return [node.test, node.value, node.otherwise]
    case 'lambda':
      return [node.body]
    default:
      return []
  }
}
