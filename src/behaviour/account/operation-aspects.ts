import type { ErrorFact } from '../../claims/claim.js'
import { VALUE_LIMITS } from '../../claims/value-limits.js'
import type { ValueRule } from '../../design/aspect.js'
import {
  defaultSortOf,
  errorOf,
  filterOf,
  pageOf,
  responseOf,
  ruleOf,
  searchOf,
  serviceDatabaseDown,
  serviceErrors,
  serviceTokens,
  sortOf,
  successOf,
} from '../../design/aspect.js'
import type { BodyField, ErrorCase, Operation, Parameter } from '../../design/operation.js'
import type { Step } from '../../design/step.js'
import type { Aspect } from '../../design/trace.js'
import { causesOf } from '../failure.js'

/** The `select` step of an operation. */
export function selectOf(operation: Operation): Extract<Step, { kind: 'select' }> | null {
  return operation.steps?.find((step) => step.kind === 'select') ?? null
}

/** Whether an operation works only within the caller's rows. */
export function isolated(operation: Operation): boolean {
  return (operation.steps ?? []).some(
    (step) =>
      (step.kind === 'find' || step.kind === 'select' || step.kind === 'changeListed') && step.owner !== null,
  )
}

/** By list: every document that says who may call repeats it for all operations. */
const refusalsWithoutToken = new WeakMap<readonly Operation[], readonly Aspect[]>()

/**
 * Refusals of requests without a valid token. What makes a token valid, its
 * expiry included, is one rule for the whole service (AUTH-1).
 */
export function unauthenticated(operations: readonly Operation[]): readonly Aspect[] {
  const known = refusalsWithoutToken.get(operations)
  if (known !== undefined) return known
  const refusals = operations.flatMap((operation) =>
    operation.errorCases.filter((one) => one.cause === 'token').map((one) => refusalAspect(operation, one)),
  )
  const aspects = refusals.length === 0 ? [] : [...refusals, serviceTokens]
  refusalsWithoutToken.set(operations, aspects)
  return aspects
}

/** What proves a refusal. */
export function refusalAspect(operation: Operation, refusal: ErrorCase): Aspect {
  return refusal.cause === 'expired-token' ? serviceTokens : errorOf(operation, refusal.status, refusal.cause)
}

/**
 * The refusals that a status and its condition mean, for those operations that
 * have them; without a status, all that the condition means.
 */
export function errorAspects(
  operations: readonly Operation[],
  status: number | null,
  fact: ErrorFact | null = null,
): readonly Aspect[] {
  if (status === 500) return [serviceErrors]
  if (status === 503) return [serviceDatabaseDown]
  const causes = fact === null ? [] : causesOf(fact)
  return operations.flatMap((operation) => {
    const cases = operation.errorCases.filter((one) => status === null || one.status === status)
    const told = cases.filter((one) => causes.includes(one.cause))
    const chosen = told.length > 0 || status === null ? told : cases
    return chosen.map((one) => refusalAspect(operation, one))
  })
}

const RULES: ReadonlySet<string> = new Set<ValueRule>([
  ...VALUE_LIMITS,
  'type',
  'required',
  'default',
  'nullable',
])

function isRule(property: string): property is ValueRule {
  return RULES.has(property)
}

/** The rule of a body field or query parameter that a property names; its type stands for the rest. */
export function ruleAspects(
  operation: Operation,
  where: 'body' | 'query',
  part: BodyField | Parameter,
  property: string,
): readonly Aspect[] {
  // The format of anything but text is its type.
  const shown = property === 'format' && part.type !== 'string' ? 'type' : property
  const rule = isRule(shown) ? shown : 'type'
  // An optional or unlimited value has no rule that a request could break: that it is accepted shows in a success.
  const breakable = rule === 'required' ? part.required : rule === 'nullable' ? !part.nullable : true
  return breakable ? [ruleOf(operation, where, part.name, rule)] : [successOf(operation)]
}

/** Rules of a query parameter that a request can break. */
const BREAKABLE: ReadonlySet<string> = new Set([
  'enum',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
])

/** What proves the form of a success response; one without rows shows itself in the success. */
export function responseAspect(operation: Operation): Aspect {
  const { responseBody } = operation
  const rows =
    responseBody.kind === 'view' ||
    responseBody.kind === 'list' ||
    (responseBody.kind === 'envelope' &&
      responseBody.members.some((member) => member.kind === 'view' || member.kind === 'list'))
  return rows ? responseOf(operation) : successOf(operation)
}

/** What a query or path parameter does: filter, search, order, page, or a key. */
export function parameterAspects(operation: Operation, name: string, property: string): readonly Aspect[] {
  const parameter = operation.query.find((one) => one.name === name)
  if (parameter === undefined)
    return operation.parameters.some((one) => one.name === name) ? [successOf(operation)] : []
  const own = roleAspects(operation, name)
  if (property === 'default' && selectOf(operation)?.sort?.fieldParameter === name)
    return [defaultSortOf(operation)]
  return BREAKABLE.has(property) && isRule(property)
    ? [...own, ruleOf(operation, 'query', name, property)]
    : own
}

/** What a list does with a query parameter. */
function roleAspects(operation: Operation, name: string): readonly Aspect[] {
  const select = selectOf(operation)
  if (select === null) return []
  if (select.search?.parameter === name) return [searchOf(operation)]
  if (select.sort?.fieldParameter === name || select.sort?.directionParameter === name)
    return [sortOf(operation)]
  if (select.paging?.sizeParameter === name || select.paging?.positionParameter === name)
    return [pageOf(operation)]
  return select.filters.some((filter) => filter.whenQuery === name) ? [filterOf(operation, name)] : []
}
