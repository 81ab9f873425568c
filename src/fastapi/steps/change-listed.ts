import type { Expression as Value } from '../../design/expression.js'
import type { EnvelopeMember, Reached } from '../../design/operation.js'
import type { Assignment, Step } from '../../design/step.js'
import { call, keyword, spread, subscript, type Keyword } from '../../python/nodes/call.js'
import { comprehension, dictionary } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary, compare, conditional, not } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { annotate, assign, traced, when, type Statement } from '../../python/nodes/statement.js'
import { tableNamed } from '../backend.js'
import { modelSymbol } from '../finder.js'
import type { Handler } from '../handler.js'
import { memberName } from '../part-models.js'
import { columnNamed } from '../settled.js'
import { attributeOf, type Table } from '../table.js'
import { jsonLiteral } from '../values/json.js'
import { guardOf } from './assignment.js'
import { valueExpression, valueFor } from './expression.js'
import { ownedInStatement } from './owned-by.js'
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
    ...(step.owner === null ? [] : [ownedInStatement(step.owner, handler, table)]),
    ...step.also.map(({ field, value }) => holds(handler, table, field, value)),
  ]
  const model = modelSymbol(handler.backend, table)
  const verb = step.values === null ? 'delete' : 'update'
  const narrowed = call(attribute(call(symbol('sqlalchemy', verb), model), 'where'), ...tests)
  const values = step.values === null ? null : newValues(step, step.values, handler, table)
  const changed = values === null ? narrowed : call(attribute(narrowed, 'values'), ...values.given)
  const statement = call(
    attribute(call(attribute(changed, 'returning'), key), 'execution_options'),
    keyword('synchronize_session', boolean(false)),
  )
  const run = call(attribute(name('session'), 'exec'), name('statement'))
  const keys = call(attribute(handler.backend.asynchronous ? awaited(run) : run, 'scalars'))
  const listed = valueExpression(handler, { kind: 'body', field: step.list })
  const { otherwise } = step
  return [
    ...(values?.before ?? []).map((line) => traced(line, step.origins, 'the values that the body brings')),
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

/** What the rows take, and the statements that gather it where a body may leave some of it out. */
function newValues(
  { empty = null }: ChangeListed,
  values: NonNullable<ChangeListed['values']>,
  handler: Handler,
  table: Table,
): { readonly before: readonly Statement[]; readonly given: readonly Keyword[] } {
  const guarded = values.map((assignment) => ({
    assignment,
    guard: memberGuard(assignment, handler, table) ?? guardOf(handler, table, assignment),
  }))
  const value = ({ field, value: from }: Assignment): Expression =>
    valueFor(handler, from, columnNamed(table, field))
  const always = guarded.filter(({ guard }) => guard === null).map(({ assignment }) => assignment)
  const sometimes = guarded.flatMap(({ guard, assignment }) =>
    guard === null ? [] : [{ guard, assignment }],
  )
  const fixed = always.map((assignment) => keyword(attributeOf(table, assignment.field), value(assignment)))
  if (sometimes.length === 0) return { before: [], given: fixed }
  const changes = name('changes')
  const type = subscript(name('dict'), name('str'), symbol('typing', 'Any'))
  return {
    before: [
      annotate('changes', type, dictionary([])),
      ...sometimes.map(({ guard, assignment }) =>
        when(guard, [
          assign(subscript(changes, string(attributeOf(table, assignment.field))), value(assignment)),
        ]),
      ),
      ...(empty === null ? [] : [when(not(changes), [refuse(handler, empty)])]),
    ],
    given: [...fixed, spread(changes)],
  }
}

/** Whether an object of the body holds a member: one that may not be null is absent exactly when it is None. */
function memberGuard({ field, value }: Assignment, handler: Handler, table: Table): Expression | null {
  if (value.kind !== 'member') return null
  if (columnNamed(table, field)?.field.nullable !== true)
    return compare(valueExpression(handler, value), 'is not', none)
  const object = valueExpression(handler, { kind: 'body', field: value.field })
  return compare(string(memberName(value.name)), 'in', attribute(object, 'model_fields_set'))
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

/** What is said of one key. */
export function resultValue(member: Extract<EnvelopeMember, { readonly kind: 'result' }>): Expression {
  const [reached, missing] = [jsonLiteral(member.reached), jsonLiteral(member.missing)]
  return JSON.stringify(reached) === JSON.stringify(missing)
    ? reached
    : conditional(compare(name('key'), 'in', name('reached')), reached, missing)
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
