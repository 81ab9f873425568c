import type { JsonValue } from '../../../claims/json.js'
import type { ImplementedOperation } from '../../../fastapi/backend.js'
import { answering } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { placedView, shownColumns } from '../shown.js'
import { findByPath, stepsOf } from '../steps.js'
import type { World } from '../world.js'

/** A moment of the service may be this far from the one of the probes. */
const NEAR = 5 * 60_000

/** What a column must hold: a value, or the present moment. */
type OwnValue = { readonly kind: 'value'; readonly value: JsonValue } | { readonly kind: 'now' }

/** The columns that an operation fills by itself, whatever is sent. */
function ownValues({ backend }: World, operation: ImplementedOperation): ReadonlyMap<string, OwnValue> {
  const found = new Map<string, OwnValue>()
  const insert = stepsOf(operation, 'insert').at(-1)
  const row = findByPath(operation)?.row
  const values = [
    ...(insert?.values ?? []),
    ...stepsOf(operation, 'assign').flatMap((assign) => (assign.row === row ? assign.values : [])),
  ]
  if (insert !== undefined)
    for (const { field } of backend.tables.get(insert.entity)?.columns ?? [])
      if (field.generated === 'now' && field.type === 'datetime') found.set(field.name, { kind: 'now' })
  for (const { field, value, whenBody, whenEntering } of values) {
    found.delete(field)
    // What only some requests bring about, such as the moment of a state, other probes look at.
    if (whenBody !== null || whenEntering !== undefined) continue
    if (value.kind === 'now') found.set(field, { kind: 'now' })
    const isPlain = value.kind === 'constant' && (value.value === null || typeof value.value !== 'object')
    if (isPlain) found.set(field, { kind: 'value', value: value.value })
  }
  return found
}

function faultOf(own: OwnValue, shown: JsonValue | undefined): string | null {
  if (own.kind === 'value') return shown === own.value ? null : `it is ${JSON.stringify(shown)}`
  const moment = typeof shown === 'string' ? Date.parse(shown) : NaN
  // A day, or a moment without its offset, does not tell when exactly it was.
  if (typeof shown === 'string' && !/(?:Z|[+-]\d\d:?\d\d)$/.test(shown)) return null
  return Math.abs(moment - Date.now()) < NEAR ? null : `it is ${JSON.stringify(shown)}`
}

/** What the service itself puts into a row: the state in which rows begin or to which an action moves them, and moments. */
export const ownValuesProbe: OperationProbe = {
  id: 'own-values',
  entry: null,
  title: 'What the service itself puts into a row is what is specified',
  cwe: null,
  clause: 'API-6',
  applies: ({ operation }) =>
    placedView(operation.responseBody)?.isList === false &&
    stepsOf(operation, 'insert').length + stepsOf(operation, 'assign').length > 0,
  fire: async (scope) => {
    const { operation, world } = scope
    const own = ownValues(world, operation)
    const view = placedView(operation.responseBody)?.view.fields ?? []
    const columns = [...own.keys()].filter((column) =>
      view.some((each) => each.kind === 'column' && each.column === column),
    )
    if (columns.length === 0) return
    await scope.expect(
      'a valid request',
      await scope.prepare(),
      {},
      answering(operation.success, `the specified ${columns.join(', ')}`, ({ json }) => {
        const shown = shownColumns(operation.responseBody, json)
        for (const column of columns) {
          const value = own.get(column)
          const fault =
            value === undefined || shown?.has(column) !== true ? null : faultOf(value, shown.get(column))
          if (fault !== null) return `${column}: ${fault}`
        }
        return null
      }),
    )
  },
}
