import type { Expression as Value } from '../../design/expression.js'
import type { Reached } from '../../design/operation.js'
import type { Step } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import { comprehension } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary, compare } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { traced, when, type Statement } from '../../python/nodes/statement.js'
import { tableNamed } from '../backend.js'
import { modelSymbol } from '../finder.js'
import type { Handler } from '../handler.js'
import { columnNamed } from '../settled.js'
import { attributeOf, type Table } from '../table.js'
import { jsonLiteral } from '../values/json.js'
import { valueExpression, valueFor } from './expression.js'
import { column } from './query.js'
import { refuse } from './session.js'

type ChangeListed = Extract<Step, { readonly kind: 'changeListed' }>

/**
 * One statement changes or removes all listed rows and returns their keys, so that nobody comes between looking and
 * writing (DB-4, DB-5). Where one is missing, the refusal takes back what the others suffered (DB-2).
 */
export function emitChangeListed(step: ChangeListed, handler: Handler): readonly Statement[] {
  const table = tableNamed(handler.backend, step.entity)
  const key = column(handler, table, step.key)
  const tests = [
    call(attribute(key, 'in_'), name('wanted')),
    ...[...(step.owner === null ? [] : [step.owner]), ...step.also].map(({ field, value }) =>
      holds(handler, table, field, value),
    ),
  ]
  const model = modelSymbol(handler.backend, table)
  const verb = step.values === null ? 'delete' : 'update'
  const narrowed = call(attribute(call(symbol('sqlalchemy', verb), model), 'where'), ...tests)
  const changed =
    step.values === null
      ? narrowed
      : call(
          attribute(narrowed, 'values'),
          ...step.values.map(({ field, value }) =>
            keyword(attributeOf(table, field), valueFor(handler, value, columnNamed(table, field))),
          ),
        )
  const statement = call(
    attribute(call(attribute(changed, 'returning'), key), 'execution_options'),
    keyword('synchronize_session', boolean(false)),
  )
  const run = call(attribute(name('session'), 'exec'), name('statement'))
  const keys = call(attribute(handler.backend.asynchronous ? awaited(run) : run, 'scalars'))
  const listed = valueExpression(handler, { kind: 'body', field: step.list })
  const { otherwise } = step
  return [
    traced(
      python`
        wanted = list(dict.fromkeys(${listed}))
        statement = ${statement}
        reached = set(${keys})
      `,
      step.origins,
      `${verb}s the listed rows by one statement`,
    ),
    ...(otherwise === null
      ? []
      : [
          traced(
            when(compare(size('reached'), '<', size('wanted')), [refuse(handler, otherwise)]),
            step.origins,
            `${otherwise.status}: ${otherwise.message}`,
          ),
        ]),
  ]
}

/** What the answer tells of the listed keys, in the order of the list. */
export function reachedValue(tells: Reached): Expression {
  switch (tells) {
    case 'count':
      return size('reached')
    case 'missingCount':
      return binary(size('wanted'), '-', size('reached'))
    case 'keys':
      return comprehension('list', name('key'), name('key'), name('wanted'), [
        compare(name('key'), 'in', name('reached')),
      ])
    case 'missing':
      return comprehension('list', name('key'), name('key'), name('wanted'), [
        compare(name('key'), 'not in', name('reached')),
      ])
  }
}

function size(local: string): Expression {
  return call(name('len'), name(local))
}

function holds(handler: Handler, table: Table, field: string, value: Value): Expression {
  const target = column(handler, table, field)
  if (value.kind === 'constant' && (value.value === null || typeof value.value === 'boolean'))
    return call(attribute(target, 'is_'), jsonLiteral(value.value))
  return compare(target, '==', valueFor(handler, value, columnNamed(table, field)))
}
