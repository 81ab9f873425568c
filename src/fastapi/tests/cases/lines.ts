import { errorOf, linesOf } from '../../../design/aspect.js'
import type { Factor } from '../../../design/expression.js'
import { call } from '../../../python/nodes/call.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { number } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { binary } from '../../../python/nodes/operator.js'
import { assign } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { attributeOf, rowName } from '../../table.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange, type Arrangement } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { sampleElements } from '../lines-literal.js'
import { assertEqual, assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { fieldNamed, originsOf, stepsOf, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'
import { unknownId } from '../unknown-id.js'
import { storedRows } from '../stored-rows.js'

/** Each element of an array becomes a row, with the values that the rows it refers to have at that time. */
export function lines(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  return stepsOf(operation, 'insertEach').flatMap((step): readonly TestCase[] => {
    const arrangement = arrange(scope)
    const content = contentOf(scope, arrangement, 'full')
    const elements = sampleElements(scope, step.list)
    const [element] = elements
    if (content === null || element === undefined) return []
    const table = tableNamed(backend, step.entity)
    const rows = `${rowName(table)}_rows`
    const expected = step.values.flatMap(({ field, factors }) => {
      const value = productOf(scope, arrangement, element, factors)
      return value === null || !comparable(fieldNamed(table.entity, field)?.type) ? [] : [{ field, value }]
    })
    const stored = storedRows(backend, table)
    const first: Expression = { kind: 'subscript', value: name(rows), indexes: [number(0)] }
    return [
      testCase({
        name: `${operation.name}_stores_each_of_${step.list}`,
        shows: 'Each element is stored as a row of its own',
        fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
        body: [
          ...arrangement.statements,
          respond(
            send(scope, clientOf(scope), {
              path: arrangement.path,
              body: bodyExpression(scope, content),
            }),
          ),
          assertStatus(operation.success),
          assign(name(rows), stored),
          assertEqual(call(name('len'), name(rows)), number(elements.length)),
          ...expected.map(({ field, value }) =>
            assertEqual(attribute(first, attributeOf(table, field)), value),
          ),
        ],
        operation: operation.id,
        proves: [linesOf(operation, step.entity)],
        origins: originsOf(operation, 'exists'),
      }),
    ]
  })
}

/** An element that refers to no row is refused, and nothing is stored. */
export function unknownLine(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  return stepsOf(operation, 'findEach').flatMap((step): readonly TestCase[] => {
    const table = tableNamed(backend, step.entity)
    const id = unknownId(fieldNamed(table.entity, step.key)?.type ?? null)
    const arrangement = arrange(scope, { absent: { row: step.rows, id: idOf(scope, step, id) } })
    const content = contentOf(scope, arrangement, 'full')
    if (content === null) return []
    return [
      testCase({
        name: `${operation.name}_finds_no_unknown_${rowName(table)}_in_${step.list}`,
        shows: `An element that refers to no ${rowName(table)} is refused`,
        fixtures: [clientOf(scope), ...arrangement.fixtures],
        body: [
          ...arrangement.statements,
          respond(
            send(scope, clientOf(scope), {
              path: arrangement.path,
              body: bodyExpression(scope, content),
            }),
          ),
          assertStatus(step.otherwise.status),
          assertMessage(scope, step.otherwise.message, step.otherwise.status),
        ],
        operation: operation.id,
        proves: [errorOf(operation, step.otherwise.status, 'absent')],
        origins: originsOf(operation, `error.${step.otherwise.status}`, 'exists'),
      }),
    ]
  })
}

/** The id as the type of the member has it. */
function idOf({ operation }: Scope, { list, member }: StepOf<'findEach'>, id: string): string | number {
  const field = operation.body.find(({ name: wire }) => wire === list)
  const type = field?.items?.properties?.find(({ name: wire }) => wire === member)?.type
  return type === 'integer' ? Number(id) : id
}

function productOf(
  scope: Scope,
  { rows }: Arrangement,
  element: { readonly [name: string]: unknown },
  factors: readonly Factor[],
): Expression | null {
  const values = factors.map((factor): Expression | null => {
    if (factor.from === 'element') {
      const referring = stepsOf(scope.operation, 'findEach').find(({ member }) => member === factor.name)
      const local = referring === undefined ? undefined : rows.get(referring.rows)
      if (referring !== undefined && local !== undefined)
        return attribute(name(local), attributeOf(tableNamed(scope.backend, referring.entity), referring.key))
      const sent = element[factor.name]
      return typeof sent === 'string' || typeof sent === 'number' || typeof sent === 'boolean'
        ? jsonLiteral(sent)
        : null
    }
    const find = stepsOf(scope.operation, 'findEach').find(({ rows: bound }) => bound === factor.rows)
    const local = rows.get(factor.rows)
    if (find === undefined || local === undefined) return null
    return attribute(name(local), attributeOf(tableNamed(scope.backend, find.entity), factor.field))
  })
  return (
    values.reduce((left, right) => (left === null || right === null ? null : binary(left, '*', right))) ??
    null
  )
}

/** Whether a column holds what JSON or another row of the database says. */
function comparable(type: string | undefined): boolean {
  return type !== undefined && !['datetime', 'date', 'time'].includes(type)
}
