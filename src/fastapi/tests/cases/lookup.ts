import { errorOf } from '../../../design/aspect.js'
import { dictionary } from '../../../python/nodes/collection.js'
import { string } from '../../../python/nodes/literal.js'
import { name } from '../../../python/nodes/name.js'
import { binary } from '../../../python/nodes/operator.js'
import { assign } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { rowName } from '../../table.js'
import { arrange, queryExpression } from '../arrangement.js'
import { jsonLiteral } from '../../values/json.js'
import { assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { sample } from '../sample.js'
import { fieldNamed, originsOf, stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'
import { unknownId } from '../unknown-id.js'

/** A row that is found by several values is not found when any of them is another: all answers are the same. */
export function lookup(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const find = stepsOf(operation, 'find').find(({ key }) => key.value.kind === 'query')
  if (find === undefined) return []
  const table = tableNamed(backend, find.entity)
  const arrangement = arrange(scope)
  const query = queryExpression(arrangement)
  if (query === null) return []
  const runs = [find.key, ...(find.also ?? [])].flatMap(({ field: column, value }) => {
    const parameter =
      value.kind === 'query' ? operation.query.find((one) => one.name === value.name) : undefined
    if (parameter === undefined) return []
    const type = fieldNamed(table.entity, column)?.type ?? null
    const other =
      type === 'uuid' || type === 'integer' ? unknownId(type) : sample(parameter, `${column} other`, 'second')
    if (other === undefined || other === null || typeof other === 'object') return []
    return [{ id: `another ${parameter.name}`, values: [string(parameter.name), jsonLiteral(String(other))] }]
  })
  if (runs.length === 0) return []
  const noun = rowName(table).replaceAll('_', ' ')
  return [
    testCase({
      name: `${operation.name}_finds_nothing_when_a_value_differs`,
      shows: `A ${noun} is found only when all values are its own, and no answer tells which one is not`,
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      parametrized: [
        {
          arguments: [
            { name: 'parameter', type: name('str') },
            { name: 'value', type: name('str') },
          ],
          runs,
        },
      ],
      body: [
        ...arrangement.statements,
        assign(name('query'), binary(query, '|', dictionary([[name('parameter'), name('value')]]))),
        respond(send(scope, clientOf(scope), { path: arrangement.path, query: name('query') })),
        assertStatus(find.otherwise.status),
        assertMessage(scope, find.otherwise.message, find.otherwise.status),
      ],
      operation: operation.id,
      proves: [errorOf(operation, find.otherwise.status, 'absent')],
      origins: originsOf(operation, `error.${find.otherwise.status}`),
    }),
  ]
}
