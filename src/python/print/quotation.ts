import { holdsStatements, type Quotation } from '../nodes/quotation.js'
import type { Expression } from '../nodes/expression.js'
import type { Statement } from '../nodes/statement.js'
import { printExpression } from './expression.js'
import { Precedence } from './precedence.js'
import type { Page } from './page.js'

/** Prints a quotation: its text as it stands, indented, with the nodes in its holes. */
export function printQuotation(
  node: Quotation,
  page: Page,
  indentation: string,
  printStatements: (statements: readonly Statement[], page: Page, indentation: string) => void,
): void {
  let line = ''
  let filled = false
  const end = (): void => {
    if (!filled) page.lines.push(line.trim() === '' ? '' : indentation + line)
    line = ''
    filled = false
  }
  node.texts.forEach((text, index) => {
    const [first = '', ...rest] = text.split('\n')
    line += first
    for (const next of rest) {
      end()
      line = next
    }
    const hole = node.holes[index]
    if (hole === undefined) return
    if (holdsStatements(hole)) {
      printStatements(hole, page, indentation + line)
      line = ''
      filled = true
    } else line += printHole(hole, line, page)
  })
  end()
}

/** A hole after `= `, `return ` or between brackets takes any expression; elsewhere it is one operand. */
function printHole(hole: Expression, before: string, page: Page): string {
  const open = /(?:[([{,:=]|return|raise|\bin)\s*$/.test(before)
  return printExpression(hole, page.names, open ? Precedence.lambda : Precedence.primary)
}
