import type { JsonValue } from '../../../claims/json.js'
import { bodyOf, breaksRules, conforms, isObject } from '../../../design/conformance.js'
import { exampleOf } from '../../../design/aspect.js'
import type { Example, Parameter } from '../../../design/operation.js'
import { keyword, subscript, type Keyword } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { string } from '../../../python/nodes/literal.js'
import type { Statement } from '../../../python/nodes/statement.js'
import { jsonLiteral } from '../../values/json.js'
import { attributeOf } from '../../table.js'
import { arrange, stateBefore, type Arrangement, queryExpression } from '../arrangement.js'
import { bodyExpression } from '../content.js'
import { placedView } from '../expectation.js'
import { assertEqual, assertStatus, clientOf, respond, send } from '../request.js'
import { sample } from '../sample.js'
import { errorOfCause, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** The requests that the documents show are answered as shown. */
export function example(scope: Scope): readonly TestCase[] {
  const seen = new Map<string, number[]>()
  for (const [index, each] of scope.operation.examples.entries()) {
    const key = JSON.stringify([each.request ?? null, queryOf(each), each.status])
    seen.set(key, [...(seen.get(key) ?? []), index])
  }
  return [...seen.values()].flatMap((indexes, position) => {
    const [first] = indexes
    const shown = first === undefined ? undefined : scope.operation.examples[first]
    const test = shown === undefined ? null : replay(scope, shown, indexes, position)
    return test === null ? [] : [test]
  })
}

function replay(scope: Scope, shown: Example, indexes: readonly number[], position: number): TestCase | null {
  const { operation } = scope
  const breaking = breaksRules(operation, shown) || queryBreaks(operation.query, queryOf(shown))
  // An answer that no rule allows contradicts the rules; a test can prove only one of the two.
  if (breaking && shown.status !== null && shown.status < 400) return null
  const refusal = breaking || (shown.status !== null && shown.status >= 400)
  const validation = errorOfCause(operation, 'validation')?.status ?? null
  const refused = shown.status ?? validation
  if (refusal && (refused === null || refused !== validation)) return null
  // An address that keeps all rules was shown beside another answer than this refusal.
  if (refusal && !breaking && operation.body.length === 0) return null
  const arrangement = arrange(scope, { extent: 'full', values: states(scope, shown) })
  const body = requestBody(scope, arrangement, shown, refusal)
  const query = queryOf(shown)
  if (body === undefined || (body === null && query.length === 0 && !isPlain(scope, shown))) return null
  const status = refusal && refused !== null ? refused : operation.success
  return testCase({
    name: `${operation.name}_answers_the_documented_example${position === 0 ? '' : `_${position + 1}`}`,
    shows: refusal
      ? 'The documented request breaks a rule and is refused'
      : 'The documented request is answered as shown',
    fixtures: [clientOf(scope), ...arrangement.fixtures],
    body: [
      ...arrangement.statements,
      respond(
        send(scope, clientOf(scope), {
          path: arrangement.path,
          body,
          query:
            queryExpression(arrangement) ??
            (query.length === 0
              ? null
              : dictionary(query.map(([key, value]) => [string(key), string(value)]))),
        }),
      ),
      assertStatus(status),
      ...(refusal ? [] : echoed(scope, arrangement, shown)),
    ],
    operation: operation.id,
    proves: indexes.map((index) => exampleOf(operation, index)),
    origins: shown.origins['exists'] ?? operation.origins['exists'] ?? [],
  })
}

/** States of rows from which the shown request may move them on. */
function states(scope: Scope, { request }: Example): ReadonlyMap<string, readonly Keyword[]> {
  const inner = request === undefined ? null : bodyOf(request, scope.operation)
  return new Map(
    stepsOf(scope.operation, 'check').flatMap(({ condition }) => {
      if (condition.kind !== 'edge' || !isObject(inner)) return []
      const table = tableOfRow(scope, condition.row)
      const wanted = Object.hasOwn(inner, condition.body) ? inner[condition.body] : undefined
      if (table === null || typeof wanted !== 'string') return []
      const before = string(stateBefore(condition, wanted))
      return [[condition.row, [keyword(attributeOf(table, condition.field), before)]] as const]
    }),
  )
}

/** A request without body and query is replayed where a response is shown. */
function isPlain({ operation }: Scope, shown: Example): boolean {
  return operation.body.length === 0 && (shown.response !== undefined || shown.url !== null)
}

/** The body to send: as shown, with ids of rows that exist. Undefined when it cannot be replayed. */
function requestBody(
  scope: Scope,
  arrangement: Arrangement,
  { request }: Example,
  refusal: boolean,
): Expression | null | undefined {
  const { operation } = scope
  if (operation.body.length === 0) return null
  if (request === undefined) return undefined
  if (refusal) return jsonLiteral(request)
  const inner = bodyOf(request, operation)
  if (!isObject(inner)) return undefined
  const keys = Object.keys(inner)
  if (!keys.every((key) => operation.body.some((field) => field.name === key))) return undefined
  // A list of the keys of other rows names rows of the example's own world.
  const tied = new Map(
    stepsOf(operation, 'relink').flatMap(({ value, whenBody }) =>
      value.kind === 'body' ? [[value.field, whenBody !== null] as const] : [],
    ),
  )
  if (keys.some((key) => tied.get(key) === false)) return undefined
  const content = new Map(
    Object.entries(inner).flatMap(([key, value]) =>
      tied.has(key)
        ? []
        : [[key, arrangement.references.get(key) ?? jsonLiteral(lasting(operation, key, value))] as const],
    ),
  )
  return bodyExpression(scope, content)
}

/** A value of an example; a sample where the one that was shown will one day be on the wrong side of the present. */
function lasting({ body }: Scope['operation'], key: string, value: JsonValue): JsonValue {
  const field = body.find(({ name }) => name === key)
  return field === undefined || value === null || (field.era ?? null) === null
    ? value
    : (sample(field, key, 'second') ?? value)
}

/** Values of the request come back in the response, where the view shows them. */
function echoed(scope: Scope, { references }: Arrangement, shown: Example): readonly Statement[] {
  const { operation } = scope
  const placed = placedView(operation.responseBody)
  if (placed === null || operation.responseBody.kind === 'list') return []
  const request = bodyOf(shown.request, operation)
  if (!isObject(request)) return []
  return operation.body.flatMap((field) => {
    const value = Object.hasOwn(request, field.name) ? request[field.name] : undefined
    const view = placed.view.fields.find((each) => each.name === field.name)
    const plain =
      typeof value === 'boolean' || (typeof value === 'string' && !field.trimmed) || value === null
    const stored = field.type === 'string' || field.type === 'boolean' || field.type === 'enum'
    // What names a row names one that the test has made.
    if (value === undefined || view === undefined || !plain || !stored || references.has(field.name))
      return []
    return [assertEqual(subscript(placed.place, string(field.name)), jsonLiteral(value))]
  })
}

/** Whether the text of a parameter is none of the values that it may have. */
function queryBreaks(
  parameters: readonly Parameter[],
  query: readonly (readonly [string, string])[],
): boolean {
  return query.some(([name, text]) => {
    const rules = parameters.find((each) => each.name === name)
    if (rules === undefined) return false
    if (rules.type === 'boolean') return !/^(?:true|false|[01]|yes|no|on|off)$/i.test(text)
    return !conforms(rules, NUMBERS.has(rules.type) ? Number(text) : text)
  })
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'number', 'decimal'])

/** The query of the example's address, as far as the operation knows its parameters. */
function queryOf({ url }: Example): readonly (readonly [string, string])[] {
  if (url === null) return []
  const text = url.slice(url.indexOf('?') + 1)
  return url.includes('?') ? [...new URLSearchParams(text.split('#', 1)[0] ?? '')] : []
}
