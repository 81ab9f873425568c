import { ruleOf } from '../../../design/aspect.js'
import type { BodyField } from '../../../design/operation.js'
import { string } from '../../../python/nodes/literal.js'
import { name, symbol } from '../../../python/nodes/name.js'
import { subscript } from '../../../python/nodes/call.js'
import { assign } from '../../../python/nodes/statement.js'
import { arrange } from '../arrangement.js'
import { allowed } from '../boundary.js'
import { contentOf, keyLists, wrapped } from '../content.js'
import { placedView } from '../expectation.js'
import { assertEqual, assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'
import { changedContent, contentLiteral } from './invalid-body.js'

/** The last value that each rule of the body allows is accepted. */
export function limits(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const arrangement = arrange(scope)
  const content = contentOf(scope, arrangement, 'least')
  // What a field that names a row may hold is not its own to say.
  const named = new Set(
    stepsOf(operation, 'find').flatMap(({ key: { value } }) => (value.kind === 'body' ? [value.field] : [])),
  )
  const edges = operation.body
    .filter(
      (field) =>
        operation.bodyIsArray !== true &&
        !named.has(field.name) &&
        !arrangement.references.has(field.name) &&
        !moves(scope, field.name) &&
        !isTied(field) &&
        !keyLists(operation).has(field.name),
    )
    .flatMap((field) => allowed(field, field.name).map((boundary) => ({ field, boundary })))
  if (content === null || edges.length === 0) return []
  const placed = placedView(operation.responseBody)
  const writes = [...stepsOf(operation, 'insert'), ...stepsOf(operation, 'assign')].flatMap(
    ({ values }) => values,
  )
  // A field shown under its own name can be compared; where one is not, the status must do.
  const shown = edges.every(({ field }) => {
    const written = writes.find(({ value }) => value.kind === 'body' && value.field === field.name)
    const view = placed?.view.fields.find((each) => each.name === field.name)
    return written !== undefined && view?.kind === 'column' && view.column === written.field
  })
  return [
    testCase({
      name: `${operation.name}_accepts_values_at_their_limits`,
      shows: 'Limits are inclusive',
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      parametrized: [
        {
          arguments: [
            { name: 'field', type: name('str') },
            { name: 'value', type: symbol('typing', 'Any') },
          ],
          runs: edges.map(({ field, boundary }) => ({
            id: `${field.name} ${boundary.label}`,
            values: [string(field.name), boundary.value],
          })),
        },
      ],
      body: [
        ...arrangement.statements,
        assign(name('content'), contentLiteral(content)),
        respond(
          send(scope, clientOf(scope), {
            path: arrangement.path,
            body: wrapped(operation.bodyKey, changedContent),
          }),
        ),
        assertStatus(operation.success),
        ...(shown && placed !== null
          ? [assertEqual(subscript(placed.place, name('field')), name('value'))]
          : []),
      ],
      operation: operation.id,
      proves: edges.map(({ field, boundary }) => ruleOf(operation, 'body', field.name, boundary.rule)),
      origins: originsOf(operation, 'error.422', 'exists'),
    }),
  ]
}

/** A field whose values must fit those of others, which have tests of their own. */
function isTied({ rank, era, avoided }: BodyField): boolean {
  return (rank ?? era ?? null) !== null || avoided !== undefined
}

/** A field whose every value has a test of its own, for not every row may take each of them. */
function moves({ operation }: Scope, field: string): boolean {
  return stepsOf(operation, 'check').some(
    ({ condition }) => condition.kind === 'edge' && condition.body === field,
  )
}
