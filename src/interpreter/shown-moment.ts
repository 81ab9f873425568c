/** A stored moment as JSON has it: `2026-03-05T10:00:00Z`, with a fraction only where there is one (RFC 3339). */
export function shownMoment(value: string): string {
  return `${withoutEmptyFraction(value)}Z`
}

/** A stored moment or time without a fraction of zeros. */
export function withoutEmptyFraction(value: string): string {
  return value.endsWith('.000000') ? value.slice(0, -7) : value
}
