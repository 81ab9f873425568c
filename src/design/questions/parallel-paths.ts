import { entityKey } from '../canonical-name.js'
import { isUserParameter, parameterName, segmentsOf } from '../canonical-path.js'
import { groupBy } from '../claim-index.js'
import type { DraftOperation } from '../draft.js'
import type { Entity } from '../entity.js'
import type { QuestionPass } from '../question-pass.js'
import { entityOfPath } from '../resource.js'
import { ask, firstLines } from './ask.js'

/** Two ways to the same rows share at least so many operations. */
const FEWEST = 3

/** Rows as others than their owners see them. */
const OF_OTHERS = /\/(?:admin|internal|public|all|shared|me|my|mine)(?:\/|$)/i

/** The entity that a path leads to, the collection up to its name, and what stands behind it. */
interface Place {
  readonly entity: string
  readonly base: string
  readonly rest: string
}

function placeOf({ path }: DraftOperation, entities: readonly Entity[]): Place | null {
  const entity = entityOfPath(path, entities)
  if (entity === null || OF_OTHERS.test(path)) return null
  const written = segmentsOf(path)
  const at = written.findLastIndex((segment) => entityOfPath(`/${segment}`, [entity]) !== null)
  // The books of a shelf stand beside all books for a reason.
  const within = written.slice(0, at).flatMap((segment) => parameterName(segment) ?? [])
  if (within.some((name) => !isUserParameter(name))) return null
  const segments = written.map((segment) => (parameterName(segment) === null ? segment : '{}'))
  return {
    entity: entity.name,
    base: `/${segments.slice(0, at + 1).join('/')}`,
    rest: segments.slice(at + 1).join('/'),
  }
}

/**
 * Rows of one entity under two paths, with the same methods below each:
 *
 *     GET, POST /api/{user_id}/loans, PUT /api/{user_id}/loans/{id}       one document
 *     GET, POST /users/{user_id}/loans, PUT /users/{user_id}/loans/{id}   another
 *
 * One of them is what an earlier draft said, or both are served.
 */
export const askParallelPaths: QuestionPass = ({ assembly, entities, operations }) => {
  const placed = operations.flatMap((operation) => {
    const place = placeOf(operation, entities)
    return place === null ? [] : [{ operation, place }]
  })
  for (const [entity, own] of groupBy(placed, ({ place }) => place.entity)) {
    const [first, second] = [...groupBy(own, ({ place }) => place.base)].toSorted(
      ([, left], [, right]) => right.length - left.length,
    )
    if (first === undefined || second === undefined) continue
    const [shapes, others] = [first[1], second[1]].map(
      (all) => new Set(all.map(({ operation, place }) => `${operation.method} ${place.rest}`)),
    )
    if ([...(others ?? [])].filter((shape) => shapes?.has(shape) === true).length < FEWEST) continue
    const [kept, parallel] = [first[1], second[1]].map((all) => all.map(({ operation }) => operation))
    ask(assembly, {
      id: `parallel-paths-${entityKey(entity).replaceAll('_', '-')}`,
      kind: 'conflict',
      concern: 'client-visible',
      subjects: [first[0], second[0], ...(parallel ?? []).map(({ id }) => id)],
      about: `Documents reach the same rows under two paths: ${first[0]} and ${second[0]}.`,
      spans: [...firstLines(kept ?? []).slice(0, 4), ...firstLines(parallel ?? []).slice(0, 4)],
      options: [
        { id: 'both', label: 'both are served; what one of them refuses has to be refused by the other too' },
        { id: 'specified', label: 'the documents name one of them now; read them again' },
      ],
      recommended: 'both',
    })
  }
}
