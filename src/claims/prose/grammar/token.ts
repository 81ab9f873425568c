/** The smallest part of a sentence. */
export interface Token {
  readonly kind: 'word' | 'number' | 'quoted' | 'mark'
  /** A word in lower case with straight apostrophes, the digits, what stands between quotes, or the mark. */
  readonly text: string
  /** As written. */
  readonly written: string
  readonly start: number
  readonly end: number
}

/** `"…"`, a word or name, a number, any other mark. Each alternative is bounded. */
const TOKEN =
  /["“]([^"“”]{0,120})["”]|([\p{L}_][\p{L}\p{N}_]{0,60}(?:['’-][\p{L}\p{N}_]{1,60}){0,4}['’]?)|(\d{1,15}(?:\.\d{1,10})?)|[^\s`*]/gu

/** Cuts a sentence into tokens; blanks and the marks of Markdown are none. */
export function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(TOKEN)].map((match): Token => {
    const [written, quoted, word, number] = match
    const place = { written, start: match.index, end: match.index + written.length }
    if (quoted !== undefined) return { kind: 'quoted', text: quoted, ...place }
    if (word !== undefined) return { kind: 'word', text: word.toLowerCase().replaceAll('’', "'"), ...place }
    if (number !== undefined) return { kind: 'number', text: number, ...place }
    return { kind: 'mark', text: written, ...place }
  })
}
