import type { Entity } from '../../design/entity.js'
import type { Measure } from '../../design/measure.js'
import type { Filter } from '../../design/step.js'

const VOID = /^(?:cancell?ed|refunded|rejected|void(?:ed)?|failed|returned|expired)$/i
const SETTLED = /^(?:paid|verified|completed?|confirmed|settled|captured|delivered)$/i

/** Rows that may or may not count in a sum, by the states that they can have. */
interface UnsettledRows {
  readonly options: readonly {
    readonly id: string
    readonly label: string
    readonly filters: readonly Filter[]
  }[]
}

/**
 * Whether a sum may leave rows out that came to nothing: the entity has states
 * such as `cancelled` or a payment that is not yet made, and the key names none.
 */
export function unsettledRows(entity: Entity, measure: Measure): UnsettledRows | null {
  if (measure.function !== 'sum' || measure.filters.some(({ value }) => value.kind === 'constant'))
    return null
  const columns = entity.fields.filter((field) => field.enum !== null)
  const voids = columns.flatMap((field) =>
    (field.enum ?? []).filter((value) => VOID.test(value)).map((value) => ({ field, value })),
  )
  const settled = columns.flatMap((field) => {
    const last = (field.enum ?? []).findLast((value) => SETTLED.test(value))
    return last === undefined || !/pay/i.test(field.name) ? [] : [{ field, value: last }]
  })
  if (voids.length === 0 && settled.length === 0) return null
  const condition = (field: string, value: string, comparison: 'equal' | 'notEqual'): Filter => ({
    through: [],
    field,
    comparison,
    value: { kind: 'constant', value },
    whenQuery: null,
    cases: null,
  })
  return {
    options: [
      { id: 'all', label: `every ${entity.name} counts, whatever became of it`, filters: [] },
      ...(voids.length === 0
        ? []
        : [
            {
              id: 'without-void',
              label: `rows that are ${voids.map(({ value }) => value).join(' or ')} do not count`,
              filters: voids.map(({ field, value }) => condition(field.name, value, 'notEqual')),
            },
          ]),
      ...settled.slice(0, 1).map(({ field, value }) => ({
        id: 'settled',
        label: `only rows whose ${field.name} is ${value} count`,
        filters: [condition(field.name, value, 'equal')],
      })),
    ],
  }
}
