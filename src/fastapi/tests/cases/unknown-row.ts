import { errorOf } from '../../../design/aspect.js'
import { conforms } from '../../../design/conformance.js'
import { tableNamed } from '../../backend.js'
import { rowName } from '../../table.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { sample } from '../sample.js'
import { fieldNamed, originsOf, stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'
import { unknownId } from '../unknown-id.js'

/** A row that the path or the body names does not exist. */
export function unknownRow(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  return stepsOf(operation, 'find').flatMap((find) => {
    const { value } = find.key
    if (value.kind !== 'path' && value.kind !== 'body') return []
    const table = tableNamed(backend, find.entity)
    const field = fieldNamed(table.entity, find.key.field)
    const id = value.kind === 'body' ? unknownReference(scope, value.field) : unknownId(field?.type ?? null)
    if (id === null) return []
    const arrangement = arrange(scope, { absent: { row: find.row, id } })
    const content = contentOf(scope, arrangement, 'least')
    if (content === null || (value.kind === 'body' && !content.has(value.field))) return []
    return [
      testCase({
        name: `${operation.name}_finds_no_unknown_${rowName(table)}`,
        shows: `An id that no ${rowName(table).replaceAll('_', ' ')} has is answered with ${find.otherwise.status}`,
        fixtures: [clientOf(scope), ...arrangement.fixtures],
        body: [
          ...arrangement.statements,
          respond(
            send(scope, clientOf(scope), {
              path: arrangement.path,
              body: operation.body.length === 0 ? null : bodyExpression(scope, content),
            }),
          ),
          assertStatus(find.otherwise.status),
          assertMessage(scope, find.otherwise.message, find.otherwise.status),
        ],
        operation: operation.id,
        proves: [errorOf(operation, find.otherwise.status, 'absent')],
        origins: originsOf(operation, `error.${find.otherwise.status}`),
      }),
    ]
  })
}

/** A value that keeps the rules of a body field and names no row; null when there is none. */
function unknownReference({ operation }: Scope, wire: string): string | number | null {
  const field = operation.body.find(({ name }) => name === wire)
  if (field === undefined) return null
  const id = field.type === 'integer' ? Number(unknownId('integer')) : unknownId(field.type)
  const value = conforms(field, id) ? id : sample(field, field.name, 'second')
  return (typeof value === 'string' || typeof value === 'number') && conforms(field, value) ? value : null
}
