import type { JsonValue } from '../../../claims/json.js'
import { conforms } from '../../../design/conformance.js'
import type { Field } from '../../../design/entity.js'
import type { Sort } from '../../../design/step.js'
import { sample } from '../../../fastapi/tests/sample.js'
import { isUnique } from '../content.js'
import { answering } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { rowsShown } from '../shown.js'
import { stepsOf } from '../steps.js'
import { canSet, listingOf, privateListingOf } from './listing.js'

/** Lists in their order. */
export const sorting: OperationProbe = {
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
    for (const { value, field: column, direction: said } of sort.fieldParameter === null
      ? []
      : sort.allowed) {
      for (const direction of said === undefined ? directions : [said]) {
        runs.push({
          label: `by ${value}, ${direction}`,
          query: {
            ...(sort.fieldParameter === null ? {} : { [sort.fieldParameter]: value }),
            ...(sort.directionParameter === null || said !== undefined
              ? {}
              : { [sort.directionParameter]: direction }),
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
      if (field === undefined || (!listing.isPrivate && !/^(?:integer|date|datetime)$/.test(field.type)))
        continue
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
            const ranks = (sort.ranks ?? []).find((each) => each.field === column)?.words
            if (ranks !== undefined)
              return isOrdered(
                values.map((value) => ranks.indexOf(String(value))),
                direction,
              )
                ? null
                : `${column} comes as ${JSON.stringify(values)}`
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

/** A moment as what it is: fractions of a second may be written in several lengths. */
function comparable(value: string | number | boolean): string | number | boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:/.test(value) ? Date.parse(value) : value
}

function isOrdered(values: readonly JsonValue[], direction: 'asc' | 'desc'): boolean {
  return values.every((value, index) => {
    const before = index === 0 ? undefined : values[index - 1]
    if (before === undefined || before === null || value === null) return true
    if (typeof value === 'object' || typeof before === 'object') return true
    const [one, other] = [comparable(before), comparable(value)]
    return direction === 'asc' ? one <= other : one >= other
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
