import type { JsonValue } from '../../../claims/json.js'
import { isObject } from '../../../design/conformance.js'
import type { Field } from '../../../design/entity.js'
import type { ResponseBody } from '../../../design/operation.js'
import { sample } from '../../../fastapi/tests/sample.js'
import { answering } from '../expectation.js'
import { columnOf } from '../content.js'
import { creatorOf } from '../creator.js'
import { isFreeText } from '../prepare.js'
import type { OperationProbe } from '../probe.js'
import type { Prepared, Row } from '../rendering.js'
import type { ProbeScope } from '../scope.js'
import { rowsShown } from '../shown.js'
import { stepsOf, type StepOf } from '../steps.js'

/** A list with the rows that a probe puts into it. */
interface Listing {
  readonly select: StepOf<'select'>
  readonly prepared: Prepared
  /** Puts a row into the list. */
  readonly add: (columns?: ReadonlyMap<string, JsonValue>) => Promise<Row>
  readonly field: (column: string) => Field | undefined
}

async function listingOf(scope: ProbeScope): Promise<Listing | null> {
  const select = stepsOf(scope.operation, 'select')[0]
  if (select === undefined) return null
  const prepared = await scope.prepare()
  const given = new Map([...prepared.rows.values()].map((row) => [row.entity, row]))
  return {
    select,
    prepared,
    add: (columns) =>
      scope.makeRow(select.entity, {
        user: prepared.user,
        given,
        ...(columns === undefined ? {} : { columns }),
      }),
    field: (column) =>
      scope.world.backend.tables.get(select.entity)?.columns.find((each) => each.field.name === column)
        ?.field,
  }
}

/** Rows of one's own alone can be counted; a list for all holds those of other probes. */
const isOwned: OperationProbe['applies'] = ({ operation }) =>
  stepsOf(operation, 'select').some(({ owner }) => owner !== null)

function keyOf(scope: ProbeScope, entity: string): string {
  return (
    scope.world.backend.tables.get(entity)?.columns.find(({ field }) => field.primaryKey)?.field.name ?? 'id'
  )
}

/** Whether the value of a column can be chosen: by a client when it makes a row, or in the table where none can. */
function canSet(scope: ProbeScope, entity: string, column: string): boolean {
  const creator = creatorOf(scope.world, entity)
  if (creator === null) return scope.world.rows !== null
  return creator.body.some(({ name }) => columnOf(creator, name) === column) === true
}

/**
 * Two rows of which a filter shows one. Those of one's own differ by a value that a client sends; in a list for all, only
 * a row of another table that nobody else refers to tells them from the rows of other probes.
 */
async function contrasting(
  scope: ProbeScope,
  { select, add }: Listing,
  field: Field,
  cases: StepOf<'select'>['filters'][number]['cases'],
): Promise<{ readonly row: Row; readonly odd: Row; readonly mine: string | number | boolean } | null> {
  if (field.unique || (field.references === null && !isOwned(scope))) return null
  if (field.references !== null) {
    if (cases !== null) return null
    const [row, odd] = [await add(), await add()]
    const [mine, other] = [row.values.get(field.name), odd.values.get(field.name)]
    const isPlain = typeof mine === 'string' || typeof mine === 'number'
    return !isPlain || other === undefined || mine === other ? null : { row, odd, mine }
  }
  if (!canSet(scope, select.entity, field.name)) return null
  if (cases !== null) {
    const [[mine, value] = [], [, other] = []] = Object.entries(cases)
    if (mine === undefined || value === undefined || other === undefined || value === other) return null
    const row = await add(new Map([[field.name, value]]))
    return { row, odd: await add(new Map([[field.name, other]])), mine }
  }
  const [mine, other] = [sample(field, field.name, 'first'), sample(field, field.name, 'second')]
  if (
    mine === undefined ||
    mine === null ||
    other === undefined ||
    typeof mine === 'object' ||
    mine === other
  )
    return null
  const row = await add(new Map([[field.name, mine]]))
  return { row, odd: await add(new Map([[field.name, other]])), mine }
}

/** The number of rows that an answer tells of; null where it tells none. */
function totalShown(body: ResponseBody, json: JsonValue): number | null {
  if (body.kind !== 'envelope' || !isObject(json)) return null
  for (const member of body.members) {
    const value = Object.hasOwn(json, member.key) ? (json[member.key] ?? null) : null
    if (member.kind === 'total') return typeof value === 'number' ? value : null
    const inner = member.kind === 'envelope' ? totalShown(member.body, value) : null
    if (inner !== null) return inner
  }
  return null
}

