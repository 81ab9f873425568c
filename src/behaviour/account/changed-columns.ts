import type { Operation } from '../../design/operation.js'
import type { Step } from '../../design/step.js'

/** Columns that some operation gives another value after their row was made, as `Loan.returned_at`. */
export function changedColumns(operations: readonly Operation[]): ReadonlySet<string> {
  return new Set(
    operations.flatMap((operation) => {
      const steps = operation.steps ?? []
      const entityOf = (row: string): string | null =>
        steps.map((step) => boundBy(step, row)).find((entity) => entity !== null) ?? operation.entity
      return steps.flatMap((step) => changedBy(step, entityOf))
    }),
  )
}

/** The entity of a row, where this step binds it. */
function boundBy(step: Step, row: string): string | null {
  switch (step.kind) {
    case 'find':
    case 'insert':
    case 'verify':
    case 'renew':
    case 'redeem':
      return step.row === row ? step.entity : null
    default:
      return null
  }
}

function changedBy(step: Step, entityOf: (row: string) => string | null): readonly string[] {
  switch (step.kind) {
    case 'assign':
      return step.values.map(({ field }) => `${entityOf(step.row) ?? ''}.${field}`)
    case 'flip':
      return [step.field, ...step.touches].map((field) => `${entityOf(step.row) ?? ''}.${field}`)
    case 'remove':
      return step.soft === null ? [] : [`${entityOf(step.row) ?? ''}.${step.soft.field}`]
    case 'take':
    case 'give':
    case 'takeEach':
      return [`${step.entity}.${step.field}`]
    case 'follow':
      return step.values.map(({ field }) => `${step.entity}.${field}`)
    case 'changeListed':
      return (step.values ?? []).map(({ field }) => `${step.entity}.${field}`)
    default:
      return []
  }
}
