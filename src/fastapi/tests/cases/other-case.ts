import type { JsonValue } from '../../../claims/json.js'
import { errorOf, uniqueIgnoringCaseOf } from '../../../design/aspect.js'
import { conforms } from '../../../design/conformance.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { name } from '../../../python/nodes/name.js'
import { assign } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { sample } from '../sample.js'
import { stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** The same text in large letters, where a key takes large and small letters as one. */
export function otherCase(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const insert = stepsOf(operation, 'insert').at(-1)
  if (insert === undefined || insert.duplicate === null) return []
  const { status, message } = insert.duplicate
  const arrangement = arrange(scope, { extent: 'full' })
  const content = contentOf(scope, arrangement, 'full')
  if (content === null) return []
  return tableNamed(backend, insert.entity).indexes.flatMap((index): readonly TestCase[] => {
    const larger = new Map<string, Expression>(content)
    for (const column of index.ignoreCase ?? []) {
      const field = operation.body.find((each) => each.column === column)
      const value = field === undefined ? undefined : sample(field, field.name, 'second')
      const large = largeLetters(value)
      if (field === undefined || large === null || !conforms(field, large)) return []
      larger.set(field.name, jsonLiteral(large))
    }
    if (!index.unique || (index.ignoreCase ?? []).length === 0) return []
    return [
      testCase({
        name: `${operation.name}_refuses_${index.fields.at(-1) ?? 'a_value'}_in_another_case`,
        shows: 'A value that must be unique whatever its case is refused in large letters too',
        fixtures: [clientOf(scope), ...arrangement.fixtures],
        body: [
          ...arrangement.statements,
          assign(name('path'), arrangement.path),
          respond(send(scope, clientOf(scope), { path: name('path'), body: bodyExpression(scope, content) })),
          assertStatus(operation.success),
          respond(send(scope, clientOf(scope), { path: name('path'), body: bodyExpression(scope, larger) })),
          assertStatus(status),
          assertMessage(scope, message, status),
        ],
        operation: operation.id,
        proves: [errorOf(operation, status, 'duplicate'), uniqueIgnoringCaseOf(insert.entity, index.fields)],
        origins: insert.origins,
      }),
    ]
  })
}

/** A text in large letters; null when that changes nothing. */
function largeLetters(value: JsonValue | undefined): string | null {
  if (typeof value !== 'string') return null
  const large = value.toUpperCase()
  return large === value ? null : large
}
