import type { JsonValue } from '../../../claims/json.js'
import { isObject } from '../../../design/conformance.js'
import type { ResponseBody } from '../../../design/operation.js'
import type { Sort } from '../../../design/step.js'
import { answering } from '../expectation.js'
import { isFreeText } from '../prepare.js'
import type { OperationProbe } from '../probe.js'
import { rowsShown, totalShown } from '../shown.js'
import { stepsOf } from '../steps.js'
import { filters } from './filter.js'
import { canSet, keyOf, mayBePrivate, privateListingOf } from './listing.js'
import { rangeFilters } from './range-filter.js'
import { sorting } from './sort.js'

const search: OperationProbe = {
  id: 'search',
  entry: null,
  title: 'A search finds text in each of its fields, whatever its case',
  cwe: null,
  clause: 'API-1',
  applies: (traits) =>
    mayBePrivate(traits) && stepsOf(traits.operation, 'select').some((select) => select.search !== null),
  fire: async (scope) => {
    const listing = await privateListingOf(scope)
    const searched = listing?.select.search ?? null
    if (listing === null || searched === null) return
    const { select, prepared, add } = listing
    const key = keyOf(scope, select.entity)
    await add()
    for (const column of searched.fields) {
      const field = listing.field(column)
      if (field === undefined || !isFreeText(field) || !canSet(scope, select.entity, column)) continue
      const word = `Needle${String(scope.world.next() % 1000)}`
      if (word.length > (field.maxLength ?? 100)) continue
      const row = await add(new Map([[column, word]]))
      for (const text of [word, word.toUpperCase(), word.slice(1, 8)]) {
        await scope.expect(
          `?${searched.parameter}=${text}, which is in ${column}`,
          prepared,
          { query: { [searched.parameter]: text } },
          answering(scope.operation.success, 'the one row', ({ json }) => {
            const rows = rowsShown(scope.operation.responseBody, json)
            if (rows === null) return 'the rows are not where the specification puts them'
            const keys = rows.map((each) => each.get(key))
            if (rows.length === 0) return 'the row is not shown'
            const isTold = row.values.get(key) !== undefined && keys.some((each) => each !== undefined)
            if (isTold && !keys.includes(row.values.get(key))) return 'the row is not shown'
            if (rows.length > (text === word.slice(1, 8) ? searched.fields.length : 1))
              return `${String(rows.length)} rows`
            const total = totalShown(scope.operation.responseBody, json ?? null)
            return total === null || total === rows.length
              ? null
              : `${String(rows.length)} rows match, and the total is ${String(total)}`
          }),
        )
      }
    }
  },
}

const paging: OperationProbe = {
  id: 'paging',
  entry: null,
  title: 'Pages follow one another without gaps or repetition, and the total counts what matches',
  cwe: null,
  clause: 'DB-4',
  applies: (traits) =>
    mayBePrivate(traits) && stepsOf(traits.operation, 'select').some((select) => select.paging !== null),
  fire: async (scope) => {
    const listing = await privateListingOf(scope)
    const pages = listing?.select.paging ?? null
    if (listing === null || pages === null) return
    const { prepared, add, select } = listing
    const key = keyOf(scope, select.entity)
    const made: JsonValue[] = []
    for (let count = 0; count < 3; count += 1) made.push((await add()).values.get(key) ?? null)
    const { sizeParameter, positionParameter } = pages
    const { minimum = null } = scope.operation.query.find(({ name }) => name === sizeParameter) ?? {}
    if (minimum !== null && minimum > 2) return
    for (const query of eachDirection(stepsOf(scope.operation, 'select')[0]?.sort ?? null)) {
      const seen: JsonValue[] = []
      let next: string | null = null
      for (const page of [0, 1]) {
        if (page === 1 && positionParameter === null) break
        const counted = String(pages.style === 'page' ? page + 1 : page * 2)
        const position = pages.style === 'cursor' ? next : counted
        const answer = await scope.expect(
          `rows ${page === 0 ? '1 and 2' : '3 and on'}`,
          prepared,
          {
            query: {
              ...query,
              [sizeParameter]: '2',
              ...(positionParameter === null || position === null ? {} : { [positionParameter]: position }),
            },
          },
          answering(scope.operation.success, page === 0 ? 'two rows of 3' : 'one row of 3', ({ json }) => {
            const rows = rowsShown(scope.operation.responseBody, json)
            if (rows === null) return 'the rows are not where the specification puts them'
            if (rows.length !== 2 - page) return `${String(rows.length)} rows`
            const total = totalShown(scope.operation.responseBody, json ?? null)
            return total === null || total === made.length ? null : `the total is ${String(total)}`
          }),
        )
        next = cursorShown(scope.operation.responseBody, answer.json ?? null)
        seen.push(
          ...(rowsShown(scope.operation.responseBody, answer.json) ?? []).map((row) => row.get(key) ?? null),
        )
      }
      if (positionParameter === null || seen.includes(null)) return
      scope.record({
        sent: 'both pages together',
        expected: 'each row once',
        got: `${String(new Set(seen).size)} of ${String(made.length)} rows`,
        fault:
          new Set(seen).size === made.length && seen.length === made.length
            ? null
            : 'a row is missing or shown twice',
      })
    }
  },
}

/** Both directions where one can be asked for: pages follow one another in each. */
function eachDirection(sort: Sort | null): readonly Readonly<Record<string, string>>[] {
  const parameter = sort?.directionParameter ?? null
  return parameter === null ? [{}] : [{}, { [parameter]: 'asc' }, { [parameter]: 'desc' }]
}

/** The cursor that an answer tells; null where it tells none. */
function cursorShown(body: ResponseBody, json: JsonValue): string | null {
  if (body.kind !== 'envelope' || !isObject(json)) return null
  for (const member of body.members) {
    const value = Object.hasOwn(json, member.key) ? (json[member.key] ?? null) : null
    if (member.kind === 'cursor') return typeof value === 'string' ? value : null
    const inner = member.kind === 'envelope' ? cursorShown(member.body, value) : null
    if (inner !== null) return inner
  }
  return null
}

/** Lists. */
export const listProbes = [filters, rangeFilters, search, sorting, paging]
