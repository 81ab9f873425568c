import type { View } from '../../../design/operation.js'
import type { ImplementedOperation } from '../../../fastapi/backend.js'
import { somebody } from '../account.js'
import { answering, status, type Expectation } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import type { ProbeScope } from '../scope.js'
import { placedView, relatedValue } from '../shown.js'
import { findByPath, stepsOf } from '../steps.js'

/** Fields of an answer that tell of the rows that an operation ties: how many, and whether one is the caller's. */
interface Told {
  readonly count: string | null
  readonly flag: string | null
}

function toldBy(operation: ImplementedOperation): Told | null {
  const [link] = stepsOf(operation, 'link')
  const placed = placedView(operation.responseBody)
  if (link === undefined || placed === null || placed.isList) return null
  const named = (kind: 'count' | 'exists'): string | null => fieldOf(placed.view, kind, link.entity)
  const told = { count: named('count'), flag: named('exists') }
  return told.count === null && told.flag === null ? null : told
}

function fieldOf(view: View, kind: 'count' | 'exists', entity: string): string | null {
  return (
    view.fields.find((field) => field.kind === kind && 'related' in field && field.related.entity === entity)
      ?.name ?? null
  )
}

/** What ties a caller to a row is counted for that row alone, and shown to that caller alone. */
export const tieCounts: OperationProbe = {
  id: 'tie-counts',
  entry: null,
  title: 'Ties are counted for their own row, and shown as the own ones to who made them',
  cwe: null,
  clause: 'API-1',
  applies: ({ operation }) => toldBy(operation) !== null && findByPath(operation) !== undefined,
  fire: async (scope) => {
    const { operation, world } = scope
    const told = toldBy(operation)
    const find = findByPath(operation)
    if (told === null || find === undefined) return
    const first = await scope.prepare()
    const row = first.rows.get(find.row)
    await scope.expect('the first to do so', first, {}, showing(scope, told, 1, true))
    await scope.expect('with another row', await scope.prepare(), {}, showing(scope, told, 1, true))
    if (row === undefined) return
    const given = new Map([[row.entity, row]])
    const second = await scope.prepare({ user: await somebody(world, operation), given })
    // Whoever finds only rows of their own ties no other's.
    if (find.owner === null) {
      const reader = readerOf(scope, told)
      if (reader !== undefined) {
        const looking = await scope.prepareOther(reader, { user: second.user, given })
        await scope.expect('seen by another user', looking, {}, showing(scope, told, 1, false, reader))
      }
      await scope.expect('the second to do so', second, {}, showing(scope, told, 2, true))
    }
  },
}

/** What unties a caller from a row leaves the caller's other rows, and everybody else, as they are. */
export const untiesAlone: OperationProbe = {
  id: 'untied-alone',
  entry: null,
  title: 'Untying frees the one row from the one caller, and no others',
  cwe: null,
  clause: 'API-1',
  applies: ({ operation }) => stepsOf(operation, 'unlink').length > 0 && findByPath(operation) !== undefined,
  fire: async (scope) => {
    const { operation, world } = scope
    const find = findByPath(operation)
    const ties = stepsOf(operation, 'unlink')[0]?.entity
    const tie = scope.other(
      (each) =>
        stepsOf(each, 'link')[0]?.entity === ties &&
        findByPath(each)?.entity === find?.entity &&
        toldBy(each) !== null,
    )
    const told = tie === undefined ? null : toldBy(tie)
    const reader = told === null ? undefined : readerOf(scope, told)
    if (find === undefined || tie === undefined || told === null || reader === undefined) return
    const prepared = await scope.prepare()
    const { user } = prepared
    const row = prepared.rows.get(find.row)
    const another = await scope.prepareOther(tie, { user })
    const kept = [...another.rows.values()].find(({ entity }) => entity === find.entity)
    if (row === undefined || kept === undefined) return
    const given = new Map([[find.entity, row]])
    await scope.send(await scope.prepareOther(tie, { user, given }))
    await scope.send(another)
    const other = find.owner === null ? await somebody(world, operation) : null
    if (other !== null) await scope.send(await scope.prepareOther(tie, { user: other, given }))
    const before = other === null ? 0 : 1
    await scope.expect('one of two rows', prepared, {}, showingOrNothing(scope, told, before))
    const looking = await scope.prepareOther(reader, { user, given: new Map([[find.entity, kept]]) })
    await scope.expect('the other row', looking, {}, showing(scope, told, 1, true, reader))
    if (other === null) return
    const others = await scope.prepareOther(reader, { user: other, given })
    await scope.expect('seen by another who tied it', others, {}, showing(scope, told, 1, true, reader))
  },
}

/** An answer that shows the row as untied, or one that shows no row. */
function showingOrNothing(scope: ProbeScope, told: Told, number: number): Expectation {
  const { operation } = scope
  const placed = placedView(operation.responseBody)
  const names = placed?.view.fields.map(({ name }) => name) ?? []
  const shows =
    placed !== null &&
    !placed.isList &&
    [told.count, told.flag].every((name) => name === null || names.includes(name))
  return shows ? showing(scope, told, number, false) : status(operation.success)
}

/** The operation that shows one such row by itself, with the same fields. */
function readerOf({ other, operation }: ProbeScope, { count, flag }: Told): ImplementedOperation | undefined {
  const entity = findByPath(operation)?.entity
  return other((each) => {
    const placed = placedView(each.responseBody)
    const names = placed?.view.fields.map(({ name }) => name) ?? []
    return (
      each.method === 'GET' &&
      placed !== null &&
      !placed.isList &&
      findByPath(each)?.entity === entity &&
      stepsOf(each, 'authenticate').length > 0 &&
      [count, flag].every((name) => name === null || names.includes(name))
    )
  })
}

function showing(
  { operation }: ProbeScope,
  { count, flag }: Told,
  number: number,
  own: boolean,
  shower: ImplementedOperation = operation,
): Expectation {
  const words = [
    ...(count === null ? [] : [`${count} ${String(number)}`]),
    ...(flag === null ? [] : [`${flag} ${String(own)}`]),
  ].join(', ')
  return answering(shower.success, words, ({ json }) => {
    const shown = (name: string): unknown => relatedValue(shower.responseBody, json, name)
    if (count !== null && shown(count) !== number) return `${count} is ${String(shown(count))}`
    return flag === null || shown(flag) === own ? null : `${flag} is ${String(shown(flag))}`
  })
}
