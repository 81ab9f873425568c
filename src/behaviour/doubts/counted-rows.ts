import type { Doubt } from '../doubt.js'
import { sentenceName } from '../naming.js'
import { spansOf } from '../question.js'
import { countedRows, countedRowsId } from '../steps/periods.js'

/** Periods may not overlap, and no document says whether rows that are over still count. */
export const countedRowsDoubt: Doubt = (candidate, { id, steps }) => {
  const { entity, answers, operation } = candidate
  const counted =
    entity?.apart === undefined ? null : countedRows({ answers: new Map() }, entity, entity.apart)
  if (entity === null || counted === null || counted.said) return []
  if (!(steps ?? []).some((step) => step.kind === 'check' && step.condition.kind === 'apart')) return []
  const noun = sentenceName(entity.name).toLowerCase()
  const states = counted.where.flatMap((test) => ('value' in test ? [String(test.value)] : [])).join(' or ')
  return [
    {
      id: countedRowsId(entity),
      kind: 'missing',
      concern: 'client-visible',
      blocking: false,
      subjects: [id],
      about: `No document says whether a ${noun} that is ${states} still keeps others from its period.`,
      sources: [],
      spans: spansOf(operation),
      options: [
        { id: 'present', label: `a ${noun} that is ${states} does not count` },
        { id: 'all', label: `every ${noun} counts, whatever its state` },
      ],
      recommended: 'present',
      answer: answers.get(countedRowsId(entity)) ?? null,
    },
  ]
}
