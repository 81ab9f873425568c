/** A replacement of one range of a text. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A text after edits, and the way back to the offsets of the original. */
export interface EditedText {
  readonly text: string
  /** Offset in the original of an offset in `text`; inside a replacement: within its range. */
  readonly original: (offset: number) => number
}

/**
 * Applies edits that do not overlap, in the order of their offsets.
 *
 * @param text the original
 * @param edits sorted by `start`
 */
export function applyEdits(text: string, edits: readonly Edit[]): EditedText {
  if (edits.length === 0) return { text, original: (offset) => offset }
  const parts: string[] = []
  /** Where runs of the new text start, in the new text and in the original. */
  const runs: { at: number; from: number; last: number }[] = []
  let length = 0
  let read = 0
  const add = (part: string, from: number, last: number): void => {
    if (part.length === 0) return
    runs.push({ at: length, from, last })
    parts.push(part)
    length += part.length
  }
  for (const edit of edits) {
    add(text.slice(read, edit.start), read, edit.start)
    add(edit.text, edit.start, edit.end)
    read = edit.end
  }
  add(text.slice(read), read, text.length)
  return {
    text: parts.join(''),
    original: (offset) => {
      let low = 0
      let high = runs.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((runs[middle]?.at ?? 0) <= offset) low = middle
        else high = middle - 1
      }
      const run = runs[low]
      return run === undefined ? offset : Math.min(run.from + (offset - run.at), run.last)
    },
  }
}
