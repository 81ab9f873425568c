import { partialOf, responseOf, storedOf, successOf, touchedOf, unchangedOf } from '../../../design/aspect.js'
import { call, keyword, type Keyword } from '../../../python/nodes/call.js'
import { set } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { boolean, none, string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { compare, not } from '../../../python/nodes/operator.js'
import { assign, expression, type Statement } from '../../../python/nodes/statement.js'
import type { Expression as Value } from '../../../design/expression.js'
import type { Assignment } from '../../../design/step.js'
import type { Aspect } from '../../../design/trace.js'
import { articled, capitalised } from '../../description.js'
import { attributeOf, type Table } from '../../table.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf, type Content } from '../content.js'
import { columnsBeside, columnsOfRow, placedView, shownAs, whole } from '../expectation.js'
import { assertEqual, assertStatus, clientOf, respond, responseJson, send } from '../request.js'
import { moment } from '../row-value.js'
import { fieldNamed, originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { testCase, type Parametrization, type TestCase } from '../test-case.js'

/** What an operation does to the columns of a row that exists. */
interface Change {
  readonly row: string
  readonly table: Table
  /** Columns that take the present moment. */
  readonly touched: readonly string[]
  /** New texts of lists, by the entity of the rows that hold them. */
  readonly collected: ReadonlyMap<string, Expression>
  /** New values by column. */
  readonly values: ReadonlyMap<string, Expression>
  readonly content: Content
  /** Columns whose new value cannot be foretold. */
  readonly hashed: readonly string[]
}

/** A row is changed as asked, and in nothing else. */
export function changed(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const flip = stepsOf(operation, 'flip')[0]
  if (flip !== undefined) return flipped(scope, flip)
  const assignment = stepsOf(operation, 'assign').at(-1)
  if (assignment === undefined) return []
  const partial = assignment.values.some(({ whenBody }) => whenBody !== null)
  const single = operation.body.length === 1
  const tests = [change(scope, 'full')]
  if (!single && (partial || operation.body.some((field) => !field.required)))
    tests.push(change(scope, 'least'))
  return tests.filter((test) => test !== null)
}

function change(scope: Scope, extent: 'full' | 'least'): TestCase | null {
  const { operation } = scope
  const assignment = stepsOf(operation, 'assign').at(-1)
  if (assignment === undefined) return null
  const arrangement = arrange(scope, { ...early(scope, assignment.row), extent })
  const content = contentOf(scope, arrangement, extent)
  const table = tableOfRow(scope, assignment.row)
  const row = arrangement.rows.get(assignment.row)
  if (content === null || table === null || row === undefined) return null
  const values = new Map<string, Expression>()
  const hashed: string[] = []
  for (const { field: column, value, whenBody } of assignment.values) {
    if (value.kind === 'constant') values.set(column, jsonLiteral(value.value))
    // Of a password only the hash is stored, which no test can foretell.
    if (value.kind === 'hash') hashed.push(column)
    if (value.kind !== 'body') continue
    const sent = content.get(value.field)
    const field = operation.body.find((each) => each.name === value.field)
    if (sent !== undefined) values.set(column, sent)
    else if (whenBody === null && field !== undefined) values.set(column, jsonLiteral(field.default))
  }
  const renewed = (value: Value): boolean =>
    value.kind === 'slug' && value.of.kind === 'body' && content.has(value.of.field)
  const touched = assignment.values
    .filter((each) => (each.value.kind === 'now' && isEntered(scope, each, content)) || renewed(each.value))
    .map(({ field }) => field)
  const collected = new Map(
    stepsOf(operation, 'collect').flatMap(({ collection, value }) => {
      const sent = value.kind === 'body' ? content.get(value.field) : undefined
      return sent === undefined ? [] : [[collection.entity, sent] as const]
    }),
  )
  const partial = assignment.values.some(({ whenBody }) => whenBody !== null)
  return changing(
    scope,
    arrangement,
    { row, table, touched, values, content, hashed, collected },
    {
      name:
        extent === 'full'
          ? `${operation.name}_changes_the_${row}`
          : partial
            ? `${operation.name}_keeps_what_is_not_sent`
            : `${operation.name}_replaces_what_is_not_sent`,
      shows:
        extent === 'full'
          ? `${capitalised(articled(row.replaceAll('_', ' ')))} is changed as asked, and in nothing else`
          : partial
            ? 'Only the fields that are sent change'
            : 'Fields that are not sent take their default',
      proves: extent === 'least' && partial ? [partialOf(operation)] : [],
      parametrized: [],
      before: [],
    },
  )
}

/** A flag becomes its opposite, whatever it was. */
function flipped(
  scope: Scope,
  flip: { readonly row: string; readonly field: string; readonly touches: readonly string[] },
): readonly TestCase[] {
  const table = tableOfRow(scope, flip.row)
  if (table === null) return []
  const before = keyword(attributeOf(table, flip.field), name('before'))
  const arrangement = arrange(scope, early(scope, flip.row, [before]))
  const row = arrangement.rows.get(flip.row)
  if (row === undefined) return []
  const parametrized: Parametrization = {
    arguments: [{ name: 'before', type: name('bool') }],
    runs: [false, true].map((value) => ({ id: value ? 'set' : 'not set', values: [boolean(value)] })),
  }
  const values = new Map<string, Expression>([[flip.field, not(name('before'))]])
  const test = changing(
    scope,
    arrangement,
    { row, table, touched: flip.touches, values, content: new Map(), hashed: [], collected: new Map() },
    {
      name: `${scope.operation.name}_turns_the_flag`,
      shows: 'The flag becomes its opposite, whatever it was',
      proves: [],
      parametrized: [parametrized],
      before: [],
    },
  )
  return test === null ? [] : [test]
}

/** Touched columns of the row lie in the past, so that a change can be seen. */
function early(
  scope: Scope,
  row: string,
  more: readonly Keyword[] = [],
): { values: Map<string, readonly Keyword[]> } {
  const table = tableOfRow(scope, row)
  const past = (table?.entity.fields ?? [])
    .filter((field) => field.touched && field.type === 'datetime')
    .map((field) => keyword(table === null ? field.name : attributeOf(table, field.name), moment(2024, 1, 1)))
  return { values: new Map([[row, [...past, ...more]]]) }
}

function changing(
  scope: Scope,
  arrangement: ReturnType<typeof arrange>,
  { row, table, touched, values, content, hashed, collected }: Change,
  about: {
    readonly name: string
    readonly shows: string
    readonly proves: readonly Aspect[]
    readonly parametrized: readonly Parametrization[]
    readonly before: readonly Statement[]
  },
): TestCase | null {
  const { operation } = scope
  const { entity } = table
  const placed = placedView(operation.responseBody)
  const moments = touched.filter((column) => fieldNamed(entity, column)?.type === 'datetime')
  const excluded = set(
    [...new Set([...values.keys(), ...touched, ...hashed])].map((column) =>
      string(attributeOf(table, column)),
    ),
  )
  const dump = call(attribute(name(row), 'model_dump'), keyword('exclude', excluded))
  const beside = columnsBeside(operation.responseBody, table, row)
  const known = new Map([
    ...(placed === null ? [] : columnsOfRow(placed.view, table, row)),
    ...beside,
    ...values,
    ...collected,
  ])
  for (const column of touched) known.delete(column)
  const view = placed === null ? none : shownAs(placed.view, known)
  const shown = placed === null && beside.size === 0 ? null : whole(operation.responseBody, view, 1, known)
  const comparable = [...values].filter(([column]) =>
    ['string', 'enum', 'integer', 'number', 'boolean'].includes(fieldNamed(entity, column)?.type ?? ''),
  )
  return testCase({
    name: about.name,
    shows: about.shows,
    fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
    parametrized: about.parametrized,
    body: [
      ...arrangement.statements,
      assign(name('kept'), dump),
      respond(
        send(scope, clientOf(scope), {
          path: arrangement.path,
          body: operation.body.length === 0 ? null : bodyExpression(scope, content),
        }),
      ),
      assertStatus(operation.success),
      ...(shown === null ? [] : [assertEqual(responseJson, shown)]),
      expression(call(attribute(name('session'), 'refresh'), name(row))),
      ...comparable.map(([column, value]) =>
        assertEqual(attribute(name(row), attributeOf(table, column)), value),
      ),
      ...moments.flatMap((column): readonly Statement[] => {
        const value = attribute(name(row), attributeOf(table, column))
        const later: Statement = { kind: 'assert', test: compare(value, '>', moment(2024, 1, 1)) }
        const there: Statement = { kind: 'assert', test: compare(value, 'is not', none) }
        return fieldNamed(entity, column)?.nullable === true ? [there, later] : [later]
      }),
      assertEqual(dump, name('kept')),
    ],
    operation: operation.id,
    proves: [
      successOf(operation),
      ...(shown === null ? [] : [responseOf(operation)]),
      storedOf(operation),
      ...(moments.length === 0 ? [] : [touchedOf(operation)]),
      ...entity.fields
        .filter(({ name: column }) => ![...values.keys(), ...touched, ...hashed].includes(column))
        .map((field) => unchangedOf(operation, field.name)),
      ...about.proves,
    ],
    origins: originsOf(operation, 'success', 'exists'),
  })
}

/** Whether the body brings about the move on which a moment waits. */
function isEntered(scope: Scope, { whenEntering }: Assignment, content: Content): boolean {
  if (whenEntering === undefined) return true
  const sent = content.get(whenEntering.body)
  const drawn = stepsOf(scope.operation, 'check').flatMap(({ condition }) =>
    condition.kind === 'edge' && condition.body === whenEntering.body ? [condition.edges] : [],
  )
  const leads = drawn.length === 0 || drawn.some((edges) => edges.some(({ to }) => to === whenEntering.value))
  return leads && sent?.kind === 'string' && sent.value === whenEntering.value
}
