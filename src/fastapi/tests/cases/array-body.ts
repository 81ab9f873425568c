import { errorOf, ruleOf } from '../../../design/aspect.js'
import { name, symbol } from '../../../python/nodes/name.js'
import { arrange } from '../arrangement.js'
import { allowed, refused } from '../boundary.js'
import { assertStatus, clientOf, respond, send } from '../request.js'
import { errorOfCause, originsOf, type Scope } from '../scope.js'
import { testCase, type Argument, type TestCase } from '../test-case.js'

const VALUE: Argument = { name: 'value', type: symbol('typing', 'Any') }

/** A body that is a list itself, at its limits and past them. */
export function arrayBody(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const [list] = operation.body
  const error = errorOfCause(operation, 'validation')
  if (operation.bodyIsArray !== true || list === undefined || error === null) return []
  const arrangement = arrange(scope)
  const common = {
    fixtures: [clientOf(scope), ...arrangement.fixtures],
    operation: operation.id,
    origins: originsOf(operation, `error.${error.status}`, 'exists'),
  }
  const body = (status: number) => [
    ...arrangement.statements,
    respond(send(scope, clientOf(scope), { path: arrangement.path, body: name('value') })),
    assertStatus(status),
  ]
  const kept = allowed(list, list.name)
  const broken = refused(list, list.name)
  return [
    ...(kept.length === 0
      ? []
      : [
          testCase({
            ...common,
            name: `${operation.name}_accepts_lists_at_their_limits`,
            shows: 'Limits are inclusive',
            parametrized: [
              { arguments: [VALUE], runs: kept.map(({ label, value }) => ({ id: label, values: [value] })) },
            ],
            body: body(operation.success),
            proves: kept.map(({ rule }) => ruleOf(operation, 'body', list.name, rule)),
          }),
        ]),
    testCase({
      ...common,
      name: `${operation.name}_refuses_what_is_no_such_list`,
      shows: 'Each broken rule of the list refuses it',
      parametrized: [
        {
          arguments: [VALUE],
          runs: broken.map(({ label, value }) => ({ id: label, values: [value] })),
        },
      ],
      body: body(error.status),
      proves: [
        errorOf(operation, error.status, 'validation'),
        ruleOf(operation, 'body', list.name, 'required'),
        ...broken.map(({ rule }) => ruleOf(operation, 'body', list.name, rule)),
      ],
    }),
  ]
}
