import { isDeepStrictEqual } from 'node:util'
import type { JsonValue } from '../../../claims/json.js'
import { isObject } from '../../../design/conformance.js'
import type { ImplementedOperation } from '../../../fastapi/backend.js'
import { somebody } from '../account.js'
import { answering, status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import type { ProbeScope } from '../scope.js'
import { listedRows, placedView, shownRowOf } from '../shown.js'
import { findByPath, stepsOf } from '../steps.js'

/** The operation that shows one row of a list by itself, in the same form. */
function readerOf({ other, operation }: ProbeScope): ImplementedOperation | undefined {
  const listed = placedView(operation.responseBody)
  const entity = stepsOf(operation, 'select')[0]?.entity
  return other((each) => {
    const placed = placedView(each.responseBody)
    return (
      each.method === 'GET' &&
      placed !== null &&
      !placed.isList &&
      placed.view.name === listed?.view.name &&
      findByPath(each)?.entity === entity &&
      stepsOf(each, 'find').length === 1
    )
  })
}

/** Rows beside each other are shown as each is by itself: what belongs to one is not shown with another. */
export const sameRow: OperationProbe = {
  id: 'same-row',
  entry: null,
  title: 'A row is shown in a list as it is by itself',
  cwe: null,
  clause: 'API-1',
  applies: ({ operation }) => {
    const placed = placedView(operation.responseBody)
    return (
      placed !== null &&
      placed.isList &&
      stepsOf(operation, 'select').length > 0 &&
      placed.view.fields.some(({ kind }) => kind !== 'column')
    )
  },
  fire: async (scope) => {
    const { operation, world } = scope
    const select = stepsOf(operation, 'select')[0]
    const reader = readerOf(scope)
    const key = reader === undefined ? undefined : findByPath(reader)?.key
    if (select === undefined || reader === undefined || key === undefined) return
    const user = await somebody(world, operation)
    const prepared = await scope.prepare({ user })
    const given = new Map([...prepared.rows.values()].map((row) => [row.entity, row]))
    const owners = select.owner === null ? [user, await somebody(world)] : [user, user]
    const alone = new Map<string, JsonValue>()
    for (const owner of owners) {
      const row = await scope.makeRow(select.entity, { user: owner, given, extent: 'full' })
      const reading = await scope.prepareOther(reader, {
        user,
        given: new Map([...given, [row.entity, row]]),
      })
      const answer = await scope.expect('by itself', reading, {}, status(reader.success))
      const shown = shownRowOf(reader.responseBody, answer.json)
      const name = keyName(reader, key.field)
      const value = name === undefined || shown === undefined ? undefined : shown[name]
      if (shown !== undefined && value !== undefined) alone.set(String(value), shown)
    }
    const name = keyName(reader, key.field)
    if (alone.size < 2 || name === undefined) return
    await scope.expect(
      'in a list',
      prepared,
      {},
      answering(operation.success, 'the rows as they are by themselves', ({ json }) => {
        for (const row of listedRows(operation.responseBody, json) ?? []) {
          if (!isObject(row)) continue
          const same = alone.get(String(row[name]))
          if (same !== undefined && !isDeepStrictEqual(row, same)) return differing(row, same)
        }
        return null
      }),
    )
  },
}

/** The name under which an answer shows the key of its row. */
function keyName({ responseBody }: ImplementedOperation, column: string): string | undefined {
  return placedView(responseBody)?.view.fields.find(
    (field) => field.kind === 'column' && field.column === column,
  )?.name
}

function differing(row: Readonly<Record<string, JsonValue>>, same: JsonValue): string {
  const other = isObject(same) ? same : {}
  const name = Object.keys(row).find((each) => !isDeepStrictEqual(row[each], other[each])) ?? ''
  return `${name} is ${JSON.stringify(row[name] ?? null).slice(0, 80)} in the list and ${JSON.stringify(other[name] ?? null).slice(0, 80)} by itself`
}
