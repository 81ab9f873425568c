import type { Entity, Field } from '../../design/entity.js'
import type { Parameter } from '../../design/operation.js'
import { madeColumn } from '../../design/moment-of-making.js'
import type { Sort } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { columnNamed } from '../column.js'
import { keyOf } from '../naming.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import { columnsNamedIn } from './mention.js'
import { ranksOf } from './sort-ranks.js'

const FIELD = /^(?:sort|sort_?by|order_?by|ordering|sort_?field|order)$/i
const DIRECTION = /^(?:order|sort_?(?:order|dir|direction)|order_?(?:dir|direction)|direction|dir)$/i

/** True when a query parameter takes `asc` and `desc`, or is named for it. */
function isDirection(parameter: Parameter): boolean {
  if (parameter.enum !== null) return parameter.enum.every((value) => /^(?:asc|desc)$/i.test(value))
  return DIRECTION.test(parameter.name)
}

/** True when a query parameter orders the list. */
export function isSort(parameter: Parameter): boolean {
  return FIELD.test(parameter.name) || DIRECTION.test(parameter.name)
}

/**
 * The order of a list: from its sort parameters, the documents' default order,
 * or none when nothing speaks of one.
 */
export function sortOfParameters(candidate: Candidate, entity: Entity): Built<Sort | null> {
  const parameters = candidate.operation.query.filter(isSort)
  const direction = parameters.find(isDirection) ?? null
  const field = parameters.find((parameter) => parameter !== direction && FIELD.test(parameter.name)) ?? null
  const fact = candidate.operation.facts.sort
  const factColumn = fact === undefined ? null : (columnNamed(entity, fact.field) ?? made(entity, fact.field))
  const others = (fact?.further ?? []).map((key) => ({
    column: columnNamed(entity, key.field) ?? made(entity, key.field),
    key,
  }))
  const unknown = others.find((each) => each.column === null)
  if (unknown !== undefined)
    return unbuilt(`its rows are ordered by "${unknown.key.field}" too, which is no column of ${entity.name}`)
  if (field === null && direction === null && factColumn === null) return built(null)
  const allowed = field === null ? built([]) : allowedFields(entity, field)
  if (!allowed.ok) return allowed
  if (direction !== null && allowed.value.some((choice) => choice.direction !== undefined))
    return unbuilt(`both "${field?.name ?? ''}" and "${direction.name}" say in which direction its rows come`)
  const defaulted = typeof field?.default === 'string' ? columnMeant(entity, field.default) : null
  const column = defaulted ?? factColumn ?? moment(entity, allowed.value) ?? null
  if (column === null) return unbuilt('nothing says by which column the list is ordered')
  const given = typeof direction?.default === 'string' ? direction.default.toLowerCase() : null
  const signed = allowed.value.find(({ value }) => value === field?.default)?.direction
  const claimed = factColumn === column ? fact?.direction : undefined
  const further = others.flatMap(({ column: each, key }) =>
    each === null || each === column ? [] : [{ field: each.name, direction: key.direction }],
  )
  return built({
    fieldParameter: field?.name ?? null,
    directionParameter: direction?.name ?? null,
    allowed: allowed.value.map(({ column: target, ...choice }) => ({ ...choice, field: target.name })),
    defaultField: column.name,
    defaultDirection: given === 'asc' || given === 'desc' ? given : (signed ?? claimed ?? 'asc'),
    ...(further.length === 0 ? {} : { further }),
    ...ranked(candidate, entity, [
      column,
      ...allowed.value.map((choice) => choice.column),
      ...keysOf(others),
    ]),
  })
}

/** The column by which rows stand as they were made, for an order by `created_at` that has no column of its own. */
function made(entity: Entity, field: string): Field | null {
  return keyOf(field) === 'createdat' ? madeColumn(entity) : null
}

function keysOf(others: readonly { readonly column: Field | null }[]): readonly Field[] {
  return others.flatMap(({ column }) => column ?? [])
}

/** The columns of an order whose words have ranks, each once. */
function ranked(
  { draft, answers }: Candidate,
  entity: Entity,
  columns: readonly Field[],
): Pick<Sort, 'ranks'> {
  const ranks = [...new Set(columns)].flatMap((field) => {
    const words = ranksOf(draft, entity, field, answers)?.words ?? null
    return words === null ? [] : [{ field: field.name, words }]
  })
  return ranks.length === 0 ? {} : { ranks }
}

/** A value of the field parameter, its column, and the direction where the value itself says it. */
interface Choice {
  readonly value: string
  readonly column: Field
  readonly direction?: 'asc' | 'desc'
}

/** `-created_at` is the column backwards, `+created_at` and, beside such a value, `created_at` forwards. */
const SIGN = /^[-+]/

/** Values of the field parameter and their columns: its enum, those its description names, or all scalars. */
function allowedFields(entity: Entity, parameter: Parameter): Built<readonly Choice[]> {
  if (parameter.enum === null) {
    const named = columnsNamedIn(entity, parameter.description ?? '')
    const scalars = entity.fields.filter(
      (field) => field.type !== 'array' && field.type !== 'object' && field.name !== entity.owner,
    )
    return built((named.length > 0 ? named : scalars).map((column) => ({ value: column.name, column })))
  }
  const isSigned = parameter.enum.some((value) => SIGN.test(value))
  const choices: Choice[] = []
  for (const value of parameter.enum) {
    const column = columnMeant(entity, value)
    if (column === null)
      return unbuilt(`"${value}" of the parameter "${parameter.name}" is no column of ${entity.name}`)
    choices.push({
      value,
      column,
      ...(isSigned ? { direction: value.startsWith('-') ? ('desc' as const) : ('asc' as const) } : {}),
    })
  }
  return built(choices)
}

/** The column that a value of an order means, whatever direction it says. */
function columnMeant(entity: Entity, value: string): Field | null {
  const name = value.replace(SIGN, '')
  return columnNamed(entity, name) ?? momentNamed(entity, name)
}

/** The one moment or day that a word means without its ending: `created` for `created_at`, `due` for `due_date`. */
function momentNamed(entity: Entity, word: string): Field | null {
  const wanted = keyOf(word)
  const meant = entity.fields.filter(
    ({ name, type }) =>
      (type === 'datetime' || type === 'date') &&
      ['at', 'on', 'date', 'time'].some((ending) => keyOf(name) === wanted + ending),
  )
  return meant.length === 1 ? (meant[0] ?? null) : null
}

/** The creation time, or else the first column that may be sorted by. */
function moment(entity: Entity, allowed: readonly Choice[]): Field | undefined {
  const columns = allowed.length > 0 ? allowed.map(({ column }) => column) : entity.fields
  return columns.find((field) => /^created/i.test(field.name)) ?? allowed[0]?.column
}
