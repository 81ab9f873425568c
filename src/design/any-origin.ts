import { candidatesOf, claimsAbout } from './claim-index.js'
import type { QuestionPass } from './question-pass.js'

const ID = 'cors-any-origin'

/**
 * Documents that let every site call with the caller's credentials: as an origin
 * `*`, or as the example of the variable that lists the origins.
 */
export const askAnyOrigin: QuestionPass = ({ assembly }) => {
  const { claims } = assembly.reading
  const origins = candidatesOf(claimsAbout(claims, 'service'), 'corsOrigins')
    .filter(({ value }) => value.includes('*'))
    .map(({ span }) => span)
  const settings = claimsAbout(claims, 'setting')
    .filter(
      ({ subject, property, value }) =>
        property === 'example' &&
        /CORS|ORIGINS/.test(subject.name) &&
        value.split(/[\s,"'[\]]/).includes('*'),
    )
    .map(({ span }) => span)
  const spans = [...origins, ...settings].slice(0, 4)
  if (spans.length === 0) return
  assembly.questions.add({
    id: ID,
    kind: 'unsupported',
    concern: 'security',
    blocking: false,
    subjects: ['CORS'],
    about: 'The documents allow every origin, and callers send credentials.',
    sources: [...new Set(spans.map(assembly.sources.line))],
    spans,
    options: [
      {
        id: 'listed',
        label: 'only origins that are listed one by one; the service refuses to start with "*"',
      },
    ],
    recommended: 'listed',
    answer: assembly.answers.get(ID) ?? null,
  })
}
