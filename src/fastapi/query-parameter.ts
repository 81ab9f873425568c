import { standardChoice } from '../design/step.js'
import type { ValueRules } from '../design/value.js'
import { call, keyword } from '../python/nodes/call.js'
import type { Expression } from '../python/nodes/expression.js'
import { none, string } from '../python/nodes/literal.js'
import { symbol } from '../python/nodes/name.js'
import { union } from '../python/nodes/operator.js'
import { own, tableNamed, type Backend, type ImplementedOperation } from './backend.js'
import { type RequestValue } from './handler.js'
import { columnNamed, settledRules } from './settled.js'
import { INTEGER_MAXIMUM } from './values/numeric-bounds.js'
import { annotated, incoming, literals } from './values/annotation.js'
import { initialOf } from './values/initial.js'

/** Largest page where the specification names none: a list is always bounded (DB-4). */
const LARGEST_PAGE = 1000

/** The annotation and default of a query parameter. */
export function queryValue(
  backend: Backend,
  operation: ImplementedOperation,
  { parameter, local }: RequestValue,
): { readonly annotation: Expression; readonly initial: Expression | null } {
  const sorted = sortWords(operation, parameter.name)
  const rules = bounded(operation, parameter.name, comparedRules(backend, operation, parameter))
  const { type, constraints, before } =
    sorted === null
      ? incoming(rules, 'url', (exported) => own(backend, 'validation', exported))
      : { type: literals(sorted.words), constraints: [], before: null }
  const value = parameter.default ?? sorted?.initial ?? null
  const settings = [
    ...(local === parameter.name ? [] : [keyword('alias', string(parameter.name))]),
    ...constraints,
    ...(parameter.description === null ? [] : [keyword('description', string(parameter.description))]),
  ]
  const optional = !parameter.required && value === null
  const whole = optional ? union(type, none) : type
  const repeated = parameter.type === 'array'
  const annotation = annotated(
    whole,
    settings.length === 0 && !repeated ? null : call(symbol('fastapi', 'Query'), ...settings),
    before,
  )
  if (value === null) return { annotation, initial: optional ? none : null }
  return { annotation, initial: initialOf(rules, value) }
}

/** The values of a sort or direction parameter, and what is meant when none is sent. */
function sortWords(
  operation: ImplementedOperation,
  parameter: string,
): { readonly words: readonly string[]; readonly initial: string | null } | null {
  for (const step of operation.steps) {
    if (step.kind !== 'select' || step.sort === null) continue
    const { sort } = step
    if (sort.fieldParameter === parameter) {
      const initial = standardChoice(sort)?.value ?? null
      return {
        words: sort.allowed.map(({ value }) => value),
        initial: initial ?? sort.allowed[0]?.value ?? null,
      }
    }
    if (sort.directionParameter === parameter) {
      const words = operation.query.find(({ name: known }) => known === parameter)?.enum ?? ['asc', 'desc']
      return {
        words,
        initial: words.find((word) => word.toLowerCase().startsWith(sort.defaultDirection)) ?? null,
      }
    }
  }
  return null
}

/** A filter's parameter takes the type of its column where the documents give only text. */
export function comparedRules(
  backend: Backend,
  operation: ImplementedOperation,
  parameter: RequestValue['parameter'],
): ValueRules {
  for (const step of operation.steps) {
    if (step.kind !== 'select') continue
    const filter = step.filters.find((candidate) => candidate.whenQuery === parameter.name)
    if (filter === undefined || filter.cases !== null || filter.comparison === 'contains') continue
    if (filter.comparison === 'oneOf') continue
    return settledRules(parameter, columnNamed(tableNamed(backend, step.entity), filter.field))
  }
  return parameter
}

/** The size and place of a page are bounded even where the specification does not say how. */
function bounded(operation: ImplementedOperation, parameter: string, rules: ValueRules): ValueRules {
  for (const step of operation.steps) {
    if (step.kind !== 'select' || step.paging === null) continue
    const { sizeParameter, positionParameter, style } = step.paging
    if (parameter === sizeParameter) {
      return {
        ...rules,
        type: 'integer',
        minimum: rules.minimum ?? 1,
        maximum: rules.maximum ?? LARGEST_PAGE,
      }
    }
    if (parameter === positionParameter && style !== 'cursor') {
      const least = style === 'page' ? 1 : 0
      const most = style === 'page' ? Math.floor(INTEGER_MAXIMUM / LARGEST_PAGE) : INTEGER_MAXIMUM
      return { ...rules, type: 'integer', minimum: rules.minimum ?? least, maximum: rules.maximum ?? most }
    }
  }
  return rules
}
