import { responseOf, storedOf, successOf } from '../../../design/aspect.js'
import type { Field } from '../../../design/entity.js'
import type { Measure } from '../../../design/measure.js'
import type { Envelope } from '../../../design/operation.js'
import { call, keyword, subscript, type Keyword } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { none, number, string } from '../../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../../python/nodes/name.js'
import { assign, expression } from '../../../python/nodes/statement.js'
import { identifier } from '../../../python/identifier.js'
import { snakeCase } from '../../../behaviour/naming.js'
import { tableNamed } from '../../backend.js'
import { attributeOf, type Table } from '../../table.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange, factoryName, ownerColumn } from '../arrangement.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { moment, rowValue } from '../row-value.js'
import { fieldNamed, originsOf, stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Numbers over rows: nothing counts nothing, and of some rows exactly those count that should. */
export function aggregated(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const [step] = stepsOf(operation, 'aggregate')
  const { responseBody } = operation
  if (step === undefined || responseBody.kind !== 'envelope') return []
  if (operation.query.some((parameter) => parameter.required && parameter.default === null)) return []
  const arrangement = arrange(scope)
  const ask = respond(send(scope, clientOf(scope), { path: arrangement.path }))
  const origins = originsOf(operation, 'success', 'exists')
  const empty = testCase({
    name: `${operation.name}_counts_nothing_without_rows`,
    shows: 'Without rows every number is zero',
    fixtures: [clientOf(scope), ...arrangement.fixtures],
    body: [
      ...arrangement.statements,
      ask,
      assertStatus(operation.success),
      assertEqual(responseJson, zeros(responseBody, step.measures)),
    ],
    operation: operation.id,
    proves: [successOf(operation), responseOf(operation)],
    origins,
  })
  return [empty, ...step.measures.flatMap((measure) => counted(scope, measure))]
}

/** The response without any row. */
function zeros(body: Envelope, measures: readonly Measure[]): Expression {
  return dictionary(
    body.members.map((member): readonly [Expression, Expression] => {
      const key = string(member.key)
      if (member.kind === 'envelope') return [key, zeros(member.body, measures)]
      if (member.kind === 'constant') return [key, jsonLiteral(member.value)]
      if (member.kind !== 'measure') return [key, symbol('unittest.mock', 'ANY')]
      if (!member.grouped) return [key, member.nullable === true ? none : number(0)]
      const group = measures.find((measure) => measure.name === member.measure)?.group
      return [key, dictionary((group?.values ?? []).map((value) => [string(value), number(0)]))]
    }),
  )
}

/** One row that counts, beside rows that do not. */
function counted(scope: Scope, measure: Measure): readonly TestCase[] {
  const { backend, operation } = scope
  const table = tableNamed(backend, measure.entity)
  const all = { ...measure, filters: [...measure.filters, ...(measure.part ?? [])] }
  const fitting = columnsOf(table, all, true)
  const matching = fitting === null ? null : [...fitting, ...today(table, measure)]
  const other = columnsOf(table, all, false)
  const place = placeOf(measure.name)
  const isBeside = other !== null && other.length > 0
  const expected =
    measure.function === 'share'
      ? number((measure.scale ?? 1) / (isBeside ? 2 : 1))
      : expectedOf(table, measure)
  if (matching === null || expected === null) return []
  const arrangement = arrange(scope)
  const make = (values: readonly Keyword[]): Expression => call(name(factoryName(table)), ...values)
  return [
    testCase({
      name: `${operation.name}_works_out_${snakeCase(measure.name.replaceAll('.', '_'))}`,
      shows: `Exactly the rows that ${measure.name} is about count`,
      fixtures: [clientOf(scope), ...arrangement.fixtures, factoryName(table)],
      body: [
        ...arrangement.statements,
        assign(name('row'), make(matching)),
        ...(other === null || other.length === 0 ? [] : [expression(make(other))]),
        ...(measure.owner === null
          ? []
          : [expression(make([...matching, ...ownerColumn(scope, table, 'OTHER_USER')]))]),
        respond(send(scope, clientOf(scope), { path: arrangement.path })),
        assertStatus(operation.success),
        assertEqual(place, expected),
      ],
      operation: operation.id,
      proves: [successOf(operation), storedOf(operation)],
      origins: originsOf(operation, 'success', 'exists'),
    }),
  ]
}

/** The day of a streak's row is the present one. */
function today(table: Table, { function: kind, field }: Measure): readonly Keyword[] {
  if (field === null || (kind !== 'currentStreak' && kind !== 'longestStreak')) return []
  const now = call(attribute(symbol('datetime', 'datetime'), 'now'), symbol('datetime', 'UTC'))
  const isDay = fieldNamed(table.entity, field)?.type === 'date'
  return [keyword(attributeOf(table, field), isDay ? call(attribute(now, 'date')) : now)]
}

function placeOf(path: string): Expression {
  return path.split('.').reduce((around, key) => subscript(around, string(key)), responseJson)
}

/** Columns of a row that fits all conditions, or of one that breaks the last; null when none can be made. */
function columnsOf(table: Table, measure: Measure, fits: boolean): readonly Keyword[] | null {
  const conditions = measure.filters.filter(({ whenQuery }) => whenQuery === null)
  if (!fits && conditions.length === 0) return null
  const values: Keyword[] = []
  for (const [index, filter] of conditions.entries()) {
    const field = fieldNamed(table.entity, filter.field)
    const breaks = !fits && index === conditions.length - 1
    const value = field === null ? null : conditionValue(field, filter, breaks)
    if (value === null) {
      // A row is new when it is made.
      if (!breaks && filter.comparison === 'atLeast') continue
      return null
    }
    values.push(keyword(attributeOf(table, filter.field), value))
  }
  return values
}

function conditionValue(
  field: Field,
  { comparison, value }: Measure['filters'][number],
  breaks: boolean,
): Expression | null {
  if (value.kind === 'constant') {
    const wanted = (comparison === 'equal') !== breaks
    if (wanted) return jsonLiteral(value.value)
    if (typeof value.value === 'boolean') return jsonLiteral(!value.value)
    const another = field.enum?.find((each) => each !== value.value)
    if (another !== undefined) return jsonLiteral(another)
    return value.value === null && field.type === 'datetime' ? moment(2024, 1, 1) : null
  }
  const long = field.type === 'date' ? rowValue(field, field.name) : moment(2024, 1, 1)
  if (comparison === 'atMost') return breaks ? null : long
  return breaks ? long : null
}

/** What one row gives. */
function expectedOf(table: Table, measure: Measure): Expression | null {
  if (measure.group === null) return valueOf(table, measure)
  const column = attribute(name('row'), attributeOf(table, measure.group.field))
  const value = valueOf(table, measure)
  if (value === null) return null
  const { values } = measure.group
  if (values === null) return dictionary([[column, value]])
  return {
    kind: 'binary',
    operator: '|',
    left: dictionary(values.map((each) => [string(each), number(0)])),
    right: dictionary([[column, value]]),
  }
}

function valueOf(table: Table, measure: Measure): Expression | null {
  if (measure.function === 'currentStreak' || measure.function === 'longestStreak') return number(1)
  if (measure.field === null) return number(1)
  const column = attribute(name('row'), identifier(attributeOf(table, measure.field)))
  const field = fieldNamed(table.entity, measure.field)
  return field?.type === 'decimal' ? call(name('float'), column) : column
}
