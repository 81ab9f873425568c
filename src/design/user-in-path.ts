import type { Assembly } from './assembly.js'
import type { OutOfScope } from './design.js'
import type { OperationGroup } from './operation-groups.js'
import { claimsOf, groupTier, operationId } from './operation-groups.js'
import { compareAuthority } from './precedence.js'
import type { Scope } from './scope.js'
import { userVariants } from './scope.js'

const ID = 'user-in-path'

function strongestSpan(assembly: Assembly, group: OperationGroup) {
  const order = compareAuthority(assembly.sources, 'wire')
  return claimsOf(group)
    .map(({ span }) => span)
    .toSorted(order)[0]
}

/** Whether documents of one authority and one feature write both: none amends the other. */
function isUndecided(assembly: Assembly, left: OperationGroup, right: OperationGroup): boolean {
  const featureOf = (group: OperationGroup) =>
    assembly.sources.sources.get(strongestSpan(assembly, group)?.source ?? '')?.feature?.order ?? -1
  return groupTier(assembly, left) === groupTier(assembly, right) && featureOf(left) === featureOf(right)
}

/**
 * Chooses between operations that differ only in a user id in the path, such as
 * `/api/{user_id}/loans` and `/api/loans`: the stronger document settles it for
 * all of them, the later feature between equals, and the choice is asked,
 * because clients written for one do not work with the other.
 */
export function chooseUserPaths(assembly: Assembly, scope: Scope): Scope {
  const pairs = userVariants(scope.operations)
  const [first] = pairs
  if (first === undefined) return scope
  const order = compareAuthority(assembly.sources, 'wire')
  const votes = pairs.map(([withUser, without]) => {
    const left = strongestSpan(assembly, withUser)
    const right = strongestSpan(assembly, without)
    return left !== undefined && right !== undefined && order(left, right) < 0 ? 1 : -1
  })
  const preferred = votes.reduce<number>((sum, vote) => sum + vote, 0) >= 0 ? 'with-user' : 'without-user'
  const answer = assembly.answers.get(ID) ?? null
  const chosen = answer === 'with-user' || answer === 'without-user' ? answer : preferred
  const spans = pairs
    .slice(0, 2)
    .flatMap((pair) => pair.flatMap((group) => strongestSpan(assembly, group) ?? []))
  assembly.questions.add({
    id: ID,
    kind: 'conflict',
    concern: 'client-visible',
    blocking: pairs.some((pair) => isUndecided(assembly, ...pair)),
    subjects: pairs.flatMap((pair) => pair.map(operationId)),
    about: `Documents write the same operations with and without the user id in the path, such as ${operationId(first[0])} and ${operationId(first[1])}.`,
    sources: [...new Set(spans.map(assembly.sources.line))],
    spans,
    options: [
      { id: 'with-user', label: `clients call ${first[0].path}; the id must be the caller's own` },
      {
        id: 'without-user',
        label: `clients call ${first[1].path}; the token alone tells whose rows are meant`,
      },
    ],
    recommended: preferred,
    answer,
  })
  const dropped = new Map(
    pairs.map(([withUser, without]) => (chosen === 'with-user' ? [without, withUser] : [withUser, without])),
  )
  const outOfScope = [...dropped].map(([group, successor]): OutOfScope => ({
    what: operationId(group),
    why: `replaced by ${operationId(successor)}`,
    origins: {
      exists: claimsOf(group)
        .slice(0, 4)
        .map(({ span, reader }) => ({ kind: 'claim', span, reader })),
    },
  }))
  return {
    operations: scope.operations.filter((group) => !dropped.has(group)),
    outOfScope: [...scope.outOfScope, ...outOfScope],
  }
}
