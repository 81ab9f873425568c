import { isDeepStrictEqual } from 'node:util'
import type { JsonValue } from '../../../claims/json.js'
import { isObject } from '../../../design/conformance.js'
import type { ImplementedOperation } from '../../../fastapi/backend.js'
import { somebody } from '../account.js'
import { answering, status } from '../expectation.js'
import { creatorOf } from '../creator.js'
import type { OperationProbe } from '../probe.js'
import type { ProbeScope } from '../scope.js'
import { listedRows, placedView, shownRowOf } from '../shown.js'
import { findByPath, stepsOf } from '../steps.js'
import { rowsByEntity } from '../rendering.js'
import { keyOf } from './listing.js'

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

/** The operation that makes rows of a list and answers with the new one, in the same form. */
function makerOf({ operation, world }: ProbeScope): ImplementedOperation | undefined {
  const maker = creatorOf(world, stepsOf(operation, 'select')[0]?.entity ?? '')
  const [listed, made] = [
    placedView(operation.responseBody),
    placedView(maker?.responseBody ?? { kind: 'empty' }),
  ]
  return maker !== null && made?.isList === false && made.view.name === listed?.view.name ? maker : undefined
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
    const maker = reader === undefined ? makerOf(scope) : undefined
    const shower = reader ?? maker
    const field = reader === undefined ? keyOf(scope, select?.entity ?? '') : findByPath(reader)?.key.field
    if (select === undefined || shower === undefined || field === undefined) return
    const name = keyName(shower, field)
    const user = await somebody(world, operation)
    const prepared = await scope.prepare({ user })
    const given = rowsByEntity(prepared)
    // Below a row of one's own nobody else makes any.
    const isShared = select.owner === null && stepsOf(operation, 'find').every(({ owner }) => owner === null)
    const owners = isShared ? [user, await somebody(world)] : [user, user]
    const alone = new Map<string, JsonValue>()
    for (const owner of owners) {
      const row =
        maker === undefined
          ? await scope.makeRow(select.entity, { user: owner, given, extent: 'full' })
          : null
      const reading =
        row === null
          ? await scope.prepareOther(shower, { user: owner, given, extent: 'full' })
          : await scope.prepareOther(shower, { user, given: new Map([...given, [row.entity, row]]) })
      const answer =
        row === null
          ? await scope.send(reading)
          : await scope.expect('by itself', reading, {}, status(shower.success))
      const shown = shownRowOf(shower.responseBody, answer.json)
      const value = name === undefined || shown === undefined ? undefined : shown[name]
      if (shown !== undefined && value !== undefined) alone.set(String(value), shown)
    }
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
