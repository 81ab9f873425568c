import type { Entity, Field } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { Parameter } from '../../design/operation.js'
import type { Filter } from '../../design/step.js'
import { columnNamed } from '../column.js'
import { singular } from '../naming.js'
import { meaningFor } from './flag-words.js'
import { boundOf, saysBound } from './range.js'

const EVERY = /^(?:all|any|both|\*)$/i
/** The filter that a query parameter means; null when it means none that can be told from its name and values. */
export function filterOfParameter(entity: Entity, parameter: Parameter): Filter | null {
  if (takesSeveral(parameter)) return severalFilter(entity, parameter)
  const range = boundOf(entity, parameter)
  if (range !== null) return filterBy(range.column, parameter, range.comparison)
  // Words that bound something make no parameter of the column's own name.
  if (saysBound(parameter)) return null
  return columnFilter(entity, parameter) ?? flagFilter(entity, parameter)
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
