import type { Step } from '../../design/step.js'
import { writesRows } from '../../design/step-effect.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import type { OperationTraits } from './probe.js'

/** A step of one kind. */
export type StepOf<K extends Step['kind']> = Extract<Step, { readonly kind: K }>

/** The steps of one kind, in their order. */
export function stepsOf<K extends Step['kind']>(
  { steps }: Pick<ImplementedOperation, 'steps'>,
  kind: K,
): readonly StepOf<K>[] {
  return steps.filter((step): step is StepOf<K> => step.kind === kind)
}

/** What a probe may ask of an operation before it is fired. */
export function traitsOf(operation: ImplementedOperation): OperationTraits {
  const authenticate = stepsOf(operation, 'authenticate')[0]
  return {
    operation,
    isProtected: authenticate !== undefined && !authenticate.optional,
    ownerParameter: stepsOf(operation, 'authorize')[0]?.parameter ?? null,
  }
}

/** Finds of rows that belong to their owner and that the caller names. */
export function ownedFinds(operation: ImplementedOperation): readonly StepOf<'find'>[] {
  return stepsOf(operation, 'find').filter(
    ({ owner, key }) => owner !== null && (key.value.kind === 'path' || key.value.kind === 'body'),
  )
}

/** The find whose key a path parameter gives; undefined when none does. */
export function findByPath(operation: ImplementedOperation, parameter?: string): StepOf<'find'> | undefined {
  return stepsOf(operation, 'find').findLast(
    ({ key }) => key.value.kind === 'path' && (parameter === undefined || key.value.name === parameter),
  )
}

/** Whether an operation changes what is stored. */
export function writes(operation: ImplementedOperation): boolean {
  return operation.steps.some(writesRows)
}

/**
 * Whether one request may leave its caller without account, session or password, as the removal of the own account
 * does: a second request of the same caller is then refused for the first one.
 */
export function mayEndCaller(operation: ImplementedOperation): boolean {
  const { ownerParameter } = traitsOf(operation)
  const own = new Set(
    stepsOf(operation, 'find')
      .filter(
        ({ key: { value } }) =>
          value.kind === 'caller' || (value.kind === 'path' && value.name === ownerParameter),
      )
      .map(({ row }) => row),
  )
  return operation.steps.some(
    (step) =>
      step.kind === 'end' ||
      ((step.kind === 'remove' || step.kind === 'assign' || step.kind === 'flip') && own.has(step.row)),
  )
}
