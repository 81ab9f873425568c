import { illustrates } from '../claims/illustrations.js'
import type { Assembly } from './assembly.js'
import { entityKey, fold, slug } from './canonical-name.js'
import { candidatesOf, groupBy } from './claim-index.js'
import type { Decision } from './decide.js'
import { decide } from './decide.js'
import type { Entity } from './entity.js'
import type { OperationGroup } from './operation-groups.js'
import { operationId } from './operation-groups.js'
import type { Candidate } from './settle.js'
import { settle } from './settle.js'

/**
 * One success status for each document: a contract that lists several answers,
 * such as 201 for a new row and 200 for a repeated request, does not contradict
 * itself. The status of the usual case is 201 for a POST, else the smallest.
 */
function usualCase(
  group: OperationGroup,
  candidates: readonly Candidate<number>[],
): readonly Candidate<number>[] {
  return [...groupBy(candidates, ({ span }) => span.source).values()].flatMap((own) => {
    const statuses = own.map(({ value }) => value)
    const usual = group.method === 'POST' && statuses.includes(201) ? 201 : Math.min(...statuses)
    return own.filter(({ value }) => value === usual)
  })
}

/**
 * Settles the success status: what documents list, what they show, else REST conventions (API-1), by which a POST to rows
 * of an entity makes one of them.
 */
export function successOf(
  assembly: Assembly,
  group: OperationGroup,
  entity: Entity | null,
): Decision<number> {
  const claimed = candidatesOf(group.claims, 'success')
  const shown = candidatesOf(group.claims, 'response').flatMap(({ value, span, reader }) =>
    value.status >= 200 && value.status < 300 ? [{ value: value.status, span, reader, weight: 1 }] : [],
  )
  const stated = claimed.some((claim) => !illustrates(claim)) || shown.length === 0
  const settled = settle(assembly.sources, 'wire', usualCase(group, stated ? claimed : shown))
  if (settled !== null) {
    return decide(assembly, settled, {
      id: `${slug(operationId(group))}-success`,
      concern: 'client-visible',
      subjects: [operationId(group)],
      what: `success status of ${operationId(group)}`,
      consequence: (status) => `success is answered with ${status}`,
    })
  }
  const last = group.path.slice(group.path.lastIndexOf('/') + 1)
  const rows = entity !== null && entityKey(last) === entityKey(entity.name) && entityKey(last) !== fold(last)
  const collection = !group.path.endsWith('}') && (rows || !/\}\/[^/]+$/.test(group.path))
  const value = group.method === 'DELETE' ? 204 : group.method === 'POST' && collection ? 201 : 200
  return { value, origins: [{ kind: 'standard', clause: 'API-1' }] }
}
