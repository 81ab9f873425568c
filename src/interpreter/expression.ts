import type { Expression } from '../design/expression.js'
import type { Field } from '../design/entity.js'
import { storedMoment } from './clock.js'
import { boundRow, type Execution } from './execution.js'
import { inColumn } from './new-row.js'
import { hashPassword } from './password.js'
import { daysBefore, startOf } from './period.js'
import { nextInSequence } from './sequence.js'
import { freeSlug } from './slug.js'
import { sumEach } from './lines.js'
import { sumOf } from './sum.js'
import { columnOf, type Stored } from './stored.js'

/** Expressions that give a moment, whatever the type of the column. */
const MOMENTS: ReadonlySet<Expression['kind']> = new Set(['now', 'startOf', 'daysAgo'])

/** The value that a step computes. */
export function evaluate(execution: Execution, expression: Expression): Stored {
  switch (expression.kind) {
    case 'constant':
      return expression.value
    case 'now':
      return storedMoment(execution.surroundings.now())
    case 'caller':
      return execution.caller
    case 'path':
      return execution.input.path.get(expression.name) ?? null
    case 'query':
      return execution.input.query.get(expression.name) ?? null
    case 'body':
      return execution.input.body.get(expression.field) ?? null
    case 'member':
      return memberOf(execution.input.body.get(expression.field) ?? null, expression.name)
    case 'field':
      return columnOf(boundRow(execution, expression.row).row, expression.field)
    case 'not':
      return !isTrue(evaluate(execution, expression.of))
    case 'split': {
      const text = evaluate(execution, expression.of)
      return typeof text === 'string' ? text.split(',').map((part) => part.trim()) : null
    }
    case 'startOf':
      return startOf(expression.period, execution.surroundings.now())
    case 'daysAgo':
      return daysBefore(execution.surroundings.now(), expression.days)
    case 'slug':
      return freeSlug(execution, String(evaluate(execution, expression.of) ?? ''), expression)
    case 'hash': {
      const password = evaluate(execution, expression.of)
      return password === null ? null : hashPassword(String(password))
    }
    case 'sequence':
      return nextInSequence(execution, expression.parts)
    case 'sumEach':
      return sumEach(execution, expression.list, expression.factors)
    case 'sum':
      return sumOf(execution.input.body.get(expression.list) ?? null, expression.factors)
    default:
      throw new Error(`${execution.operation.id} needs a value that the interpreter does not know`)
  }
}

/** The value in the type of a column: an id may be stored as text, a day as the moment at its start. */
export function evaluateFor(execution: Execution, expression: Expression, column: Field | null): Stored {
  const value = evaluate(execution, expression)
  if (column === null || value === null) return value
  const { type } = column
  if (MOMENTS.has(expression.kind)) return inColumn(String(value), column)
  if (typeof value === 'number' && (type === 'string' || type === 'enum')) return String(value)
  if (type === 'datetime' && typeof value === 'string' && value.length === 10)
    return `${value}T00:00:00.000000`
  return value
}

/** A member of an object; null where there is none. */
function memberOf(object: Stored, name: string): Stored {
  return hasMember(object, name) ? (Object.entries(object).find(([key]) => key === name)?.[1] ?? null) : null
}

/** Whether a value is an object with a member of that name. */
export function hasMember(object: Stored, name: string): object is { readonly [key: string]: Stored } {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, name)
}

/** Whether a value counts as true. */
export function isTrue(value: Stored): boolean {
  return value !== null && value !== false && value !== 0 && value !== ''
}
