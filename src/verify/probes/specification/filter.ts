import type { JsonValue } from '../../../claims/json.js'
import { conforms } from '../../../design/conformance.js'
import type { Field } from '../../../design/entity.js'
import { sample } from '../../../fastapi/tests/sample.js'
import { answering } from '../expectation.js'
import { move } from '../moved.js'
import type { OperationProbe } from '../probe.js'
import type { Row } from '../rendering.js'
import type { ProbeScope } from '../scope.js'
import { rowsShown, totalShown } from '../shown.js'
import { stepsOf, type StepOf } from '../steps.js'
import { unmade } from '../unmade.js'
import { canSet, keyOf, listingOf, privateListingOf, type Listing } from './listing.js'
import { notFound } from './narrowed-search.js'

/**
 * Two rows of which a filter shows one. In a private list they differ by a value that a client sends; in a list for all,
 * only a row of another table that nobody else refers to tells them from the rows of other probes.
 */
async function contrasting(
  scope: ProbeScope,
  listing: Listing,
  field: Field,
  cases: StepOf<'select'>['filters'][number]['cases'],
): Promise<{ readonly row: Row; readonly odd: Row; readonly mine: string | number | boolean } | null> {
  const { select, add, isPrivate } = listing
  if (field.unique || (field.references === null && !isPrivate)) return null
  if (field.references !== null) {
    if (cases !== null) return null
    const row = await telling(scope, listing, field)
    const odd = await add()
    const [mine, other] = [row.values.get(field.name), odd.values.get(field.name)]
    const isPlain = typeof mine === 'string' || typeof mine === 'number'
    return !isPlain || other === undefined || mine === other ? null : { row, odd, mine }
  }
  const having = async (value: JsonValue): Promise<Row> => {
    if (canSet(scope, select.entity, field.name)) return await add(new Map([[field.name, value]]))
    const row = await add()
    await move(scope, row, field.name, value)
    return row
  }
  if (field.type === 'array') {
    // One text is the beginning of the other: a list holds texts, not parts of them.
    const held = [[PART], [`${PART}wood`]].filter((value) => conforms(field, value))
    if (held.length < 2 || !canSet(scope, select.entity, field.name)) return null
    return { row: await having([PART]), odd: await having([`${PART}wood`]), mine: PART }
  }
  if (cases !== null) {
    const [[mine, value] = [], [, other] = []] = Object.entries(cases)
    if (mine === undefined || value === undefined || other === undefined || value === other) return null
    const row = await having(value)
    return { row, odd: await having(other), mine }
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
  const row = await having(mine)
  return { row, odd: await having(other), mine }
}

/** A text in a list of texts. */
const PART = 'box'

/** How often a row is made anew whose references cannot be told apart. */
const TRIES = 3

/** A row that refers to no two rows of the same number: tables that are filled side by side count alike. */
async function telling(scope: ProbeScope, { select, add }: Listing, { name }: Field): Promise<Row> {
  const { tables } = scope.world.backend
  const columns = tables.get(select.entity)?.columns ?? []
  const column = columns.find(({ field }) => field.name === name)
  const above = [...tables.values()].find((table) => table.name === column?.foreignKey?.table)
  let row = await add()
  if (above === undefined) return row
  for (let count = 0; count < TRIES; count += 1) {
    const value = row.values.get(name)
    if (!columns.some(({ field }) => field.name !== name && row.values.get(field.name) === value)) return row
    await scope.makeRow(above.entity.name, { user: row.user, depth: 1 }).catch(unmade)
    row = await add()
  }
  return row
}

/** Filters of a list. */
export const filters: OperationProbe = {
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
    const whole = await listingOf(scope)
    if (whole === null) return
    const { select } = whole
    // Values of their own tell rows apart only where no other probe's rows have the same.
    const confined = whole.isPrivate ? whole : ((await privateListingOf(scope).catch(unmade)) ?? whole)
    for (const filter of select.filters) {
      const listing = (whole.field(filter.field)?.references ?? null) === null ? confined : whole
      const field = listing.field(filter.field)
      const parameter = scope.operation.query.find(({ name }) => name === filter.whenQuery)
      if (field === undefined || parameter === undefined || !/^(?:equal|contains)$/.test(filter.comparison))
        continue
      const pair = await contrasting(scope, listing, field, filter.cases).catch(unmade)
      if (pair === null) continue
      const { row, odd, mine } = pair
      const key = keyOf(scope, select.entity)
      await scope.expect(
        `?${parameter.name}=${String(mine)}`,
        listing.prepared,
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
      await notFound(scope, listing, { [parameter.name]: String(mine) }, odd)
    }
  },
}
