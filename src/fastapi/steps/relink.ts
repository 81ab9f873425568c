import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none } from '../../python/nodes/literal.js'
import { name } from '../../python/nodes/name.js'
import { awaited, binary, compare, not } from '../../python/nodes/operator.js'
import { traced, when, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { tierName } from '../modules/tied-rows.js'
import { valueExpression } from './expression.js'
import { callerFor } from './owned-by.js'
import { flushed, refuse } from './session.js'

type Relink = Extract<Step, { readonly kind: 'relink' }>

/** The rows that a list of keys ties a row to: one call, which looks for all of them at once and refuses unknown ones. */
export function emitRelink(step: Relink, handler: Handler): readonly Statement[] {
  const { backend, operation } = handler
  const { local } = rowOf(handler, step.row)
  const other = tableNamed(backend, step.other.entity)
  const isNew = operation.steps.some((one) => one.kind === 'insert' && one.row === step.row)
  const keys = valueExpression(handler, step.value)
  const tied = call(
    own(backend, 'relations', tierName(backend, step)),
    name('session'),
    name(local),
    ...(step.owner === null ? [] : [callerFor(step.owner, handler, other)]),
    keys,
  )
  const done = backend.asynchronous ? awaited(tied) : tied
  const sent: Expression = compare(keys, 'is not', none)
  const about = `${step.otherwise.status} when one of the rows is absent`
  const refusing = (test: Expression): Statement =>
    traced(when(test, [refuse(handler, step.otherwise)]), step.origins, about)
  const optional = mayBeNone(step, handler)
  if (!isNew) return [refusing(optional ? binary(sent, 'and', not(done)) : not(done))]
  // The key of a new row is known once the row is stored.
  const statements = [flushed(handler), refusing(not(done))]
  return optional ? [when(sent, statements)] : statements
}

function mayBeNone({ value }: Relink, handler: Handler): boolean {
  if (value.kind !== 'body') return false
  const field = handler.body?.fields.find((each) => each.name === value.field)
  return field !== undefined && (field.nullable || (!field.required && field.default === null))
}
