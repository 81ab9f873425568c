import type { Entity } from '../../design/entity.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { implemented, notImplemented, type Implementation } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'
import { locateRow } from '../steps/locate.js'
import { flagEffect, type FlagEffect } from './flag.js'

/** A flag of a row that was found: where the row is kept, and what happens to the flag. */
export interface LocatedFlag {
  readonly entity: Entity
  readonly row: string
  readonly flag: FlagEffect
}

/**
 * The steps of an operation that changes a flag: who may, which row, and the change.
 *
 * @param change - the step that changes the flag of the located row
 */
export function changeFlag(candidate: Candidate, change: (located: LocatedFlag) => Step): Implementation {
  const flag = flagEffect(candidate)
  const { entity } = candidate
  if (flag === null || entity === null) return notImplemented('the flag is not known')
  const guard = guardSteps(candidate)
  if (!guard.ok) return notImplemented(guard.why)
  const located = locateRow(candidate, entity)
  if (!located.ok) return notImplemented(located.why)
  const { row, steps } = located.value
  return implemented([...guard.value, ...steps, change({ entity, row, flag })], row)
}
