import type { JsonValue } from '../../claims/json.js'
import type { BodyField } from '../../design/operation.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import { sample } from '../../fastapi/tests/sample.js'
import { columnOf, isUnique } from './content.js'
import { distinct } from './distinct.js'
import { findByPath } from './steps.js'
import type { World } from './world.js'

/** Another value for a field of a row that is there: one that no other row has where no two may share it. */
export function otherValue(
  world: World,
  operation: ImplementedOperation,
  field: BodyField,
): JsonValue | undefined {
  const column = columnOf(operation, field.name)
  const entity = findByPath(operation)?.entity ?? operation.entity
  return column !== undefined && entity !== null && isUnique(world, entity, column)
    ? distinct(field, field.name, world.next())
    : sample(field, field.name, 'second')
}
