import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import { comprehension } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { number } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { compare } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { traced, when, type Statement } from '../../python/nodes/statement.js'
import { rowOf, type Handler } from '../handler.js'
import { column } from './query.js'
import { refuse } from './session.js'
import { elementsOf, memberOf } from './sum-each.js'
import { takeFrom } from './take.js'

/**
 * Takes from the stocks of all rows that the elements refer to by one update, which also looks at them; elements that
 * refer to the same row are counted together.
 */
export function emitTakeEach(
  step: Extract<Step, { readonly kind: 'takeEach' }>,
  handler: Handler,
): readonly Statement[] {
  const { table } = rowOf(handler, step.rows)
  const elements = elementsOf(handler, step.list)
  const amount: Expression = step.amount === null ? number(1) : memberOf(step.amount)
  const key = column(handler, table, step.key)
  const counts = name('counts')
  const each = call(symbol('sqlalchemy', 'case'), counts, { kind: 'keyword', name: 'value', value: key })
  const taking = takeFrom(handler, table, step.field, [call(attribute(key, 'in_'), counts)], each, {
    otherwise: step.otherwise,
    rows: call(name('len'), counts),
    mayBeNegative: false,
  })
  const field = handler.body?.fields.find(({ name: wire }) => wire === step.list)
  const about = `${step.otherwise.status}: ${step.otherwise.message}`
  const counted = python`
    counts = ${call(symbol('collections', 'Counter'))}
    for line in ${elements}:
        counts[${memberOf(step.member)}] += ${amount}
  `
  const statements = [
    ...(isSigned(step, handler) ? [refuseNegative(step, handler, amount, elements)] : []),
    counted,
    ...((field?.minItems ?? 0) > 0 ? taking : [when(counts, taking)]),
  ]
  return statements.map((statement) => traced(statement, step.origins, about))
}

/** Whether the rules of the body let a count be negative. */
function isSigned(
  { list, amount }: Extract<Step, { readonly kind: 'takeEach' }>,
  { body }: Handler,
): boolean {
  if (amount === null) return false
  const rules = body?.fields.find((field) => field.name === list)?.items?.properties ?? []
  const count = rules.find((rule) => rule.name === amount)
  return (count?.minimum ?? -1) < 0 && (count?.exclusiveMinimum ?? -2) < -1
}

/** A negative count would add to the stock. */
function refuseNegative(
  { otherwise }: Extract<Step, { readonly kind: 'takeEach' }>,
  handler: Handler,
  amount: Expression,
  elements: Expression,
): Statement {
  const negative = comprehension('generator', compare(amount, '<', number(0)), name('line'), elements)
  return when(call(name('any'), negative), [refuse(handler, otherwise)])
}
