import type { StateEdgeFact } from '../../claims/claim.js'
import { errorOf } from '../../design/aspect.js'
import type { Design } from '../../design/design.js'
import type { Aspect } from '../../design/trace.js'
import { keyOf } from '../naming.js'

/** The refusals of all moves but the drawn ones, where an operation checks them. */
export function edgeAspects({ from, to }: StateEdgeFact, design: Design): readonly Aspect[] {
  return design.operations.flatMap((operation) =>
    (operation.steps ?? []).flatMap((step): readonly Aspect[] => {
      if (step.kind !== 'check') return []
      const { condition, otherwise } = step
      const drawn =
        condition.kind === 'edge'
          ? condition.edges.some((edge) => keyOf(edge.from) === keyOf(from) && keyOf(edge.to) === keyOf(to))
          : condition.kind === 'oneOf' && condition.values.some((value) => keyOf(value) === keyOf(from))
      return drawn ? [errorOf(operation, otherwise.status, 'condition')] : []
    }),
  )
}
