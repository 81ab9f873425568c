import type { Entity, Field } from '../../design/entity.js'
import type { ErrorCase, Operation } from '../../design/operation.js'
import type { Origin } from '../../design/origin.js'
import type { Step } from '../../design/step.js'
import { tableNamed, type Backend, type ImplementedOperation } from '../backend.js'
import type { Table } from '../table.js'

/** A step of one kind. */
export type StepOf<K extends Step['kind']> = Extract<Step, { readonly kind: K }>

/** An operation under test, with what every case asks of it. */
export interface Scope {
  readonly backend: Backend
  readonly operation: ImplementedOperation
  /** A token is needed. */
  readonly protected: boolean
  /** The path parameter that must be the caller; null when none must. */
  readonly ownerParameter: string | null
}

/** Works out the scope of an operation. */
export function scopeOf(backend: Backend, operation: ImplementedOperation): Scope {
  const authenticate = stepsOf(operation, 'authenticate')[0]
  return {
    backend,
    operation,
    protected: authenticate !== undefined && !authenticate.optional,
    ownerParameter: stepsOf(operation, 'authorize')[0]?.parameter ?? null,
  }
}

/** The steps of one kind, in order. */
export function stepsOf<K extends Step['kind']>(
  operation: ImplementedOperation,
  kind: K,
): readonly StepOf<K>[] {
  return operation.steps.filter((step): step is StepOf<K> => step.kind === kind)
}

/** The table of a row that an earlier step bound. */
export function tableOfRow({ backend, operation }: Scope, row: string): Table | null {
  const binding = operation.steps.find(
    (step): step is StepOf<'find' | 'insert' | 'verify' | 'renew' | 'redeem'> =>
      (step.kind === 'find' ||
        step.kind === 'insert' ||
        step.kind === 'verify' ||
        step.kind === 'renew' ||
        step.kind === 'redeem') &&
      step.row === row,
  )
  return binding === undefined ? null : tableNamed(backend, binding.entity)
}

/** A column of an entity; null when it has none of that name. */
export function fieldNamed(entity: Entity, name: string): Field | null {
  return entity.fields.find((field) => field.name === name) ?? null
}

/** The answer of an operation to a cause, as the design settles it. */
export function errorOfCause(operation: Operation, cause: ErrorCase['cause']): ErrorCase | null {
  return operation.errorCases.find((error) => error.cause === cause) ?? null
}

/** Origins of a property of the operation, else of the operation itself. */
export function originsOf(operation: Operation, ...properties: readonly string[]): readonly Origin[] {
  for (const property of properties) {
    const origins = operation.origins[property]
    if (origins !== undefined && origins.length > 0) return origins
  }
  return operation.origins['exists'] ?? []
}
