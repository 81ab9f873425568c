import type { ImplementedOperation } from '../../fastapi/backend.js'
import { stepsOf } from './steps.js'
import type { World } from './world.js'

/** The operation that makes rows of an entity, the plainest first. */
export function creatorOf({ backend }: World, entity: string): ImplementedOperation | null {
  const creators = backend.operations.filter((operation) =>
    stepsOf(operation, 'insert').some((insert) => insert.entity === entity),
  )
  const weight = (operation: ImplementedOperation): number =>
    (operation.behaviour === 'create' ? 0 : 10) +
    (operation.access.startsWith('role:') ? 5 : 0) +
    stepsOf(operation, 'find').length +
    (stepsOf(operation, 'find').some((find) => find.entity === entity) ? 20 : 0)
  return creators.toSorted((left, right) => weight(left) - weight(right))[0] ?? null
}
