import type { JsonValue } from '../../../claims/json.js'
import { conforms, isObject } from '../../../design/conformance.js'
import type { Field } from '../../../design/entity.js'
import type { ResponseBody } from '../../../design/operation.js'
import type { Sort } from '../../../design/step.js'
import { sample } from '../../../fastapi/tests/sample.js'
import { answering } from '../expectation.js'
import { isUnique } from '../content.js'
import { isFreeText } from '../prepare.js'
import type { OperationProbe } from '../probe.js'
import { rowsShown, totalShown } from '../shown.js'
import { stepsOf } from '../steps.js'
import { filters } from './filter.js'
import { canSet, keyOf, listingOf, mayBePrivate, privateListingOf } from './listing.js'
import { rangeFilters } from './range-filter.js'

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

const sorting: OperationProbe = {
  id: 'sort',
  entry: null,
  title: 'Rows come in the specified order, and in each order that can be asked for',
  cwe: null,
  clause: 'API-1',
  // Rows of other probes stand in order as well.
  applies: ({ operation }) => stepsOf(operation, 'select').some((select) => select.sort !== null),
  fire: async (scope) => {
    const listing = (await privateListingOf(scope)) ?? (await listingOf(scope))
    const sort = listing?.select.sort ?? null
    if (listing === null || sort === null) return
    const { prepared, add } = listing
    const all = sort.further ?? []
    // Words may have ranks of their own.
    const ranked = all.findIndex(({ field }) => listing.field(field)?.enum !== null)
    const further = ranked === -1 ? all : all.slice(0, ranked)
    const sorted = [sort.defaultField, ...sort.allowed.map(({ field }) => field), ...further.map(fieldIn)]
    for (const count of [0, 1, 2, 3]) {
      const columns = new Map<string, JsonValue>()
      for (const column of new Set(sorted)) {
        const field = listing.field(column)
        const alone = isUnique(scope.world, listing.select.entity, column)
        // What settles the order of equal values differs between them, and turns about the order in which they are made.
        const settling = further.find((key) => key.field === column)
        const number = settling === undefined ? count : (settling.direction === 'asc') === count < 2 ? 2 : 1
        const value = field === undefined || alone ? undefined : sortValue(field, number)
        if (
          value !== undefined &&
          field?.references === null &&
          canSet(scope, listing.select.entity, column)
        ) {
          columns.set(column, value)
        }
      }
      await add(columns)
    }
    const runs: {
      label: string
      query: Record<string, string>
      column: string
      direction: 'asc' | 'desc'
    }[] = [
      {
        label: 'unless asked otherwise',
        query: {},
        column: sort.defaultField,
        direction: sort.defaultDirection,
      },
    ]
    const directions = sort.directionParameter === null ? [sort.defaultDirection] : (['asc', 'desc'] as const)
    for (const { value, field: column } of sort.fieldParameter === null ? [] : sort.allowed) {
      for (const direction of directions) {
        runs.push({
          label: `by ${value}, ${direction}`,
          query: {
            ...(sort.fieldParameter === null ? {} : { [sort.fieldParameter]: value }),
            ...(sort.directionParameter === null ? {} : { [sort.directionParameter]: direction }),
          },
          column,
          direction,
        })
      }
    }
    const words = new Map<string, readonly JsonValue[]>()
    for (const { label, query, column, direction } of runs) {
      const field = listing.field(column)
      // What other probes write into a list for all is compared where no collation has a say.
      if (field === undefined || (!listing.isPrivate && !/^(?:integer|date)$/.test(field.type))) continue
      await scope.expect(
        label,
        prepared,
        { query },
        answering(scope.operation.success, `rows by ${column}, ${direction}`, ({ json }) => {
          const rows = rowsShown(scope.operation.responseBody, json)
          if (rows === null) return 'the rows are not where the specification puts them'
          const values = rows.map((row) => row.get(column) ?? null).filter((value) => value !== null)
          if (field.enum !== null) {
            // Words may have ranks of their own: the other direction turns them about, whatever they are.
            const before = words.get(column)
            words.set(column, values)
            const isTurned = before === undefined || same(values, before.toReversed())
            return isTurned ? null : `${column} comes as ${JSON.stringify(values)} in both directions`
          }
          if (!isOrdered(values, direction))
            return `${column} comes as ${JSON.stringify(values).slice(0, 120)}`
          return unsettled(rows, { field: column, direction }, further)
        }),
      )
    }
  },
}

function same(left: readonly JsonValue[], right: readonly JsonValue[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index])
}

function isOrdered(values: readonly JsonValue[], direction: 'asc' | 'desc'): boolean {
  return values.every((value, index) => {
    const before = index === 0 ? undefined : values[index - 1]
    if (before === undefined || before === null || value === null) return true
    if (typeof value === 'object' || typeof before === 'object') return true
    return direction === 'asc' ? before <= value : before >= value
  })
}

const fieldIn = ({ field }: Further): string => field

type Further = NonNullable<Sort['further']>[number]

/** A value for the row of this number: two that come again and, of numbers, one with more digits. */
function sortValue(field: Field, count: number): JsonValue | undefined {
  const isNumber = /^(?:integer|number|decimal)$/.test(field.type)
  if (count === 2 && isNumber && conforms(field, LONGER)) return LONGER
  return sample(field, field.name, count % 2 === 0 ? 'second' : 'first')
}

/** As a text it would come before the samples, which have one digit. */
const LONGER = 25

/** What is wrong with the order of rows that have the same value in the first column; null when nothing is. */
function unsettled(
  rows: readonly ReadonlyMap<string, JsonValue>[],
  first: Further,
  further: readonly Further[],
): string | null {
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1]
    if (before === undefined || before.get(first.field) !== row.get(first.field)) continue
    for (const { field, direction } of further) {
      const values = [before.get(field) ?? null, row.get(field) ?? null]
      // Nothing is said of where rows without a value come.
      if (values.includes(null)) break
      if (!isOrdered(values, direction))
        return `${field} comes as ${JSON.stringify(values)} where ${first.field} is the same`
      if (values[0] !== values[1]) break
    }
  }
  return null
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
