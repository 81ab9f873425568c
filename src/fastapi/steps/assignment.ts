import { bodyFieldIn } from '../../design/expression.js'
import type { Assignment } from '../../design/step.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { binary, compare } from '../../python/nodes/operator.js'
import { assign, when, type Statement } from '../../python/nodes/statement.js'
import { rowOf, type Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { attributeOf, type Table } from '../table.js'
import { slugExpression } from './slug.js'
import { valueExpression, valueFor } from './expression.js'

/** `row.field = value`, under the condition that the value was sent where only that counts. */
export function assignField(handler: Handler, row: string, assignment: Assignment): Statement {
  const { local, table } = rowOf(handler, row)
  const column = columnNamed(table, assignment.field)
  const target = attribute(name(local), attributeOf(table, assignment.field))
  const { value } = assignment
  const entering = enteringOf(handler, row, assignment)
  const set = assign(
    target,
    value.kind === 'slug' && assignment.whenBody !== null
      ? slugExpression(handler, value, valueExpression(handler, value.of), target)
      : valueFor(handler, value, column),
  )
  const sent = guardOf(handler, table, assignment)
  const changed = changedSource(handler, row, assignment)
  const condition =
    entering ?? (sent !== null && changed !== null ? binary(sent, 'and', changed) : (changed ?? sent))
  return condition === null ? set : when(condition, [set])
}

/**
 * The condition under which a value is stored; null for always. A field that may
 * not be null is absent exactly when it is None; for one that may, only the set
 * of sent fields tells.
 */
export function guardOf(handler: Handler, table: Table, assignment: Assignment): Expression | null {
  const from = assignment.value
  const sentField = bodyFieldIn(from.kind === 'slug' ? from.of : from)
  if (sentField === null) return null
  const value = { kind: 'body', field: sentField } as const
  const field = handler.body?.fields.find((candidate) => candidate.name === sentField)
  const column = columnNamed(table, assignment.field)
  if (field === undefined || column === null) return null
  const mayBeNone = field.nullable || (!field.required && field.default === null)
  const sent = compare(
    string(handler.bodyAttributes.get(field.name) ?? field.name),
    'in',
    attribute(name('body'), 'model_fields_set'),
  )
  const present = compare(valueExpression(handler, value), 'is not', none)
  if (!column.field.nullable && mayBeNone) return present
  if (assignment.whenBody === null || field.required) return null
  return field.nullable || !mayBeNone ? sent : present
}

/** A slug follows its title only when that becomes another one, so that addresses stay what they are. */
function changedSource(handler: Handler, row: string, { value, whenBody }: Assignment): Expression | null {
  if (value.kind !== 'slug' || value.of.kind !== 'body' || whenBody === null) return null
  const source = value.of
  const stored = handler.operation.steps
    .flatMap((step) => (step.kind === 'assign' && step.row === row ? step.values : []))
    .find((other) => other.value.kind === 'body' && other.value.field === source.field)
  if (stored === undefined) return null
  const { local, table } = rowOf(handler, row)
  return compare(
    valueExpression(handler, source),
    '!=',
    attribute(name(local), attributeOf(table, stored.field)),
  )
}

/** `body.status == "approved" and booking.status != "approved"`: the body moves the row into a state. */
function enteringOf(handler: Handler, row: string, { whenEntering }: Assignment): Expression | null {
  if (whenEntering === undefined) return null
  const { local, table } = rowOf(handler, row)
  const { body, column, value } = whenEntering
  return binary(
    compare(valueExpression(handler, { kind: 'body', field: body }), '==', string(value)),
    'and',
    compare(attribute(name(local), attributeOf(table, column)), '!=', string(value)),
  )
}
