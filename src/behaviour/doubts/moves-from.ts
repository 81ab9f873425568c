import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'
import { firstState, movesFromId, refusesStates, stateMove } from '../steps/states.js'

/** A move to another state, and no document says in which states a row may be before. */
export const movesFrom: Doubt = (candidate, { id, behaviour, steps }) => {
  const { entity, operation, answers } = candidate
  if (behaviour !== 'transition' || steps === null || entity === null) return []
  const move = stateMove(candidate, entity)
  if (move?.asked !== true) return []
  const { column, to } = move
  const first = firstState(column)
  const question = movesFromId(candidate)
  const refused = operation.errors.find((status) => status === 409 || status === 400) ?? 409
  return [
    {
      id: question,
      kind: 'missing' as const,
      concern: 'client-visible' as const,
      blocking: false,
      subjects: [id, `${entity.name}.${column.name}`],
      about: `${id} makes ${entity.name}.${column.name} "${to}", and no document says which it may be before.`,
      sources: [],
      spans: spansOf(operation),
      options: [
        { id: 'any', label: `a row in any state becomes "${to}"; nothing is refused` },
        ...(first === null || first === to
          ? []
          : [
              {
                id: 'first',
                label: `only a row that is "${first}" becomes "${to}"; others are refused with ${refused}`,
              },
            ]),
      ],
      recommended: refusesStates(candidate) && first !== null && first !== to ? 'first' : 'any',
      answer: answers.get(question) ?? null,
    },
  ]
}
