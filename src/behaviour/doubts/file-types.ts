import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'
import { unknownTypes } from '../steps/file-rules.js'

/** Documents allow files of which nothing tells what they are, beside others of which it does: `PDF, DOCX or CSV`. */
export const fileTypes: Doubt = (candidate, { id, steps }) => {
  const store = (steps ?? []).find((step) => step.kind === 'store')
  if (store === undefined) return []
  const field = candidate.operation.body.find(({ name }) => name === store.file) ?? null
  const strange = unknownTypes(candidate, field)
  if (strange.length === 0) return []
  const names = strange.join(', ')
  const question = `file-types-${store.row}-${store.file}`
  return [
    {
      id: question,
      kind: 'unsupported',
      concern: 'client-visible',
      blocking: false,
      subjects: [id],
      about: `${id} is to take files of the types ${names} as well, which their content does not show.`,
      sources: [],
      spans: spansOf(candidate.operation),
      options: [
        {
          id: 'refuse',
          label: `a file of the type ${names} is refused with ${store.rules.wrongType.status}; nobody can upload a page or a program under that name`,
        },
        { id: 'later', label: `uploads are not to be relied on before ${names} is written by hand` },
      ],
      recommended: 'refuse',
      answer: candidate.answers.get(question) ?? null,
    },
  ]
}
