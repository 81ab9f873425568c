import { stampedOf } from '../../../design/aspect.js'
import { momentsOnEntering } from '../../moments-on-entering.js'
import type { Demand } from '../demand.js'

/** "When the status changes to fired, `fired_at` is set": the moment that a body brings about with its state. */
export const moments: Demand = ({ design, statement }) => {
  const said = design.entities.flatMap((entity) => momentsOnEntering(statement.text, entity))
  return said.flatMap(({ moment, value }) =>
    design.operations.flatMap((operation) =>
      (operation.steps ?? []).flatMap((step) =>
        step.kind === 'assign' &&
        step.values.some(({ field, whenEntering }) => field === moment.name && whenEntering?.value === value)
          ? [stampedOf(operation, moment.name)]
          : [],
      ),
    ),
  )
}
