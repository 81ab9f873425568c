import { errorOf, readOnlyOf, unknownFieldsOf } from '../../../design/aspect.js'
import { string } from '../../../python/nodes/literal.js'
import { name } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { dictionary } from '../../../python/nodes/collection.js'
import { assign, type Statement } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { attribute } from '../../../python/nodes/name.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange } from '../arrangement.js'
import { contentOf, wrapped } from '../content.js'
import { placedView } from '../expectation.js'
import { subscript } from '../../../python/nodes/call.js'
import { assertStatus, clientOf, respond, send } from '../request.js'
import { userId } from '../row-value.js'
import { sample } from '../sample.js'
import { errorOfCause, originsOf, stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'
import { unknownId } from '../unknown-id.js'
import { contentLiteral } from './invalid-body.js'

/** Fields that the body does not have, columns among them, are refused or ignored, and never stored. */
export function unknownField(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const error = errorOfCause(operation, 'validation')
  const arrangement = arrange(scope)
  const content = contentOf(scope, arrangement, 'least')
  if (operation.bodyIsArray === true || error === null || content === null || operation.body.length === 0)
    return []
  const refuses = operation.unknownFields === 'refuse'
  const placed = placedView(operation.responseBody)
  const write = [...stepsOf(operation, 'insert'), ...stepsOf(operation, 'assign')].at(-1)
  const find =
    write?.kind === 'assign' ? stepsOf(operation, 'find').find(({ row }) => row === write.row) : undefined
  const entityName = write?.kind === 'insert' ? write.entity : find?.entity
  const table = entityName === undefined ? null : tableNamed(backend, entityName)
  const columns = (table?.entity.fields ?? []).filter(
    (field) =>
      !operation.body.some((each) => each.name === field.name) &&
      (field.primaryKey || field.generated !== null || field.name === table?.entity.owner) &&
      (refuses ||
        placed?.view.fields.some(
          (each) => each.kind === 'column' && each.name === field.name && each.column === field.name,
        )),
  )
  const runs = [
    ...columns.flatMap((field) => {
      const forged =
        field.name === table?.entity.owner
          ? userId(backend, 'OTHER_USER')
          : literal(field.type === 'integer' ? Number(unknownId('integer')) : sample(field, field.name))
      return forged === null ? [] : [{ id: field.name, values: [string(field.name), forged] }]
    }),
    ...(refuses ? [{ id: 'unknown', values: [string('no_such_field'), jsonLiteral(1)] }] : []),
  ]
  if (runs.length === 0) return []
  const statements: readonly Statement[] = refuses
    ? [
        assertStatus(error.status),
        { kind: 'assert', test: compare(name('field'), 'in', attribute(name('response'), 'text')) },
      ]
    : [
        assertStatus(operation.success),
        ...(placed === null
          ? []
          : [
              {
                kind: 'assert',
                test: compare(subscript(placed.place, name('field')), '!=', name('value')),
              } as const,
            ]),
      ]
  return [
    testCase({
      name: `${operation.name}_${refuses ? 'refuses' : 'ignores'}_other_fields`,
      shows: refuses ? 'A field that cannot be set is refused' : 'A field that cannot be set changes nothing',
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      parametrized: [
        {
          arguments: [
            { name: 'field', type: name('str') },
            { name: 'value', type: { kind: 'symbol', module: 'typing', name: 'Any' } },
          ],
          runs,
        },
      ],
      body: [
        ...arrangement.statements,
        assign(name('content'), contentLiteral(content)),
        respond(
          send(scope, clientOf(scope), {
            path: arrangement.path,
            body: wrapped(operation.bodyKey, {
              kind: 'binary',
              operator: '|',
              left: name('content'),
              right: dictionary([[name('field'), name('value')]]),
            }),
          }),
        ),
        ...statements,
      ],
      operation: operation.id,
      proves: [
        unknownFieldsOf(operation),
        ...columns.map((field) => readOnlyOf(operation, field.name)),
        ...(refuses ? [errorOf(operation, error.status, 'validation')] : []),
      ],
      origins: originsOf(operation, 'unknownFields', 'exists'),
    }),
  ]
}

function literal(value: ReturnType<typeof sample>): Expression | null {
  return value === undefined ? null : jsonLiteral(value)
}