const filters: OperationProbe = {
  id: 'filters',
  entry: null,
  title: 'Each filter shows the rows that match, and no others',
  cwe: null,
  clause: 'API-1',
  applies: ({ operation }) =>
    stepsOf(operation, 'select').some(({ filters: all }) =>
      all.some(({ whenQuery, value }) => whenQuery !== null && value.kind === 'query'),
    ),
  fire: async (scope) => {
    const listing = await listingOf(scope)
    if (listing === null) return
    const { select, prepared } = listing
    for (const filter of select.filters) {
      const field = listing.field(filter.field)
      const parameter = scope.operation.query.find(({ name }) => name === filter.whenQuery)
      if (field === undefined || parameter === undefined || filter.comparison !== 'equal') continue
      const pair = await contrasting(scope, listing, field, filter.cases)
      if (pair === null) continue
      const { row, odd, mine } = pair
      const key = keyOf(scope, select.entity)
      await scope.expect(
        `?${parameter.name}=${String(mine)}`,
        prepared,
        { query: { [parameter.name]: String(mine) } },
        answering(scope.operation.success, `rows whose ${filter.field} is ${String(mine)}`, ({ json }) => {
          const keys = rowsShown(scope.operation.responseBody, json)?.map((each) => each.get(key))
          if (keys === undefined) return 'the rows are not where the specification puts them'
          if (row.values.get(key) === undefined || !keys.some((each) => each !== undefined)) return null
          if (!keys.includes(row.values.get(key))) return 'the row that matches is not shown'
          if (keys.includes(odd.values.get(key))) return 'a row that does not match is shown'
          const total = totalShown(scope.operation.responseBody, json ?? null)
          return total === null || total === keys.length
            ? null
            : `${String(keys.length)} rows match, and the total is ${String(total)}`
        }),
      )
    }
  },
}

const search: OperationProbe = {
  id: 'search',
  entry: null,
  title: 'A search finds text in each of its fields, whatever its case',
  cwe: null,
  clause: 'API-1',
  applies: (traits) =>
    isOwned(traits) && stepsOf(traits.operation, 'select').some((select) => select.search !== null),
  fire: async (scope) => {
    const listing = await listingOf(scope)
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
            return rows.length > (text === word.slice(1, 8) ? searched.fields.length : 1)
              ? `${String(rows.length)} rows`
              : null
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
  applies: (traits) =>
    isOwned(traits) && stepsOf(traits.operation, 'select').some((select) => select.sort !== null),
  fire: async (scope) => {
    const listing = await listingOf(scope)
    const sort = listing?.select.sort ?? null
    if (listing === null || sort === null) return
    const { prepared, add } = listing
    for (const variant of ['second', 'first', 'second', 'first'] as const) {
      const columns = new Map<string, JsonValue>()
      for (const { field: column } of sort.allowed) {
        const field = listing.field(column)
        const value = field === undefined || field.unique ? undefined : sample(field, column, variant)
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
      if (field === undefined) continue
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
          return isOrdered(values, direction)
            ? null
            : `${column} comes as ${JSON.stringify(values).slice(0, 120)}`
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

const paging: OperationProbe = {
  id: 'paging',
  entry: null,
  title: 'Pages follow one another without gaps or repetition, and the total counts what matches',
  cwe: null,
  clause: 'DB-4',
  applies: (traits) =>
    isOwned(traits) && stepsOf(traits.operation, 'select').some((select) => select.paging !== null),
  fire: async (scope) => {
    const listing = await listingOf(scope)
    const pages = listing?.select.paging ?? null
    if (listing === null || pages === null) return
    const { prepared, add, select } = listing
    const key = keyOf(scope, select.entity)
    const made: JsonValue[] = []
    for (let count = 0; count < 3; count += 1) made.push((await add()).values.get(key) ?? null)
    const { sizeParameter, positionParameter } = pages
    const { minimum = null } = scope.operation.query.find(({ name }) => name === sizeParameter) ?? {}
    if (minimum !== null && minimum > 2) return
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
            [sizeParameter]: '2',
            ...(positionParameter === null || position === null ? {} : { [positionParameter]: position }),
          },
        },
        answering(scope.operation.success, page === 0 ? 'two rows' : 'one row', ({ json }) => {
          const rows = rowsShown(scope.operation.responseBody, json)
          if (rows === null) return 'the rows are not where the specification puts them'
          return rows.length === 2 - page ? null : `${String(rows.length)} rows`
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
  },
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
export const listProbes = [filters, search, sorting, paging]
