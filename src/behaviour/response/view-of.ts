import type { Shape } from '../../claims/shape.js'
import type { Entity } from '../../design/entity.js'
import type { View } from '../../design/operation.js'
import type { Built } from '../steps/guard.js'

/** The view of an entity that a shape describes. */
export type ViewOf = (entity: Entity, shape: Shape) => Built<View>
