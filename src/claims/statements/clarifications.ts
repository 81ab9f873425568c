/** A mark that leaves a decision open, by its offsets in a text. */
export interface Clarification {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** What the template of a feature puts into a mark, or says of marks: `[NEEDS CLARIFICATION: specific question]`. */
const TEMPLATE = /^\[[^:\]]{2,40}:\s{0,3}(?:specific question|e\.g\.|…|\.\.\.)/i

/** A text about marks that demands nothing: `No [NEEDS CLARIFICATION] markers remain`. */
const ABOUT_MARKS = /\bmark(?:er|ed|ing)?s?\b|\bremain(?:s|ing)?\b|\bresolved?\b|\bclarified\b|\bWARN\b/i

/**
 * The marks `[NEEDS CLARIFICATION: …]` and their like in a text. What a template leaves behind and what only speaks of
 * marks is none.
 */
export function clarificationsIn(text: string): readonly Clarification[] {
  return [...text.matchAll(/\[(?:NEEDS? CLARIFICATION|TBD|TO BE (?:DECIDED|DETERMINED))\b[^\]]{0,600}\]?/gi)]
    .filter(([mark]) => !TEMPLATE.test(mark) && (mark.includes(':') || !ABOUT_MARKS.test(text)))
    .map((match) => ({
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    }))
}
