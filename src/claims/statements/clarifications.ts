/** A mark that leaves a decision open, by its offsets in a text. */
export interface Clarification {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The marks `[NEEDS CLARIFICATION: …]` and their like in a text. */
export function clarificationsIn(text: string): readonly Clarification[] {
  return [
    ...text.matchAll(/\[(?:NEEDS? CLARIFICATION|TBD|TO BE (?:DECIDED|DETERMINED))\b[^\]]{0,600}\]?/gi),
  ].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}
