import type { Formula, Term } from '../../design/formula/formula.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { number, string } from '../../python/nodes/literal.js'
import { name, symbol } from '../../python/nodes/name.js'
import { binary } from '../../python/nodes/operator.js'

/**
 * The arithmetic of a formula in Python, rounded where it is to be.
 *
 * @param column how a column is written
 * @param money whether columns are decimals, which do not mix with floats
 */
export function arithmetic(
  { term, decimals }: Extract<Formula, { readonly kind: 'number' }>,
  column: (name: string) => Expression,
  money: boolean,
): Expression {
  const value = termIn(term, column, money)
  if (decimals === null) return value
  return call(name('round'), value, ...(decimals === 0 && !money ? [] : [number(decimals)]))
}

function termIn(term: Term, column: (name: string) => Expression, money: boolean): Expression {
  switch (term.kind) {
    case 'number':
      return money && !Number.isInteger(term.value)
        ? call(symbol('decimal', 'Decimal'), string(String(term.value)))
        : number(term.value)
    case 'column':
      return column(term.column)
    case 'operation':
      return binary(termIn(term.left, column, money), term.operator, termIn(term.right, column, money))
  }
}
