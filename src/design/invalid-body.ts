import { causeOf } from './errors.js'
import type { QuestionPass } from './question-pass.js'

/** Bodies with rules for which no document says what breaking one answers. */
export const askInvalidBody: QuestionPass = ({ assembly, operations }) => {
  const silent = operations.filter(
    ({ body, errorFacts }) =>
      body.some(
        ({ required, maxLength, minLength, minimum, maximum, enum: values }) =>
          required || [maxLength, minLength, minimum, maximum, values].some((rule) => rule !== null),
      ) && !errorFacts.some((fact) => causeOf(fact) === 'body'),
  )
  if (silent.length === 0) return
  const given = new Set(
    operations
      .flatMap(({ errorFacts }) => errorFacts)
      .filter((fact) => causeOf(fact) === 'body')
      .map(({ status }) => status),
  )
  const status = given.has(400) && !given.has(422) ? 400 : 422
  const spans = silent
    .flatMap(({ origins }) => (origins['exists'] ?? []).slice(0, 2))
    .flatMap((origin) => (origin.kind === 'claim' ? [origin.span] : []))
    .slice(0, 8)
  assembly.questions.add({
    id: 'invalid-body',
    kind: 'missing',
    concern: 'client-visible',
    blocking: false,
    subjects: silent.map(({ id }) => id),
    about: `No document says what an invalid body answers at ${silent
      .map(({ id }) => id)
      .slice(0, 4)
      .join(', ')}.`,
    sources: [...new Set(spans.map(assembly.sources.line))],
    spans,
    options: [
      { id: '422', label: 'an invalid body is answered with 422, as FastAPI does' },
      { id: '400', label: 'an invalid body is answered with 400' },
    ],
    recommended: String(status),
    answer: assembly.answers.get('invalid-body') ?? null,
  })
}
