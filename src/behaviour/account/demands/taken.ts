import { errorOf, takenOf } from '../../../design/aspect.js'
import type { Design } from '../../../design/design.js'
import type { Entity } from '../../../design/entity.js'
import type { Operation } from '../../../design/operation.js'
import { singular, wordsOf } from '../../naming.js'
import { sentencesOf, speaksOf } from '../../steps/acts.js'
import { TOO_LITTLE, withoutTaken } from '../../steps/take.js'
import { takenColumn } from '../../steps/taken-column.js'
import type { Demand } from '../demand.js'

/** "the stock falls when an order is made", "refused when the stock is insufficient". */
export const taken: Demand = ({ text, design }) =>
  design.operations.flatMap((operation) =>
    (operation.steps ?? []).flatMap((step) => {
      if (step.kind !== 'take' && step.kind !== 'takeEach') return []
      const entity = design.entities.find(({ name }) => name === step.entity)
      if (entity === undefined) return []
      const falls =
        takenColumn(text, entity)?.column.name === step.field &&
        !isOfAnother({ text, design }, operation, entity)
      const refused =
        (TOO_LITTLE.test(text) || /\b(?:out of|rejected|refused)\b/.test(text)) &&
        names(text, step.field) &&
        !isOfAnother({ text, design }, operation, entity)
      // Another answer than the one that is given.
      const status = /\b(?:400|409|422)\b/.exec(text)?.[0]
      if (status !== undefined && TOO_LITTLE.test(text) && status !== String(step.otherwise.status)) return []
      if (!falls && !refused) return []
      return [
        takenOf(operation, step.entity, step.field),
        errorOf(operation, step.otherwise.status, 'condition'),
      ]
    }),
  )

/** Whether a text says by name that making another row takes from the entity, and not that this operation does. */
function isOfAnother(
  { text, design }: { readonly text: string; readonly design: Design },
  operation: Operation,
  target: Entity,
): boolean {
  const taking = sentencesOf(text).filter((sentence) => takenColumn(sentence, target) !== null)
  const spoken = (other: Operation): boolean => {
    const entity = design.entities.find(({ name }) => name === other.entity)
    return (
      entity !== undefined &&
      entity !== target &&
      taking.some((sentence) => speaksOf(sentence, other, entity, target))
    )
  }
  return !spoken(operation) && design.operations.some((other) => other.method === 'POST' && spoken(other))
}

function names(text: string, field: string): boolean {
  const words = new Set(wordsOf(text).map(singular))
  return wordsOf(field).some((word) => words.has(singular(word)))
}

/** A text without the words of what the operations of the design take and give back. */
export function withoutTakenOf(design: Design, text: string): string {
  return design.operations.reduce((rest, { steps }) => withoutTaken(design, steps, rest), text)
}
