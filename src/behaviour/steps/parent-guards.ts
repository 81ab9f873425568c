import type { KeptGuard } from '../../design/draft.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { entityNamed } from '../entity-of.js'
import { refusalOf } from '../failure.js'
import { parentMessage, saidMessage } from './guard-message.js'
import { isPresence, testsOf } from './row-guards.js'

/** The entity by whose row a guard refuses, where that is not the row of the operation; null otherwise. */
function parentNamed({ draft, entity }: Candidate, { guard }: KeptGuard): string | null {
  const parent = guard.parent === undefined ? null : entityNamed(draft.entities, guard.parent)
  return parent === null || parent === entity ? null : parent.name
}

/**
 * The steps with a look at the row above, right behind finding it, where documents refuse to make, change or remove rows
 * for what that row is: `items can only be added while the order is a draft`. The row above is locked, so that nobody
 * moves it on meanwhile. A sentence about a row that the operation does not find stays with its line.
 */
export function withParentGuards<T extends { readonly steps: readonly Step[] }>(
  candidate: Candidate,
  implementation: T,
): T {
  const guards = (candidate.operation.guards ?? []).filter((kept) => parentNamed(candidate, kept) !== null)
  const steps = guards.reduce<readonly Step[]>(
    (all, kept) => guarded(candidate, all, kept),
    implementation.steps,
  )
  return guards.length === 0 ? implementation : { ...implementation, steps }
}

function guarded(candidate: Candidate, steps: readonly Step[], kept: KeptGuard): readonly Step[] {
  const parent = entityNamed(candidate.draft.entities, parentNamed(candidate, kept) ?? '')
  const at = steps.findIndex(
    (step) => step.kind === 'find' && step.entity === parent?.name && (step.whenBody ?? null) === null,
  )
  const found = steps[at]
  const tests = parent === null ? null : testsOf(candidate, parent, kept.guard)
  if (found?.kind !== 'find' || parent === null || tests === null) return steps
  const status = kept.guard.answer?.status ?? refusalOf(candidate, 'condition').failure.status
  const message =
    kept.guard.answer?.message ??
    saidMessage(candidate.operation, status) ??
    parentMessage(candidate, parent, kept.guard)
  const check: Step = {
    kind: 'check',
    condition: {
      kind: 'guard',
      row: found.row,
      refused: kept.guard.refused === 'when' ? 'any' : 'all',
      tests,
    },
    otherwise: { status, message },
    origins: kept.origins,
  }
  let end = at + 1
  while (isPresence(steps[end])) end += 1
  return [...steps.slice(0, end), check, ...steps.slice(end)]
}
