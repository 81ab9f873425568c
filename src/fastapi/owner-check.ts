import { pascalCase, snakeCase } from '../behaviour/naming.js'
import type { Failure, Step } from '../design/step.js'
import { identifier } from '../python/identifier.js'
import type { ImplementedOperation } from './backend.js'

type Authorize = Extract<Step, { readonly kind: 'authorize' }>

/** A dependency that compares a path parameter with the caller. */
export interface OwnerCheck {
  /** The path parameter, as it stands in the path. */
  readonly parameter: string
  readonly otherwise: Failure
  readonly functionName: string
  /** `OwnerId`: the annotated type of handlers' parameters. */
  readonly typeName: string
  readonly step: Authorize
}

/** The owner checks of the service: one for each parameter and answer. */
export function ownerChecksOf(operations: readonly ImplementedOperation[]): readonly OwnerCheck[] {
  const checks: OwnerCheck[] = []
  const names = new Set<string>()
  for (const operation of operations) {
    for (const step of operation.steps) {
      if (step.kind !== 'authorize' || findOwnerCheck(checks, step) !== null) continue
      const first = checks.length === 0
      const functionName = identifier(
        first ? 'require_path_owner' : `require_${snakeCase(step.parameter)}`,
        names,
      )
      const typeName = identifier(first ? 'OwnerId' : `Own${pascalCase(step.parameter)}`, names)
      names.add(functionName).add(typeName)
      checks.push({
        parameter: step.parameter,
        otherwise: step.otherwise,
        functionName,
        typeName,
        step,
      })
    }
  }
  return checks
}

/** The check that performs a step. */
export function findOwnerCheck(checks: readonly OwnerCheck[], step: Authorize): OwnerCheck | null {
  return (
    checks.find(
      (check) =>
        check.parameter === step.parameter &&
        check.otherwise.status === step.otherwise.status &&
        check.otherwise.message === step.otherwise.message,
    ) ?? null
  )
}
