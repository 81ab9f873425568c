import type { Step } from '../design/step.js'
import type { Candidate } from './candidate.js'
import { keyOf } from './naming.js'

const CALCULATES =
  /\b(?:calculat|comput)(?:e|es|ed|ing)\s(?:the |its |a |an )?`?([a-z][a-z_]{1,40}(?: [a-z][a-z_]{1,40}){0,2})/g

/**
 * Why an operation is not built whose words ask for a value to be worked out (`… calculates the total amount from the
 * prices`) that its steps would take from the client; null for other operations.
 */
export function uncalculated({ entity, text }: Candidate, steps: readonly Step[]): string | null {
  if (entity === null) return null
  const sent = new Set(
    steps.flatMap((step) =>
      step.kind === 'insert' || step.kind === 'assign'
        ? step.values.flatMap(({ field, value }) => (value.kind === 'body' ? [keyOf(field)] : []))
        : [],
    ),
  )
  for (const [, said = ''] of text.matchAll(CALCULATES)) {
    const words = said.split(' ')
    const column = words
      .map((_, index) => keyOf(words.slice(0, index + 1).join('_')))
      .find((key) => sent.has(key))
    if (column !== undefined) {
      const field = entity.fields.find(({ name }) => keyOf(name) === column)
      return `its words ask to work out "${field?.name ?? column}", and how is not understood`
    }
  }
  return null
}
