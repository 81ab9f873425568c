import type { JsonValue } from '../../../claims/json.js'
import { bodyOf, breaksRules, isObject } from '../../../design/conformance.js'
import { bodyFieldIn } from '../../../design/expression.js'
import type { Example } from '../../../design/operation.js'
import { both, status, that } from '../expectation.js'
import { sentToken } from '../../../fastapi/tests/kept-session.js'
import type { OperationProbe } from '../probe.js'
import { stepsOf } from '../steps.js'

/** Keys of an object that the other one lacks. */
function missingKeys(shown: JsonValue | undefined, json: JsonValue | undefined): readonly string[] {
  if (!isObject(shown) || !isObject(json)) return []
  return Object.keys(shown).filter((key) => !Object.hasOwn(json, key))
}

function isReplayable({ status: code, request }: Example, success: number): boolean {
  return (code === null || code === success) && request !== undefined
}

/** Documented requests are sent as they stand; ids in them name rows that were made for it. */
export const examples: OperationProbe = {
  id: 'examples',
  entry: null,
  title: 'Documented examples are answered as documented',
  cwe: null,
  clause: 'TEST-5',
  // The token of an example belongs to nobody.
  applies: ({ operation }) =>
    sentToken(operation) === null &&
    operation.examples.some((example) => isReplayable(example, operation.success)),
  fire: async (scope) => {
    const { operation } = scope
    const named = new Set([
      ...stepsOf(operation, 'find').flatMap(({ key }) =>
        key.value.kind === 'body' ? [key.value.field] : [],
      ),
      ...stepsOf(operation, 'changeListed').map(({ list }) => list),
      // Nobody signs in to the account of an example.
      ...stepsOf(operation, 'verify').flatMap(({ value, password }) =>
        [bodyFieldIn(value), bodyFieldIn(password)].filter((field) => field !== null),
      ),
    ])
    // A day that was shown may be on the wrong side of the present by now.
    const dated = new Set(operation.body.filter(({ era }) => (era ?? null) !== null).map(({ name }) => name))
    for (const [index, example] of operation.examples.entries()) {
      const inner = bodyOf(example.request, operation)
      if (!isReplayable(example, operation.success) || !isObject(inner) || breaksRules(operation, example))
        continue
      const known = Object.keys(inner).every((key) => operation.body.some(({ name }) => name === key))
      if (!known) continue
      const prepared = await scope.prepare({ extent: 'full' })
      const content = new Map<string, JsonValue>(
        Object.entries(inner).map(([name, value]) => [
          name,
          named.has(name) || dated.has(name) ? (prepared.content?.get(name) ?? value) : value,
        ]),
      )
      await scope.expect(
        `example ${example.name ?? String(index + 1)}`,
        { ...prepared, content },
        {},
        both(
          status(example.status ?? operation.success, ...repeated(scope)),
          that('the documented keys', ({ status: got, json }) => {
            const missing = got === operation.success ? missingKeys(example.response, json) : []
            return missing.length === 0 ? null : `${missing.join(', ')} is missing`
          }),
        ),
      )
    }
  },
}

/** An example with a value that must be unique succeeds once in the life of a database. */
function repeated({ operation }: Parameters<OperationProbe['fire']>[0]): readonly number[] {
  return [...stepsOf(operation, 'insert'), ...stepsOf(operation, 'assign')].flatMap(({ duplicate }) =>
    duplicate === null ? [] : [duplicate.status],
  )
}
