import type { Entity, Field } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { Parameter } from '../../design/operation.js'
import type { Filter } from '../../design/step.js'
import { columnNamed } from '../column.js'
import { singular, wordsOf } from '../naming.js'
import { meaningFor } from './flag-words.js'

const EVERY = /^(?:all|any|both|\*)$/i
const LOW: ReadonlySet<string> = new Set(['min', 'from', 'after', 'since', 'gte', 'ge', 'start', 'minimum'])
const HIGH: ReadonlySet<string> = new Set([
  'max',
  'to',
  'before',
  'until',
  'lte',
  'le',
  'end',
  'maximum',
  'till',
])
const ORDERED: ReadonlySet<string> = new Set(['integer', 'number', 'decimal', 'datetime', 'date', 'time'])

/** The filter that a query parameter means; null when it means none that can be told from its name and values. */
export function filterOfParameter(entity: Entity, parameter: Parameter): Filter | null {
  if (takesSeveral(parameter)) return severalFilter(entity, parameter)
  return columnFilter(entity, parameter) ?? flagFilter(entity, parameter) ?? rangeFilter(entity, parameter)
}

/** Words for several values in one parameter. */
const SEVERAL = /\bcomma|\b(?:multiple|several) (?:values|\w{1,30}s)\b/i

/** Words of a filter that asks for rows with all of its values. */
const EACH = /\b(?:all (?:of )?(?:the|these|those|given|specified)|every one|each of|match all|having all)\b/i

const TEXTS: ReadonlySet<string> = new Set(['string', 'enum'])

/** What may stand between several values in one text and is not taken apart. */
const OTHER_DELIMITER = /\b(?:spaces?|pipes?|tabs?|semicolons?)\b/i

/** Whether a parameter holds several values: repeated, or in one text with commas between them. */
export function takesSeveral({ type, description }: Parameter): boolean {
  return type === 'array' || (TEXTS.has(type) && SEVERAL.test(description ?? ''))
}

/** `status=open&status=late`, `status=open,late`: rows whose column holds one of the values. */
function severalFilter(entity: Entity, parameter: Parameter): Filter | null {
  const { name, type, items, description } = parameter
  const column =
    columnNamed(entity, name) ??
    columnNamed(entity, `${name}_id`) ??
    columnNamed(entity, singular(name)) ??
    columnNamed(entity, `${singular(name)}_id`)
  if (column === null || EACH.test(description ?? '')) return null
  const value: Expression = { kind: 'query', name }
  if (type !== 'array') {
    const plain =
      TEXTS.has(column.type) && parameter.enum === null && !OTHER_DELIMITER.test(description ?? '')
    return plain ? { ...filterBy(column, parameter, 'oneOf'), value: { kind: 'split', of: value } } : null
  }
  const element = items?.type ?? 'string'
  const fits = element === column.type || (TEXTS.has(element) && TEXTS.has(column.type))
  const scalar = column.type !== 'array' && column.type !== 'object' && column.type !== 'boolean'
  return fits && scalar && !SEVERAL.test(description ?? '') ? filterBy(column, parameter, 'oneOf') : null
}

function filterBy(
  field: Field,
  parameter: Parameter,
  comparison: Filter['comparison'],
  cases: Filter['cases'] = null,
): Filter {
  const value: Expression = { kind: 'query', name: parameter.name }
  return { through: [], field: field.name, comparison, value, whenQuery: parameter.name, cases }
}

/** `category=fiction`, `book_id=…`, `status=all|open`, `tag=…` over an array column. */
function columnFilter(entity: Entity, parameter: Parameter): Filter | null {
  if (parameter.type === 'array' || parameter.type === 'object') return null
  const column = columnNamed(entity, parameter.name) ?? columnNamed(entity, `${parameter.name}_id`)
  if (column === null) {
    const list = columnNamed(entity, `${parameter.name}s`)
    return list?.type === 'array' ? filterBy(list, parameter, 'contains') : null
  }
  if (column.type === 'array') return filterBy(column, parameter, 'contains')
  if (column.type === 'object' || column.type === 'bytes') return null
  const values = parameter.enum
  if (values === null || !values.some((value) => EVERY.test(value))) {
    const comparable = (column.type === 'boolean') === (parameter.type === 'boolean')
    return comparable ? filterBy(column, parameter, 'equal') : null
  }
  if (column.type === 'boolean') return null
  const named = values.filter((value) => !EVERY.test(value))
  return filterBy(column, parameter, 'equal', Object.fromEntries(named.map((value) => [value, value])))
}

/** `status=all|pending|completed` over a boolean column. */
function flagFilter(entity: Entity, parameter: Parameter): Filter | null {
  const values = parameter.enum?.filter((value) => !EVERY.test(value)) ?? []
  if (values.length === 0 || values.length > 2) return null
  for (const column of entity.fields.filter((field) => field.type === 'boolean')) {
    const meanings = values.map((value) => truth(value) ?? meaningFor(column.name, value))
    const certain = meanings.filter((meaning) => meaning !== null)
    const distinct = new Set(certain)
    if (certain.length === 0 || !values.some((value) => meaningFor(column.name, value) === true)) continue
    if (distinct.size !== certain.length) continue
    // Of two values, one that says "set" makes the other its opposite.
    const other = certain[0] !== true
    const cases = values.map((value, index) => [value, meanings[index] ?? other] as const)
    return filterBy(column, parameter, 'equal', Object.fromEntries(cases))
  }
  return null
}

function truth(value: string): boolean | null {
  if (/^true$/i.test(value)) return true
  return /^false$/i.test(value) ? false : null
}

/** `min_price`, `due_from`, `created_before`: a bound of an ordered column. */
function rangeFilter(entity: Entity, parameter: Parameter): Filter | null {
  const words = wordsOf(parameter.name)
  const low = words.some((word) => LOW.has(word))
  const high = words.some((word) => HIGH.has(word))
  if (low === high) return null
  const rest = words.filter((word) => !LOW.has(word) && !HIGH.has(word))
  const ordered = entity.fields.filter((field) => ORDERED.has(field.type))
  const exact = ordered.filter((field) => wordsOf(field.name).join() === rest.join())
  const near =
    rest.length === 0
      ? ordered.filter((field) => isDay(parameter) && /^created/i.test(field.name))
      : ordered.filter((field) => rest.every((word) => wordsOf(field.name).includes(word)))
  // `start_date` over rows without a date of their own means when they were made.
  const made =
    rest.join() === 'date' ? ordered.filter((field) => isDay(parameter) && /^created/i.test(field.name)) : []
  const [column, ...more] = [exact, near, made].find((list) => list.length > 0) ?? []
  if (column === undefined || more.length > 0) return null
  return filterBy(column, parameter, low ? 'atLeast' : 'atMost')
}

function isDay({ type }: Parameter): boolean {
  return type === 'date' || type === 'datetime'
}
