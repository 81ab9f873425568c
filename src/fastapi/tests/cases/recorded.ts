import { recordedOf } from '../../../design/aspect.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { call, subscript } from '../../../python/nodes/call.js'
import { number } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { assign, type Statement } from '../../../python/nodes/statement.js'
import { jsonLiteral } from '../../values/json.js'
import { tableNamed } from '../../backend.js'
import { columnNamed } from '../../settled.js'
import { attributeOf, type Table } from '../../table.js'
import { arrange, type Arrangement } from '../arrangement.js'
import { bodyExpression, contentOf, type Content } from '../content.js'
import { occasioned } from '../occasion.js'
import { assertEqual, assertStatus, clientOf, respond, send } from '../request.js'
import { ownerValue } from '../row-value.js'
import { storedRows } from '../stored-rows.js'
import { stepsOf, tableOfRow, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** A row of another table comes about with what the operation does, and only then. */
export function recorded(scope: Scope): readonly TestCase[] {
  return stepsOf(scope.operation, 'record').flatMap((step, index) =>
    [true, false].flatMap((there) => recording(scope, step, index, there)),
  )
}

function recording(scope: Scope, step: StepOf<'record'>, index: number, there: boolean): readonly TestCase[] {
  const { backend, operation } = scope
  const occasion = occasioned(scope, step.when, there)
  if (occasion === null) return []
  const arrangement = arrange(scope, { values: occasion.rows })
  const plain = contentOf(scope, arrangement, 'full')
  if (plain === null && operation.body.length > 0) return []
  const content: Content = new Map([...(plain ?? []), ...occasion.content])
  const table = tableNamed(backend, step.entity)
  const others = stepsOf(operation, 'record').filter(({ entity }) => entity === step.entity)
  // Where several sentences make rows of one table, how many there are tells of neither.
  if (others.length > 1) return []
  const what = table.name
  return [
    testCase({
      name: there
        ? `${operation.name}_records_${what}`
        : `${operation.name}_records_no_${what}${index === 0 ? '' : `_${index + 1}`}`,
      shows: there
        ? `A row of ${what.replaceAll('_', ' ')} comes about with it`
        : `No row of ${what.replaceAll('_', ' ')} comes about where nothing calls for one`,
      fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        respond(
          send(scope, clientOf(scope), {
            path: arrangement.path,
            body: content.size === 0 ? null : bodyExpression(scope, content),
          }),
        ),
        assertStatus(operation.success),
        assign(name('rows'), storedRows(backend, table)),
        assertEqual(call(name('len'), name('rows')), number(there ? 1 : 0)),
        ...(there ? held(scope, step, table, arrangement, content) : []),
      ],
      operation: operation.id,
      proves: there ? [recordedOf(operation, step.entity)] : [],
      origins: step.origins,
    }),
  ]
}

/** What the row holds, as far as the request and its rows tell. */
function held(
  scope: Scope,
  step: StepOf<'record'>,
  table: Table,
  arrangement: Arrangement,
  content: Content,
): readonly Statement[] {
  return step.values.flatMap(({ field, value }): readonly Statement[] => {
    const column = columnNamed(table, field)
    const shown = column === null ? null : expected(scope, arrangement, content, column.field.type, value)
    const at = attribute(subscript(name('rows'), number(0)), attributeOf(table, field))
    return shown === null ? [] : [assertEqual(at, shown)]
  })
}

function expected(
  scope: Scope,
  { rows }: Arrangement,
  content: Content,
  type: Parameters<typeof ownerValue>[2],
  value: StepOf<'record'>['values'][number]['value'],
): Expression | null {
  const plain = /^(?:string|enum|integer|number|boolean)$/.test(type)
  switch (value.kind) {
    case 'constant':
      return plain ? jsonLiteral(value.value) : null
    case 'caller':
      return ownerValue(scope.backend, 'USER', type)
    case 'body':
      return plain ? (content.get(value.field) ?? null) : null
    case 'field': {
      const table = tableOfRow(scope, value.row)
      const local = rows.get(value.row)
      if (table === null) return null
      if (local !== undefined) return attribute(name(local), attributeOf(table, value.field))
      const sent = scope.operation.body.find(({ column }) => column === value.field)
      return sent === undefined || !plain ? null : (content.get(sent.name) ?? null)
    }
    default:
      return null
  }
}
