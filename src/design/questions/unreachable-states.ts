import { fold, words } from '../canonical-name.js'
import type { DraftOperation } from '../draft.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt, listed } from './ask.js'
import { entityMeant } from './entity-meant.js'

const STATE = /^(?:(?:\w+_)?state|(?:\w+_)?status)$/i

/** The beginning of a word that its forms share: `cancel` of `cancelled`, `approv` of `approved`. */
function stem(word: string): string {
  return word
    .replace(/(?:ied|ed|ing|en|t|n)$/, '')
    .replace(/(.)\1$/, '$1')
    .slice(0, 8)
}

/** Whether an operation brings rows into a state: by its path, its words or a value of its body. */
function reaches({ path, summary, description, body }: DraftOperation, state: string): boolean {
  const text = fold(`${path} ${summary ?? ''} ${description ?? ''}`)
  if (words(state).some((word) => stem(word).length > 2 && text.includes(stem(word)))) return true
  return body.some(
    (field) =>
      STATE.test(field.name) &&
      (field.enum === null || field.enum.some((value) => fold(value) === fold(state))),
  )
}

/**
 * States that no operation brings a row into:
 *
 *     state: open | counting | approved        POST /counts, POST /counts/{id}/approve
 *
 * One question for all of them.
 */
export const askUnreachableStates: QuestionPass = ({ assembly, entities, operations }) => {
  const open = entities.flatMap((entity) => {
    const own = operations.filter(
      ({ path }) =>
        entityMeant(path, entities) === entity ||
        path.split('/').some((segment) => entityMeant(`/${segment}`, entities) === entity),
    )
    const writes = own.filter(({ method }) => method !== 'GET')
    // One operation alone says nothing of the others that may come; two show a way of working.
    if (entity.managedElsewhere || writes.length < 2) return []
    return entity.fields.flatMap((field) => {
      if (!STATE.test(field.name) || field.enum === null || field.enum.length < 3) return []
      const [first, ...others] = field.enum
      const begins = typeof field.default === 'string' ? field.default : first
      const states = [first ?? '', ...others].filter(
        (state) => state !== begins && !writes.some((one) => reaches(one, state)),
      )
      return states.length === 0 || states.length === field.enum.length - 1
        ? []
        : [{ subject: `${entity.name}.${field.name}`, field, states }]
    })
  })
  if (open.length === 0) return
  ask(assembly, {
    id: 'unreachable-states',
    kind: 'missing',
    concern: 'client-visible',
    subjects: open.map(({ subject }) => subject),
    about: `No operation brings a row into a state that documents name: ${listed(open.map(({ subject, states }) => `${subject} ${states.join(', ')}`))}.`,
    spans: open.flatMap(({ field }) => claimedAt(field, 'enum').slice(0, 2)),
    options: [
      { id: 'never', label: 'no row is ever in such a state; what waits for it never happens' },
      { id: 'specified', label: 'the operations are described now; read them again' },
    ],
    recommended: 'never',
  })
}
