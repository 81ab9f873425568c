import { apartOf, errorOf } from '../../../design/aspect.js'
import { call, keyword, type Keyword } from '../../../python/nodes/call.js'
import { name } from '../../../python/nodes/name.js'
import { expression } from '../../../python/nodes/statement.js'
import type { RowCondition } from '../../../claims/row-condition.js'
import { attributeOf, type Table } from '../../table.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange, factoryName } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'
import { onlyOne } from './duplicate.js'

/** Periods that may not overlap: the same one twice and ten times at once, and beside a row that does not count. */
export function apart(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const insert = stepsOf(operation, 'insert').at(-1)
  return stepsOf(operation, 'check').flatMap((check) => {
    const { condition, otherwise } = check
    if (condition.kind !== 'apart' || condition.stored || insert?.row !== condition.row) return []
    const proves = [apartOf(operation), errorOf(operation, otherwise.status, 'condition')]
    const taken = onlyOne(scope, otherwise, {
      name: 'refuses_an_overlap',
      shows: `${otherwise.message}: a period that is taken is refused`,
      proves,
      // What need not be sent might be a state that does not count.
      extent: 'least',
    })
    return [...taken, ...condition.where.flatMap((test) => besideOver(scope, check, test))]
  })
}

/** A row that does not count keeps nobody from its period. */
function besideOver(scope: Scope, check: StepOf<'check'>, test: RowCondition): readonly TestCase[] {
  const { operation } = scope
  const { condition } = check
  const table = condition.kind === 'apart' ? tableOfRow(scope, condition.row) : null
  const over = table === null ? null : columnThatFails(test, table)
  const arrangement = arrange(scope, { extent: 'least' })
  const content = contentOf(scope, arrangement, 'least')
  if (condition.kind !== 'apart' || table === null || over === null || content === null) return []
  const same = stepsOf(operation, 'insert')
    .filter(({ row }) => row === condition.row)
    .flatMap(({ values }) => values)
  const columns = [condition.from, condition.to, ...condition.scope].flatMap((field): readonly Keyword[] => {
    const value = same.find((one) => one.field === field)?.value
    const sent = value?.kind === 'body' ? content.get(value.field) : undefined
    const type = table.entity.fields.find((column) => column.name === field)?.type
    // What the factory makes of texts is not what a request makes of them.
    return sent === undefined || type === 'datetime' || type === 'date' || type === 'time' || type === 'uuid'
      ? []
      : [keyword(attributeOf(table, field), sent)]
  })
  return [
    testCase({
      name: `${operation.name}_passes_over_${test.column}_${'value' in test ? String(test.value) : test.is}`,
      shows: 'A row that does not count keeps nobody from its period',
      fixtures: [...new Set([clientOf(scope), ...arrangement.fixtures, factoryName(table)])],
      body: [
        ...arrangement.statements,
        expression(call(name(factoryName(table)), ...columns, over)),
        respond(
          send(scope, clientOf(scope), { path: arrangement.path, body: bodyExpression(scope, content) }),
        ),
        assertStatus(operation.success),
      ],
      operation: operation.id,
      proves: [apartOf(operation)],
      origins: originsOf(operation, 'success', 'exists'),
    }),
  ]
}

/** A value of a column with which a test does not hold; null where none is known. */
function columnThatFails(test: RowCondition, table: Table): Keyword | null {
  return test.is === 'notEqual' ? keyword(attributeOf(table, test.column), jsonLiteral(test.value)) : null
}
