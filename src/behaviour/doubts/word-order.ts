import { claimedAt } from '../../design/questions/ask.js'
import type { Doubt } from '../doubt.js'
import { fieldOf } from '../column.js'
import { ranksOf, wordOrderId } from '../steps/sort-ranks.js'

/** A list can be sorted by a column whose values are words of a scale, and no requirement says which comes first. */
export const wordOrder: Doubt = ({ draft, entity, answers }, { id, steps }) => {
  const sort = (steps ?? []).flatMap((step) => (step.kind === 'select' ? (step.sort ?? []) : [])).at(0)
  if (sort === undefined || entity === null) return []
  return [...new Set([sort.defaultField, ...sort.allowed.map(({ field }) => field)])].flatMap((name) => {
    const field = fieldOf(entity, name)
    const ranks = field === null ? null : ranksOf(draft, entity, field, answers)
    if (field === null || ranks === null || ranks.stated.length > 0) return []
    const question = wordOrderId(entity, field)
    const spans = claimedAt(field, field.origins['enum'] === undefined ? 'exists' : 'enum')
    const [least, greatest] = [field.enum?.[0] ?? '', field.enum?.at(-1) ?? '']
    return [
      {
        id: question,
        kind: 'missing' as const,
        concern: 'client-visible' as const,
        blocking: false,
        subjects: [id, `${entity.name}.${field.name}`],
        about: `${id} sorts by ${name}, whose values are words (${least} to ${greatest}), and no requirement says which comes first.`,
        sources: [],
        spans: spans.slice(0, 2),
        options: [
          { id: 'least-first', label: 'ascending begins with the least and descending with the greatest' },
          {
            id: 'greatest-first',
            label: 'ascending begins with the greatest, as a list of what to do first',
          },
          {
            id: 'letters',
            label: 'the alphabet orders them, so that high comes before low and low before medium',
          },
        ],
        recommended: 'least-first',
        answer: answers.get(question) ?? null,
      },
    ]
  })
}
