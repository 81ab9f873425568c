import { errorOf, ruleOf } from '../../../design/aspect.js'
import { call, spread } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { string } from '../../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { assign, type Statement } from '../../../python/nodes/statement.js'
import { list } from '../../../python/nodes/collection.js'
import { own, tableNamed } from '../../backend.js'
import { arrange } from '../arrangement.js'
import { refused } from '../boundary.js'
import { contentOf, wrapped, type Content } from '../content.js'
import { assertEqual, assertStatus, clientOf, respond, send } from '../request.js'
import { errorOfCause, originsOf, stepsOf, type Scope } from '../scope.js'
import { testCase, type Argument, type TestCase } from '../test-case.js'

const FIELD: Argument = { name: 'field', type: name('str') }
const VALUE: Argument = { name: 'value', type: symbol('typing', 'Any') }

/** Each rule of the body is broken, one at a time. */
export function invalidBody(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const error = errorOfCause(operation, 'validation')
  const arrangement = arrange(scope)
  const content = contentOf(scope, arrangement, 'least')
  // A list has no fields; what it must be has tests of its own.
  if (operation.bodyIsArray === true || error === null || content === null || operation.body.length === 0)
    return []
  const required = operation.body.filter((field) => field.required)
  const broken = operation.body.flatMap((field) =>
    refused(field, field.name)
      // A form has texts alone.
      .filter(({ rule }) => operation.form !== true || (rule !== 'nullable' && rule !== 'type'))
      .map((boundary) => ({ field, boundary })),
  )
  const check = unchangedCheck(scope)
  const common = {
    fixtures: [clientOf(scope), ...check.fixtures, ...arrangement.fixtures],
    operation: operation.id,
    origins: originsOf(operation, `error.${error.status}`),
  }
  const body = (sent: Expression, before: readonly Statement[]): readonly Statement[] => [
    ...arrangement.statements,
    assign(name('content'), contentLiteral(content)),
    ...before,
    respond(send(scope, clientOf(scope), { path: arrangement.path, body: wrapped(operation.bodyKey, sent) })),
    assertStatus(error.status),
    { kind: 'assert', test: compare(name('field'), 'in', attribute(name('response'), 'text')) },
    ...check.statements,
  ]
  const missing = testCase({
    ...common,
    name: `${operation.name}_requires_its_fields`,
    shows: 'A missing field is named',
    parametrized: [
      {
        arguments: [FIELD],
        runs: required.map((field) => ({ id: field.name, values: [string(field.name)] })),
      },
    ],
    body: body(name('content'), [
      { kind: 'delete', value: { kind: 'subscript', value: name('content'), indexes: [name('field')] } },
    ]),
    proves: [
      errorOf(operation, error.status, 'validation'),
      ...required.map((field) => ruleOf(operation, 'body', field.name, 'required')),
    ],
  })
  const invalid = testCase({
    ...common,
    name: `${operation.name}_refuses_invalid_values`,
    shows: 'Each broken rule is named, and nothing is stored',
    parametrized: [
      {
        arguments: [FIELD, VALUE],
        runs: broken.map(({ field, boundary }) => ({
          id: `${field.name} ${boundary.label}`,
          values: [string(field.name), boundary.value],
        })),
      },
    ],
    body: body(changedContent, []),
    proves: [
      errorOf(operation, error.status, 'validation'),
      ...broken.map(({ field, boundary }) => ruleOf(operation, 'body', field.name, boundary.rule)),
    ],
  })
  return [...(required.length === 0 ? [] : [missing]), ...(broken.length === 0 ? [] : [invalid])]
}

/** `content | {field: value}`. */
export const changedContent: Expression = {
  kind: 'binary',
  operator: '|',
  left: name('content'),
  right: dictionary([[name('field'), name('value')]]),
}

/** The body without its key, as a dictionary of anything. */
export function contentLiteral(content: Content): Expression {
  return content.size === 0
    ? call(name('dict'), spread(dictionary([])))
    : dictionary([...content].map(([key, value]) => [string(key), value]))
}

/** Nothing was stored by a refused creation. */
function unchangedCheck({ backend, operation }: Scope): {
  readonly fixtures: readonly string[]
  readonly statements: readonly Statement[]
} {
  const insert = stepsOf(operation, 'insert').at(-1)
  if (insert === undefined) return { fixtures: [], statements: [] }
  const model = own(backend, 'models', tableNamed(backend, insert.entity).className)
  const rows = call(
    attribute(call(attribute(name('session'), 'exec'), call(symbol('sqlmodel', 'select'), model)), 'all'),
  )
  return { fixtures: ['session'], statements: [assertEqual(rows, list([]))] }
}
