/** A sentence, by its offsets in a text. */
export interface Sentence {
  readonly start: number
  readonly end: number
}

const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|max|min|no|ver|cf)|\b[A-Z])\.$/i

/** Splits a text into sentences at `.`, `!`, `?` and `;` before a blank, abbreviations and numbers apart. */
export function sentencesOf(text: string): readonly Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  for (const match of text.matchAll(/[.!?;]["')\]]?(?= )/g)) {
    const end = match.index + match[0].length
    if (ABBREVIATION.test(text.slice(Math.max(start, end - 8), end))) continue
    if (end - start > 1) sentences.push({ start, end })
    start = end + 1
  }
  if (text.length > start) sentences.push({ start, end: text.length })
  return sentences
}
