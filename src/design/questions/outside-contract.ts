import { isHealthPath } from '../canonical-path.js'
import { tierOf } from '../precedence.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt, listed } from './ask.js'

/**
 * Operations that only a quickstart, a plan or a list of tasks shows, beside a
 * contract that describes all others:
 *
 *     contracts/openapi.yaml   paths: /loans
 *     quickstart.md            curl -X POST …/branches -d '{"name": "North"}'
 *
 * One question for all of them: the contract is incomplete, or the text is old.
 */
export const askOutsideContract: QuestionPass = ({ assembly, operations }) => {
  const tierOfOperation = (claims: readonly { readonly source: string }[]): number =>
    Math.min(9, ...claims.map(({ source }) => tierOf(assembly.sources, source, 'wire')))
  const ranked = operations.map((operation) => {
    const spans = claimedAt(operation, 'exists')
    return { operation, spans, tier: tierOfOperation(spans) }
  })
  const featureOf = (source: string) => assembly.sources.sources.get(source)?.feature?.folder ?? null
  const covered = new Set(
    ranked
      .filter(({ tier }) => tier <= 1)
      .flatMap(({ spans }) => spans.map(({ source }) => featureOf(source))),
  )
  const outside = ranked.filter(
    ({ operation, spans, tier }) =>
      tier >= 4 &&
      !isHealthPath(operation.path) &&
      spans.some(({ source }) => covered.has(featureOf(source))),
  )
  if (outside.length === 0) return
  ask(assembly, {
    id: 'outside-contract',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: outside.map(({ operation }) => operation.id),
    about: `The contract does not have ${listed(outside.map(({ operation }) => operation.id))}; other documents call them, without saying all that they take and answer.`,
    spans: outside.flatMap(({ spans }) => spans.slice(0, 2)),
    options: [
      {
        id: 'serve',
        label: 'they are served as far as they are described; who may call them follows the general rule',
      },
      { id: 'specified', label: 'the contract has been completed, or the lines removed; read it again' },
    ],
    recommended: 'serve',
  })
}
