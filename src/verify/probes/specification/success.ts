import type { JsonValue } from '../../../claims/json.js'
import { answering, both, status, that, type Expectation } from '../expectation.js'
import { columnOf } from '../content.js'
import type { OperationProbe } from '../probe.js'
import type { Prepared } from '../rendering.js'
import type { ProbeScope } from '../scope.js'
import { shapeFault } from '../shape.js'
import { shownColumns } from '../shown.js'
import { stepsOf } from '../steps.js'

/** The specified status and structure. */
function succeeds({ operation }: Pick<ProbeScope, 'operation'>): Expectation {
  return answering(operation.success, 'the specified structure', (answer) =>
    shapeFault(operation.responseBody, answer),
  )
}

const success: OperationProbe = {
  id: 'success',
  entry: null,
  title: 'A valid request has the specified status and structure',
  cwe: null,
  clause: 'API-3',
  applies: () => true,
  fire: async (scope) => {
    await scope.expect('with what must be sent', await scope.prepare(), {}, succeeds(scope))
    if (scope.operation.body.length === 0) return
    await scope.expect(
      'with all that can be sent',
      await scope.prepare({ extent: 'full' }),
      {},
      succeeds(scope),
    )
  },
}

/** Values that do not come back as they were sent; null when all do. */
export function echoFault(
  { operation, content }: Pick<Prepared, 'operation' | 'content'>,
  json: JsonValue | undefined,
): string | null {
  const shown = shownColumns(operation.responseBody, json)
  if (shown === null) return null
  for (const field of operation.body) {
    const column = columnOf(operation, field.name)
    const sent = content?.get(field.name)
    const plain =
      field.type === 'string' || field.type === 'boolean' || field.type === 'enum' || field.type === 'integer'
    if (column === undefined || sent === undefined || !shown.has(column)) continue
    const isFraction = field.type === 'number' || field.type === 'decimal'
    // A decimal may be shown as a text.
    if (isFraction && typeof sent === 'number' && Number(shown.get(column)) !== sent)
      return `${field.name} was sent as ${String(sent)} and shown as ${JSON.stringify(shown.get(column))}`
    if (!plain) continue
    const wanted = typeof sent === 'string' && field.trimmed ? sent.trim() : sent
    if (shown.get(column) !== wanted && !(field.format !== null && typeof sent === 'string')) {
      return `${field.name} was sent as ${JSON.stringify(wanted)} and shown as ${JSON.stringify(shown.get(column))}`
    }
  }
  return null
}

const stored: OperationProbe = {
  id: 'stored',
  entry: null,
  title: 'What is sent is what is stored',
  cwe: null,
  clause: 'API-1',
  applies: ({ operation }) =>
    operation.body.length > 0 &&
    operation.steps.some(({ kind }) => kind === 'insert' || kind === 'assign') &&
    operation.responseBody.kind !== 'empty',
  fire: async (scope) => {
    for (const variant of ['first', 'second'] as const) {
      const prepared = await scope.prepare({ extent: 'full', variant })
      await scope.expect(
        `${variant} values`,
        prepared,
        {},
        both(
          status(scope.operation.success),
          that('the values that were sent', ({ json }) => echoFault(prepared, json)),
        ),
      )
    }
  },
}

const defaults: OperationProbe = {
  id: 'defaults',
  entry: null,
  title: 'What is not sent has its specified default',
  cwe: null,
  clause: 'API-6',
  applies: ({ operation }) =>
    stepsOf(operation, 'insert').length > 0 && operation.responseBody.kind !== 'empty',
  fire: async (scope) => {
    const { world, operation } = scope
    const insert = stepsOf(operation, 'insert').at(-1)
    const table = world.backend.tables.get(insert?.entity ?? '')
    const set = new Set(
      insert?.values.flatMap(({ field, value }) => (value.kind === 'body' ? [] : [field])) ?? [],
    )
    const prepared = await scope.prepare()
    const sent = new Set(prepared.content?.keys() ?? [])
    const expected = new Map<string, JsonValue>()
    for (const { field } of table?.columns ?? []) {
      const source = operation.body.find(({ name }) => columnOf(operation, name) === field.name)
      if (set.has(field.name) || (source !== undefined && sent.has(source.name))) continue
      const value = source?.default ?? field.default
      const generated = source?.generated ?? field.generated
      const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      if (
        plain &&
        generated === null &&
        (field.type === 'string' ||
          field.type === 'enum' ||
          field.type === 'integer' ||
          field.type === 'boolean')
      ) {
        expected.set(field.name, field.type === 'boolean' ? value === true || value === 'true' : value)
      }
    }
    if (expected.size === 0) return
    await scope.expect(
      'with what must be sent',
      prepared,
      {},
      answering(
        operation.success,
        [...expected].map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', '),
        ({ json }) => {
          const shown = shownColumns(operation.responseBody, json)
          for (const [name, value] of expected) {
            if (shown?.has(name) === true && shown.get(name) !== value) {
              return `${name} is ${JSON.stringify(shown.get(name))}`
            }
          }
          return null
        },
      ),
    )
  },
}

/** What an operation answers when nothing is wrong. */
export const successProbes = [success, stored, defaults]
