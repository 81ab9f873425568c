import { errorOf } from '../../../design/aspect.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertStatus, clientOf, respond, send } from '../request.js'
import { errorOfCause, originsOf, stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** A path parameter that is no id at all. */
export function malformedId(scope: Scope): readonly TestCase[] {
  const { operation, ownerParameter } = scope
  const error = errorOfCause(operation, 'path-format')
  if (error === null) return []
  return operation.parameters.flatMap((parameter) => {
    const typed = parameter.type === 'uuid' || parameter.type === 'integer' || parameter.format === 'uuid'
    const find = stepsOf(operation, 'find').find(
      ({ key }) => key.value.kind === 'path' && key.value.name === parameter.name,
    )
    if (!typed || parameter.name === ownerParameter || find === undefined) return []
    const arrangement = arrange(scope, { absent: { row: find.row, id: 'not-an-id' } })
    const content = contentOf(scope, arrangement, 'least')
    if (content === null) return []
    return [
      testCase({
        name: `${operation.name}_refuses_a_malformed_${parameter.name}`,
        shows: `What cannot be an id is answered with ${error.status}`,
        fixtures: [clientOf(scope), ...arrangement.fixtures],
        body: [
          ...arrangement.statements,
          respond(
            send(scope, clientOf(scope), {
              path: arrangement.path,
              body: operation.body.length === 0 ? null : bodyExpression(scope, content),
            }),
          ),
          assertStatus(error.status),
        ],
        operation: operation.id,
        proves: [errorOf(operation, error.status, 'path-format')],
        origins: originsOf(operation, `error.${error.status}`),
      }),
    ]
  })
}
