import type { Step } from '../../design/step.js'

/** Whether any step uses the caller's id as a value. */
export function mentionsCaller(steps: readonly Step[]): boolean {
  return steps.some((step) => holdsCaller(step))
}

function holdsCaller(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(
    ([key, inner]) => key !== 'origins' && ((key === 'kind' && inner === 'caller') || holdsCaller(inner)),
  )
}
