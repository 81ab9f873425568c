import { isHealthPath, parameterName, segmentsOf } from '../canonical-path.js'
import { tierOf } from '../precedence.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt, listed } from './ask.js'
import { linesOf, mentioned } from './lines.js'

/** Documents that call a service instead of describing it. */
const CALLERS: ReadonlySet<string> = new Set(['quickstart', 'plan', 'research'])

/** Whether the last segments of a path are those of another, a parameter standing for any text. */
function endsLike(long: readonly string[], short: readonly string[]): boolean {
  const end = long.slice(long.length - short.length)
  return (
    short.length > 0 &&
    short.length <= long.length &&
    short.every((segment, index) => {
      const other = end[index] ?? ''
      return segment === other || parameterName(segment) !== null || parameterName(other) !== null
    })
  )
}

/**
 * Operations that only a quickstart, a plan or a list of tasks shows, beside a
 * contract that describes all others:
 *
 *     contracts/openapi.yaml   paths: /loans
 *     quickstart.md            curl -X POST …/branches -d '{"name": "North"}'
 *
 * One question for all of them: the contract is incomplete, or the text is old.
 */
export const askOutsideContract: QuestionPass = ({ assembly, operations, outOfScope }) => {
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
  const known = [...operations.map(({ id }) => id), ...outOfScope.map(({ what }) => what)].map((id) => ({
    method: id.slice(0, id.indexOf(' ')),
    path: segmentsOf(id.slice(id.indexOf(' ') + 1)),
  }))
  const called = linesOf(assembly).flatMap((line) => {
    const named =
      CALLERS.has(line.kind) && covered.has(featureOf(line.span.source)) ? mentioned(line.text) : null
    if (named === null || !/^\/[a-z][\w/{}-]*$/.test(named.path) || isHealthPath(named.path)) return []
    const path = segmentsOf(named.path)
    return known.some(
      (one) => one.method === named.method && (endsLike(one.path, path) || endsLike(path, one.path)),
    )
      ? []
      : [{ id: `${named.method} ${named.path}`, span: line.span }]
  })
  const ids = [...new Set([...outside.map(({ operation }) => operation.id), ...called.map(({ id }) => id)])]
  if (ids.length === 0) return
  ask(assembly, {
    id: 'outside-contract',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: ids,
    about: `The contract does not have ${listed(ids)}; other documents call them, without saying all that they take and answer.`,
    spans: [...outside.flatMap(({ spans }) => spans.slice(0, 2)), ...called.map(({ span }) => span)],
    options: [
      {
        id: 'serve',
        label:
          'what is described is served, under the general rule of access; what is only called answers 404',
      },
      { id: 'specified', label: 'the contract has been completed, or the lines removed; read it again' },
    ],
    recommended: 'serve',
  })
}
