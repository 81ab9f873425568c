import { givenOf } from '../../../design/aspect.js'
import { sentencesOf, speaksOf } from '../../steps/acts.js'
import { givenWords } from '../../steps/give.js'
import type { Demand } from '../demand.js'

/** "removing an item gives the quantity back to the stock". */
export const given: Demand = ({ text, design }) =>
  design.operations.flatMap((operation) =>
    (operation.steps ?? []).flatMap((step) => {
      if (step.kind !== 'give') return []
      const entity = design.entities.find(({ name }) => name === operation.entity)
      const target = design.entities.find(({ name }) => name === step.entity)
      if (entity === undefined || target === undefined) return []
      const column = target.fields.find(({ name }) => name === step.field)
      const { amount } = step
      const count =
        amount.kind === 'field' ? entity.fields.find(({ name }) => name === amount.field) : undefined
      const said = sentencesOf(text).some((sentence) => {
        const words = column === undefined ? null : givenWords(sentence, column, count)
        return words !== null && speaksOf(sentence.replace(words, ''), operation, entity, target)
      })
      return said ? [givenOf(operation, step.entity, step.field)] : []
    }),
  )
