/** Longest text that a pattern of a specification is tried on. */
const LONGEST = 2000

/**
 * Whether a pattern of a specification is found in a text. A text is short where a pattern limits
 * it; a longer one is cut, for a hostile pattern may take more than linear time.
 */
export function matches(pattern: string, given: string): boolean {
  const expression = compiled(pattern)
  return expression === null || expression.test(given.slice(0, LONGEST))
}

/** Whether a pattern can be used. */
export function isPattern(pattern: string): boolean {
  return compiled(pattern) !== null
}

function compiled(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return null
  }
}
