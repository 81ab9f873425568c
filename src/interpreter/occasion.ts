import type { Occasion } from '../design/step.js'
import { boundRow, type Execution } from './execution.js'
import { evaluate } from './expression.js'
import { stands } from './row-rule.js'
import { columnOf, isSame, type Stored } from './stored.js'

/** Whether something comes about beside what an operation does. */
export function isOccasion(execution: Execution, occasion: Occasion | null): boolean {
  if (occasion === null) return true
  const held = (column: string): Stored => columnOf(boundRow(execution, occasion.row).row, column)
  if (occasion.kind === 'moved') {
    const sent = evaluate(execution, { kind: 'body', field: occasion.body })
    if (sent === null || !execution.input.sent.has(occasion.body)) return false
    const wanted = occasion.value === null || isSame(sent, occasion.value)
    return wanted && !isSame(sent, held(occasion.field))
  }
  return occasion.tests.every(({ field, relation, to }) => {
    const value = held(field)
    const other = to.kind === 'constant' ? to.value : held(to.name)
    if (value === null || other === null) return false
    if (relation === 'equal')
      return typeof other === 'boolean' ? isTruth(value) === other : isSame(value, other)
    return stands(compared(value, other), relation)
  })
}

function isTruth(value: Stored): boolean {
  return value === true || value === 1
}

/** Decimals are kept as texts of their number; moments and days as texts that are in order. */
function compared(left: Stored, right: Stored): number {
  const [one, two] = [Number(left), Number(right)]
  if (!Number.isNaN(one) && !Number.isNaN(two)) return one - two
  const [first, second] = [String(left), String(right)]
  return first < second ? -1 : first > second ? 1 : 0
}
