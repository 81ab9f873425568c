/** Headings of sections that tell what is not built, or not now. */
const OUT =
  /\b(?:out[- ]of[- ]scope|non-?goals?|not in scope|excluded|exclusions?|future (?:work|considerations?|enhancements?|features?|endpoints?|phases?|extensions?|scope)|deferred|won't (?:have|do)|later phases?|phase (?:iii|iv|v|3|4|5)\b.{0,20}\bonly|roadmap|planned for later|nice to have)\b/i

/**
 * The heading that puts what stands under it out of scope: `Out of Scope`, `Future Enhancements`.
 *
 * @param headings titles around a text, outermost first
 */
export function outOfScopeHeading(headings: readonly string[]): string | null {
  return headings.find((title) => OUT.test(title)) ?? null
}

/** Whether the words before a name deny it: `no GET /loans`, `instead of PUT /loans/{id}`, `removed: …`. */
export function isDenied(before: string): boolean {
  return /\b(?:no|not|never|without|removed?|removes|deprecated|instead of|rather than|replaces|obsolete|future|later|unlike|previously|was|were)\b[^.;]{0,40}$/i.test(
    before,
  )
}
