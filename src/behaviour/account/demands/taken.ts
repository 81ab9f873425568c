import { errorOf, takenOf } from '../../../design/aspect.js'
import type { Design } from '../../../design/design.js'
import { singular, wordsOf } from '../../naming.js'
import { withoutTaken } from '../../steps/take.js'
import { takenColumn } from '../../steps/taken-column.js'
import type { Demand } from '../demand.js'

/** "the stock falls when an order is made", "refused when the stock is insufficient". */
export const taken: Demand = ({ text, design }) =>
  design.operations.flatMap((operation) =>
    (operation.steps ?? []).flatMap((step) => {
      if (step.kind !== 'take' && step.kind !== 'takeEach') return []
      const entity = design.entities.find(({ name }) => name === step.entity)
      if (entity === undefined) return []
      const falls = takenColumn(text, entity)?.column.name === step.field
      const refused =
        /\b(?:insufficient|not enough|out of|exceeds?|rejected|refused)\b/.test(text) &&
        names(text, step.field)
      if (!falls && !refused) return []
      return [
        takenOf(operation, step.entity, step.field),
        errorOf(operation, step.otherwise.status, 'condition'),
      ]
    }),
  )

function names(text: string, field: string): boolean {
  const words = new Set(wordsOf(text).map(singular))
  return wordsOf(field).some((word) => words.has(singular(word)))
}

/** A text without the words of what the operations of the design take. */
export function withoutTakenOf(design: Design, text: string): string {
  return design.operations.reduce((rest, { steps }) => withoutTaken(design, steps, rest), text)
}
