import type { Step, WideReach } from './step.js'

/** Who is not held to the rows of one owner by a step; null for nobody. */
export function widenedFor(step: Step): WideReach | null {
  return step.kind === 'find' || step.kind === 'select' ? (step.wide ?? null) : null
}
