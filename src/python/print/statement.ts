import type { ClassDefinition, FunctionDefinition, FunctionParameter } from '../nodes/definition.js'
import type { Expression } from '../nodes/expression.js'
import type { Statement } from '../nodes/statement.js'
import { escapeComment, escapeDocstring } from './escape.js'
import { printArguments, printExpression } from './expression.js'
import type { BoundNames } from './names.js'
import type { Page } from './page.js'
import { printQuotation } from './quotation.js'

const STEP = '    '

/** Prints statements at an indentation; an empty body becomes `pass`. */
export function printStatements(statements: readonly Statement[], page: Page, indentation = ''): void {
  for (const statement of statements) {
    const first = page.lines.length
    printStatement(statement, page, indentation)
    page.observe(statement, first, page.lines.length - 1)
  }
}

function printBody(body: readonly Statement[], page: Page, indentation: string): void {
  const silent = body.every((statement) => statement.kind === 'comment' || statement.kind === 'blank')
  printStatements(silent ? [...body, { kind: 'pass' }] : body, page, indentation + STEP)
}

function printStatement(statement: Statement, page: Page, indentation: string): void {
  const print = (node: Expression): string => printExpression(node, page.names)
  const line = (text: string): void => void page.lines.push(indentation + text)
  const block = (head: string, body: readonly Statement[]): void => {
    line(`${head}:`)
    printBody(body, page, indentation)
  }
  switch (statement.kind) {
    case 'expression':
      return line(printExpression(statement.value, page.names, 0))
    case 'assign':
      return line(`${print(statement.target)} = ${print(statement.value)}`)
    case 'annotate': {
      const value = statement.value === null ? '' : ` = ${print(statement.value)}`
      return line(`${statement.target}: ${print(statement.annotation)}${value}`)
    }
    case 'return':
      return line(statement.value === null ? 'return' : `return ${print(statement.value)}`)
    case 'raise': {
      if (statement.value === null) return line('raise')
      return line(
        `raise ${print(statement.value)}${statement.from === null ? '' : ` from ${print(statement.from)}`}`,
      )
    }
    case 'delete':
      return line(`del ${print(statement.value)}`)
    case 'assert':
      return line(`assert ${print(statement.test)}`)
    case 'pass':
      return line('pass')
    case 'if':
      statement.branches.forEach(({ test, body }, index) =>
        block(`${index === 0 ? 'if' : 'elif'} ${print(test)}`, body),
      )
      if (statement.otherwise.length > 0) block('else', statement.otherwise)
      return
    case 'for': {
      const head = `for ${print(statement.target)} in ${print(statement.iterable)}`
      return block(statement.asynchronous ? `async ${head}` : head, statement.body)
    }
    case 'while':
      return block(`while ${print(statement.test)}`, statement.body)
    case 'try':
      block('try', statement.body)
      for (const handler of statement.handlers) {
        const as = handler.as === null ? '' : ` as ${handler.as}`
        block(`except ${printTypes(handler.types, print)}${as}`, handler.body)
      }
      if (statement.final.length > 0) block('finally', statement.final)
      return
    case 'with': {
      const items = statement.items
        .map(({ value, as }) => (as === null ? print(value) : `${print(value)} as ${as}`))
        .join(', ')
      return block(`${statement.asynchronous ? 'async ' : ''}with ${items}`, statement.body)
    }
    case 'function':
      return printFunction(statement, page, line, block)
    case 'class':
      return printClass(statement, page, line, block)
    case 'docstring':
      page.lines.push(...(indentation + escapeDocstring(statement.text, indentation)).split('\n'))
      return
    case 'comment':
      for (const text of escapeComment(statement.text, indentation)) line(text)
      return
    case 'blank':
      page.lines.push('')
      return
    case 'quotation':
      return printQuotation(statement, page, indentation, printStatements)
  }
}

function printTypes(types: readonly Expression[], print: (node: Expression) => string): string {
  const [first] = types
  if (first === undefined) return 'Exception'
  return types.length === 1 ? print(first) : `(${types.map((type) => print(type)).join(', ')})`
}

type Line = (text: string) => void
type Block = (head: string, body: readonly Statement[]) => void

function printFunction(node: FunctionDefinition, page: Page, line: Line, block: Block): void {
  for (const decorator of node.decorators) line(`@${printExpression(decorator, page.names)}`)
  const result = node.returns === null ? '' : ` -> ${printExpression(node.returns, page.names)}`
  const parameters = printParameters(node.parameters, page.names)
  block(`${node.asynchronous ? 'async ' : ''}def ${node.name}(${parameters})${result}`, node.body)
}

function printParameters(parameters: readonly FunctionParameter[], names: BoundNames): string {
  const printed: string[] = []
  let separated = parameters.some((parameter) => parameter.form === 'variadic')
  for (const parameter of parameters) {
    if (parameter.form === 'keywordOnly' && !separated) {
      printed.push('*')
      separated = true
    }
    const star = parameter.form === 'variadic' ? '*' : parameter.form === 'keywords' ? '**' : ''
    const annotation =
      parameter.annotation === null ? '' : `: ${printExpression(parameter.annotation, names)}`
    const value =
      parameter.default === null
        ? ''
        : `${annotation === '' ? '=' : ' = '}${printExpression(parameter.default, names)}`
    printed.push(`${star}${parameter.name}${annotation}${value}`)
  }
  return printed.join(', ')
}

function printClass(node: ClassDefinition, page: Page, line: Line, block: Block): void {
  for (const decorator of node.decorators) line(`@${printExpression(decorator, page.names)}`)
  const bases = node.bases.length === 0 ? '' : `(${printArguments(node.bases, page.names)})`
  block(`class ${node.name}${bases}`, node.body)
}
