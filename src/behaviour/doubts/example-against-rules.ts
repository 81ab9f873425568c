import { breaksRules } from '../../design/conformance.js'
import type { Doubt } from '../doubt.js'
import { questionId, spansOf } from '../question.js'
import { claimedAt } from '../../design/questions/ask.js'

/** A request that the documents show with an answer of success, and that breaks the rules they give for its body. */
export const exampleAgainstRules: Doubt = ({ operation, answers }, completed) => {
  const against = completed.examples.filter(
    (example) => example.status !== null && example.status < 400 && breaksRules(completed, example),
  )
  if (completed.steps === null || against.length === 0) return []
  const id = questionId(operation, 'example-against-rules')
  const shown = against.flatMap((example) => claimedAt(example, 'exists'))
  return [
    {
      id,
      kind: 'conflict',
      concern: 'client-visible',
      blocking: false,
      subjects: [operation.id],
      about: `${operation.id} shows a request that succeeds and breaks the rules of its body.`,
      sources: [],
      spans: shown.length > 0 ? shown : spansOf(operation),
      options: [{ id: 'rules', label: 'the rules hold, and the request that is shown is refused' }],
      recommended: 'rules',
      answer: answers.get(id) ?? null,
    },
  ]
}
