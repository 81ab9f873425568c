import type { Entity, Field } from '../entity.js'
import type { ValueRules } from '../value.js'
import { freeRules } from '../value-rules.js'
import { columnsOfFormula, type Formula, type Term } from './formula.js'

/** The type of what a formula gives, and whether it may be null. */
export function typeOfFormula(formula: Formula, entity: Entity): ValueRules {
  const columns = columnsOfFormula(formula).flatMap(
    (name) => entity.fields.find((field) => field.name === name) ?? [],
  )
  const nullable = columns.some((column) => column.nullable)
  switch (formula.kind) {
    case 'holds':
      return freeRules('boolean')
    case 'days':
    case 'years':
      return { ...freeRules('integer'), nullable }
    case 'joined':
      return freeRules('string')
    case 'number':
      return { ...freeRules(numberType(formula.term, formula.decimals, columns)), nullable }
  }
}

function numberType(
  term: Term,
  decimals: number | null,
  columns: readonly Field[],
): 'integer' | 'number' | 'decimal' {
  if (columns.some(({ type }) => type === 'decimal')) return 'decimal'
  const isWhole = columns.every(({ type }) => type === 'integer') && !divides(term)
  return isWhole || decimals === 0 ? 'integer' : 'number'
}

/** Whether a term divides, or holds a number with a fraction. */
function divides(term: Term): boolean {
  switch (term.kind) {
    case 'column':
      return false
    case 'number':
      return !Number.isInteger(term.value)
    case 'operation':
      return term.operator === '/' || divides(term.left) || divides(term.right)
  }
}
