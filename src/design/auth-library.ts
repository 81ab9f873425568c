import type { QuestionPass } from './question-pass.js'

/**
 * Endpoints of the library that issues tokens, when a contract describes them
 * as if this backend served them.
 */
export const askAuthLibrary: QuestionPass = ({ assembly, outOfScope }) => {
  const served = outOfScope.filter(({ origins }) => origins['why'] !== undefined)
  const [first] = served
  if (first === undefined) return
  const spansOf = (key: string) =>
    served
      .flatMap(({ origins }) => origins[key] ?? [])
      .flatMap((origin) => (origin.kind === 'claim' ? [origin.span] : []))
  const contracts = spansOf('exists').filter(({ source }) =>
    ['openapi', 'endpoints', 'constitution'].includes(assembly.sources.kind(source) ?? ''),
  )
  if (contracts.length === 0) return
  const spans = [...contracts.slice(0, 4), ...spansOf('why').slice(0, 4)]
  assembly.questions.add({
    id: 'who-serves-authentication',
    kind: 'conflict',
    concern: 'security',
    blocking: false,
    subjects: served.map(({ what }) => what),
    about: `A document describes ${served
      .slice(0, 3)
      .map(({ what }) => what)
      .join(', ')}, while other lines leave signing in to another system.`,
    sources: [...new Set(spans.map(assembly.sources.line))],
    spans,
    options: [
      { id: 'elsewhere', label: 'the other system serves them; this backend only checks tokens' },
      {
        id: 'here',
        label: 'this backend keeps passwords and issues tokens; the specification has to say how',
      },
    ],
    recommended: 'elsewhere',
    answer: assembly.answers.get('who-serves-authentication') ?? null,
  })
}
