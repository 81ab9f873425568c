import { followedOf, recordedOf } from '../../design/aspect.js'
import type { Design } from '../../design/design.js'
import type { Aspect } from '../../design/trace.js'
import type { Span } from '../../source/span.js'
import { isSaidAt } from './said-at.js'

/** What proves that requests bring about what a sentence says in rows of another entity. */
export function effectAspects(span: Span, { operations }: Design): readonly Aspect[] {
  return operations.flatMap((operation) =>
    (operation.steps ?? []).flatMap((step) => {
      if ((step.kind !== 'record' && step.kind !== 'follow') || !isSaidAt(step.origins, span)) return []
      return step.kind === 'record'
        ? [recordedOf(operation, step.entity)]
        : step.values.map(({ field }) => followedOf(operation, step.entity, field))
    }),
  )
}
