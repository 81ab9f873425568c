/** Headings of sections that tell what is not built, or not now. */
const OUT =
  /\b(?:out[- ]of[- ]scope|non-?goals?|not in scope|excluded|exclusions?|future (?:work|considerations?|enhancements?|features?|endpoints?|phases?|extensions?|scope)|deferred|won't (?:have|do)|later phases?|phase (?:iii|iv|v|3|4|5)\b.{0,20}\bonly|(?<!\b(?:implementation|development|delivery|build|execution|phased?|rollout) )roadmap|planned for later|nice to have)\b|\((?:planned|geplant|planificado|planejado|future|futuro|coming soon)\)|\b(?:nicht im umfang|au(?:ß|ss)erhalb des umfangs|fuera de(?:l)? alcance|fora d[eo] escopo|hors périmètre)(?![\wà-ÿ])|範圍外|范围外|超出範圍|超出范围|対象外|スコープ外|범위 ?(?:외|밖)|未來(?:功能|擴充|規劃)|未来(?:功能|扩展|规划)/i

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
