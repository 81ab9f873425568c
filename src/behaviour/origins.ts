import type { DraftOperation } from '../design/draft.js'
import type { Origin } from '../design/origin.js'

export { derived } from '../design/origin.js'

/** Origins of a property of the operation, else of the operation itself. */
export function originsOf(operation: DraftOperation, ...properties: readonly string[]): readonly Origin[] {
  for (const property of properties) {
    const origins = Object.hasOwn(operation.origins, property) ? operation.origins[property] : undefined
    if (origins !== undefined && origins.length > 0) return origins
  }
  return operation.origins['exists'] ?? []
}

/** A clause of the house standard as the only origin. */
export function standard(clause: string): readonly Origin[] {
  return [{ kind: 'standard', clause }]
}
