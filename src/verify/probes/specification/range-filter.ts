import type { JsonValue } from '../../../claims/json.js'
import type { Field } from '../../../design/entity.js'
import { columnOf } from '../content.js'
import { answering } from '../expectation.js'
import { CannotPrepare, type OperationProbe } from '../probe.js'
import type { ProbeScope } from '../scope.js'
import { rowsShown } from '../shown.js'
import { stepsOf, type StepOf } from '../steps.js'
import { canSet, keyOf, listingOf } from './listing.js'
import { notFound } from './narrowed-search.js'

type Filter = StepOf<'select'>['filters'][number]

/** A value at the bound of a range, and one that is just outside; near an end, where a list for all holds few other rows. */
function around(
  { type, minimum, maximum }: Field,
  comparison: Filter['comparison'],
  clock: Clock | null,
): readonly [JsonValue, JsonValue] | null {
  const isFrom = comparison === 'atLeast'
  // A rule may keep days to one side of the present.
  if (type === 'date' && isFrom && clock === 'past') return [dayFromNow(-1), dayFromNow(-2)]
  if (type === 'date' && !isFrom && clock === 'future') return [dayFromNow(2), dayFromNow(3)]
  if (type === 'date') return isFrom ? ['2091-05-15', '2091-05-14'] : ['1971-05-15', '1971-05-16']
  if (type !== 'integer') return null
  const [least, most] = [minimum ?? 0, maximum ?? 1_000_000]
  if (most - least < 1) return null
  return isFrom ? [most, most - 1] : [least, least + 1]
}

/** On which side of the present the values of a column must be. */
type Clock = 'past' | 'future'

function clockOf({ other }: ProbeScope, entity: string, column: string): Clock | null {
  const creation = other((each) => stepsOf(each, 'insert').at(-1)?.entity === entity)
  for (const { condition } of creation === undefined ? [] : stepsOf(creation, 'check')) {
    if (condition.kind !== 'clock' || creation === undefined) continue
    if (columnOf(creation, condition.body) !== column) continue
    return /^(?:greater|atLeast)$/.test(condition.rule.relation) ? 'future' : 'past'
  }
  return null
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Filters by ranges: `?from=…` holds the row of that very day where the bound belongs to the range. */
export const rangeFilters: OperationProbe = {
  id: 'range-filters',
  entry: null,
  title: 'A range shows the rows at its bound, and none beyond',
  cwe: null,
  clause: 'API-1',
  applies: ({ operation }) => stepsOf(operation, 'select').some(({ filters }) => filters.some(isRange)),
  fire: async (scope) => {
    const listing = await listingOf(scope)
    if (listing === null) return
    const { select, prepared, add } = listing
    const key = keyOf(scope, select.entity)
    for (const filter of select.filters.filter(isRange)) {
      const field = listing.field(filter.field)
      const parameter = scope.operation.query.find(({ name }) => name === filter.whenQuery)
      const values =
        field === undefined
          ? null
          : around(field, filter.comparison, clockOf(scope, select.entity, filter.field))
      if (values === null || parameter === undefined || !canSet(scope, select.entity, filter.field)) continue
      const [at, beyond] = values
      try {
        const [row, outside] = [
          await add(new Map([[filter.field, at]])),
          await add(new Map([[filter.field, beyond]])),
        ]
        await scope.expect(
          `?${parameter.name}=${String(at)}`,
          prepared,
          { query: { [parameter.name]: String(at) } },
          answering(scope.operation.success, `rows whose ${filter.field} is within`, ({ json }) => {
            const shown = rowsShown(scope.operation.responseBody, json)
            if (shown === null) return 'the rows are not where the specification puts them'
            const told = shown.map((each) => each.get(filter.field)).filter((value) => value !== undefined)
            if (told.includes(beyond)) return `a row of ${String(beyond)} is shown`
            const keys = new Set(shown.map((each) => each.get(key)))
            if (keys.has(outside.values.get(key))) return `a row of ${String(beyond)} is shown`
            // A long list may hold the row on a later page.
            const isWhole = shown.length < SHORT
            return isWhole && !keys.has(row.values.get(key)) ? `the row of ${String(at)} is not shown` : null
          }),
        )
        await notFound(scope, { select, prepared }, { [parameter.name]: String(at) }, outside)
      } catch (error) {
        // Other ranges of the list are tried where the rows of one cannot be made.
        if (!(error instanceof CannotPrepare)) throw error
      }
    }
  },
}

/** A list that is shorter holds all that match. */
const SHORT = 10

function isRange({ comparison, whenQuery, value, through }: Filter): boolean {
  const isBound = comparison === 'atLeast' || comparison === 'atMost'
  return isBound && whenQuery !== null && value.kind === 'query' && through.length === 0
}
