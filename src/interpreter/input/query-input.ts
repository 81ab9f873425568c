import { standardChoice } from '../../design/step.js'
import type { Operation, Parameter } from '../../design/operation.js'
import type { ValueRules } from '../../design/value.js'
import type { Stored } from '../stored.js'
import { fieldNamed, type Table } from '../table.js'
import { INTEGER_MAXIMUM } from '../values/integer.js'
import { fittingDefault } from './fitting-default.js'
import { settledRules } from './settled-rules.js'

/** A query parameter as it is read. */
export interface QueryInput {
  readonly name: string
  readonly rules: ValueRules
  readonly required: boolean
  /** What stands for a parameter that was not sent. */
  readonly initial: Stored
}

/** Largest page where the specification names none: a list is always bounded (DB-4). */
const LARGEST_PAGE = 1000

/** The query parameters of an operation, with the rules that its list gives them. */
export function queryInputs(operation: Operation, tables: ReadonlyMap<string, Table>): readonly QueryInput[] {
  return operation.query.map((parameter) => {
    const words = sortWords(operation, parameter)
    const compared = comparedRules(operation, parameter, tables)
    const rules =
      words === null ? bounded(operation, parameter.name, compared) : { ...parameter, enum: words.all }
    const initial = fittingDefault(parameter) ?? words?.initial ?? null
    return { name: parameter.name, rules, required: parameter.required && initial === null, initial }
  })
}

/** The values of a sort or direction parameter, and what is meant when none is sent. */
function sortWords(
  { steps }: Operation,
  { name, enum: given }: Parameter,
): { readonly all: readonly string[]; readonly initial: string | null } | null {
  for (const step of steps ?? []) {
    if (step.kind !== 'select' || step.sort === null) continue
    const { fieldParameter, directionParameter, allowed, defaultDirection } = step.sort
    if (fieldParameter === name) {
      const standard = standardChoice(step.sort) ?? allowed[0]
      return { all: allowed.map(({ value }) => value), initial: standard?.value ?? null }
    }
    if (directionParameter === name) {
      const all = given ?? ['asc', 'desc']
      return { all, initial: all.find((word) => word.toLowerCase().startsWith(defaultDirection)) ?? null }
    }
  }
  return null
}

/** A filter's parameter takes the type of its column where the documents give only text. */
function comparedRules(
  { steps }: Operation,
  parameter: Parameter,
  tables: ReadonlyMap<string, Table>,
): ValueRules {
  for (const step of steps ?? []) {
    if (step.kind !== 'select') continue
    const filter = step.filters.find(({ whenQuery }) => whenQuery === parameter.name)
    if (filter === undefined || filter.cases !== null || filter.comparison === 'contains') continue
    if (filter.comparison === 'oneOf') continue
    const table = tables.get(step.entity)
    return table === undefined ? parameter : settledRules(parameter, fieldNamed(table, filter.field))
  }
  return parameter
}

/** The size and place of a page are bounded even where the specification does not say how. */
function bounded({ steps }: Operation, name: string, rules: ValueRules): ValueRules {
  for (const step of steps ?? []) {
    if (step.kind !== 'select' || step.paging === null) continue
    const { sizeParameter, positionParameter, style } = step.paging
    const within = (minimum: number, maximum: number): ValueRules => ({
      ...rules,
      type: 'integer',
      minimum: rules.minimum ?? minimum,
      maximum: rules.maximum ?? maximum,
    })
    if (name === sizeParameter) return within(1, LARGEST_PAGE)
    if (name === positionParameter && style !== 'cursor') {
      return style === 'page'
        ? within(1, Math.floor(INTEGER_MAXIMUM / LARGEST_PAGE))
        : within(0, INTEGER_MAXIMUM)
    }
  }
  return rules
}
