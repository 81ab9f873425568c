import { errorOf, ruleOf, stampedOf, storedOf } from '../../../design/aspect.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { none, string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { expression, type Statement } from '../../../python/nodes/statement.js'
import { attributeOf, type Table } from '../../table.js'
import { arrange, type Arrangement } from '../arrangement.js'
import { bodyExpression, contentOf, type Content } from '../content.js'
import { assertEqual, assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { fieldNamed, originsOf, stepsOf, tableOfRow, type Scope, type StepOf } from '../scope.js'
import { testCase, type Parametrization, type TestCase } from '../test-case.js'

/** A body moves a row along every documented edge, and along no other. */
export function edge(scope: Scope): readonly TestCase[] {
  return [...drawn(scope), ...free(scope)]
}

/** Moments of states that any other may precede. */
function free(scope: Scope): readonly TestCase[] {
  const checked = new Set(
    stepsOf(scope.operation, 'check').flatMap(({ condition }) =>
      condition.kind === 'edge' ? [condition.body] : [],
    ),
  )
  const entered = stepsOf(scope.operation, 'assign').flatMap(({ row, values }) =>
    values.flatMap(({ whenEntering }) =>
      whenEntering === undefined || checked.has(whenEntering.body) ? [] : [{ row, ...whenEntering }],
    ),
  )
  const moves = new Map(entered.map((each) => [`${each.row}.${each.body}`, each]))
  return [...moves.values()].flatMap(({ row: bound, body, column }) => {
    const table = tableOfRow(scope, bound)
    const states = table === null ? [] : (fieldNamed(table.entity, column)?.enum ?? [])
    const placed = table === null ? null : placedIn(scope, table, bound, column, body)
    if (table === null || placed === null) return []
    const pairs = states.flatMap((from) => states.filter((to) => to !== from).map((to) => ({ from, to })))
    return stamped(scope, bound, table, pairs, placed.content, placed.row, placed.arrangement)
  })
}

interface Placed {
  readonly arrangement: Arrangement
  readonly row: string
  readonly content: Content
}

/** A row whose column holds `before`, and a body that brings `after`; null where none can be made. */
function placedIn(scope: Scope, table: Table, bound: string, column: string, body: string): Placed | null {
  const arrangement = arrange(scope, {
    values: new Map([[bound, [keyword(attributeOf(table, column), name('before'))]]]),
  })
  const row = arrangement.rows.get(bound)
  const least = contentOf(scope, arrangement, 'least')
  return row === undefined || least === null
    ? null
    : { arrangement, row, content: new Map([...least, [body, name('after')]]) }
}

/** Along the edges that an operation checks, and along no others. */
function drawn(scope: Scope): readonly TestCase[] {
  return stepsOf(scope.operation, 'check').flatMap((check): readonly TestCase[] => {
    const { condition } = check
    if (condition.kind !== 'edge') return []
    const table = tableOfRow(scope, condition.row)
    const states = table === null ? null : fieldNamed(table.entity, condition.field)?.enum
    if (table === null || states === null || states === undefined) return []
    const pairs = states.flatMap((from) => states.filter((to) => to !== from).map((to) => ({ from, to })))
    const isAllowed = ({ from, to }: Pair): boolean =>
      condition.edges.some((each) => each.from === from && each.to === to)
    return [
      ...moving(scope, check, table, pairs.filter(isAllowed), true),
      ...moving(
        scope,
        check,
        table,
        pairs.filter((pair) => !isAllowed(pair)),
        false,
      ),
    ]
  })
}

interface Pair {
  readonly from: string
  readonly to: string
}

function moving(
  scope: Scope,
  { condition, otherwise, origins }: StepOf<'check'>,
  table: Table,
  pairs: readonly Pair[],
  allowed: boolean,
): readonly TestCase[] {
  if (condition.kind !== 'edge' || pairs.length === 0) return []
  const { operation } = scope
  const column = attributeOf(table, condition.field)
  const placed = placedIn(scope, table, condition.row, condition.field, condition.body)
  if (placed === null) return []
  const { arrangement, row, content } = placed
  return [
    testCase({
      name: allowed
        ? `${operation.name}_moves_${condition.field}_along_its_edges`
        : `${operation.name}_refuses_other_moves_of_${condition.field}`,
      shows: allowed
        ? `Every documented move of ${condition.field} is made`
        : `A move of ${condition.field} that no document allows is refused, and the row stays as it is`,
      fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
      parametrized: [fromTo(pairs)],
      body: [
        ...arrangement.statements,
        respond(
          send(scope, clientOf(scope), {
            path: arrangement.path,
            body: bodyExpression(scope, content),
          }),
        ),
        assertStatus(allowed ? operation.success : otherwise.status),
        ...(allowed ? [] : [assertMessage(scope, otherwise.message, otherwise.status)]),
        expression(call(attribute(name('session'), 'refresh'), name(row))),
        assertEqual(attribute(name(row), column), name(allowed ? 'after' : 'before')),
      ],
      operation: operation.id,
      proves: allowed
        ? [storedOf(operation), ruleOf(operation, 'body', condition.body, 'enum')]
        : [errorOf(operation, otherwise.status, 'condition')],
      origins: origins.length > 0 ? origins : originsOf(operation, 'exists'),
    }),
    ...(allowed ? stamped(scope, condition.row, table, pairs, content, row, arrangement) : []),
  ]
}

/** The moment of a move stands in its column. */
function stamped(
  scope: Scope,
  bound: string,
  table: Table,
  pairs: readonly Pair[],
  content: Content,
  row: string,
  { statements, fixtures, path }: Arrangement,
): readonly TestCase[] {
  const { operation } = scope
  const stamps = stepsOf(operation, 'assign').flatMap(({ row: changed, values }) =>
    changed === bound ? values.filter(({ whenEntering }) => whenEntering !== undefined) : [],
  )
  return stamps.flatMap(({ field, whenEntering }): readonly TestCase[] => {
    const entering = pairs.filter(({ to }) => to === whenEntering?.value)
    if (entering.length === 0) return []
    const moment = attribute(name(row), attributeOf(table, field))
    const there: Statement = { kind: 'assert', test: compare(moment, 'is not', none) }
    return [
      testCase({
        name: `${operation.name}_sets_${field}`,
        shows: `${field} is the moment at which the row became ${whenEntering?.value ?? ''}`,
        fixtures: [clientOf(scope), 'session', ...fixtures],
        parametrized: [fromTo(entering)],
        body: [
          ...statements,
          assertEqual(moment, none),
          respond(send(scope, clientOf(scope), { path, body: bodyExpression(scope, content) })),
          assertStatus(operation.success),
          expression(call(attribute(name('session'), 'refresh'), name(row))),
          there,
        ],
        operation: operation.id,
        proves: [storedOf(operation), stampedOf(operation, field)],
        origins: originsOf(operation, 'success', 'exists'),
      }),
    ]
  })
}

function fromTo(pairs: readonly Pair[]): Parametrization {
  return {
    arguments: [
      { name: 'before', type: name('str') },
      { name: 'after', type: name('str') },
    ],
    runs: pairs.map(({ from, to }) => ({ id: `${from} to ${to}`, values: [string(from), string(to)] })),
  }
}
