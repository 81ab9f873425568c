import { errorOf, ruleOf, type ValueRule } from '../../../design/aspect.js'
import type { Parameter } from '../../../design/operation.js'
import { dictionary } from '../../../python/nodes/collection.js'
import { string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { arrange } from '../arrangement.js'
import { assertStatus, clientOf, respond, send } from '../request.js'
import { errorOfCause, originsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Query parameters past their rules. */
export function invalidQuery(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const error = errorOfCause(operation, 'validation')
  if (error === null || operation.query.length === 0) return []
  const broken = operation.query.flatMap((parameter) =>
    refusedTexts(parameter).map(([rule, text]) => ({ parameter, rule, text })),
  )
  if (broken.length === 0) return []
  const arrangement = arrange(scope)
  return [
    testCase({
      name: `${operation.name}_refuses_invalid_queries`,
      shows: 'A query parameter past its rules is named',
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      parametrized: [
        {
          arguments: [
            { name: 'parameter', type: name('str') },
            { name: 'value', type: name('str') },
          ],
          runs: broken.map(({ parameter, text }) => ({
            id: `${parameter.name} ${text}`,
            values: [string(parameter.name), string(text)],
          })),
        },
      ],
      body: [
        ...arrangement.statements,
        respond(
          send(scope, clientOf(scope), {
            path: arrangement.path,
            query: dictionary([[name('parameter'), name('value')]]),
          }),
        ),
        assertStatus(error.status),
        { kind: 'assert', test: compare(name('parameter'), 'in', attribute(name('response'), 'text')) },
      ],
      operation: operation.id,
      proves: [
        errorOf(operation, error.status, 'validation'),
        ...broken.map(({ parameter, rule }) => ruleOf(operation, 'query', parameter.name, rule)),
      ],
      origins: originsOf(operation, `error.${error.status}`),
    }),
  ]
}

function refusedTexts(parameter: Parameter): readonly (readonly [ValueRule, string])[] {
  const { minimum, maximum } = parameter
  if (parameter.enum !== null) return [['enum', 'not-listed']]
  switch (parameter.type) {
    case 'boolean':
      return [['type', 'perhaps']]
    case 'integer':
    case 'number':
    case 'decimal':
      return [
        ['type', 'many'],
        ...(minimum === null ? [] : [['minimum', String(minimum - 1)] as const]),
        ...(maximum === null ? [] : [['maximum', String(maximum + 1)] as const]),
      ]
    case 'uuid':
    case 'date':
    case 'datetime':
    case 'time':
      return [['type', 'not-valid']]
    default:
      return []
  }
}
