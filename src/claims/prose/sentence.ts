import { type InlineText, sliceOf } from '../../source/inline-text.js'
import type { Span } from '../../source/span.js'
import type { OperationName } from '../outline/operation-name.js'

/** A sentence with what stands around it. */
export interface Sentence {
  /** Its text on one line, without Markdown marks. */
  readonly text: string
  /** Offsets of this text to the document. */
  readonly span: (start: number, end: number) => Span
  readonly whole: Span
  /** The operation of the section around it. */
  readonly operation: OperationName | null
  /** The field that the row or item around it describes; null or left out without one. */
  readonly subject?: string | null
  /** The sentence behind it in the same paragraph or item; null or left out without one. */
  readonly following?: string | null
  /** Titles around it, outermost first. */
  readonly headings: readonly string[]
}

/** Longest sentence that is looked at. */
const LONGEST = 600

/**
 * Cuts a text into sentences at full stops, semicolons and the like that are followed by a blank. Abbreviations and
 * numbers do not end one.
 */
export function sentencesOf(
  text: InlineText,
  around: Pick<Sentence, 'operation' | 'headings' | 'subject'>,
): readonly Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  const close = (end: number): void => {
    const raw = text.text.slice(start, end)
    const from = start + (raw.length - raw.trimStart().length)
    const to = from + raw.trim().length
    start = end
    if (to - from < 8 || to - from > LONGEST) return
    sentences.push({
      ...sliceOf(text, from, to),
      whole: text.span(from, to),
      operation: around.operation,
      headings: around.headings,
      subject: around.subject ?? null,
    })
  }
  // `What happens when the shelf is full? Refused with 409.` is one thought.
  const ends = /^\W{0,4}(?:what|how|which|can|does|is)\b/i.test(text.text)
    ? /[.!;](?= +\S)/g
    : /[.!?;](?= +\S)/g
  for (const match of text.text.matchAll(ends)) {
    const before = text.text.slice(Math.max(0, match.index - 4), match.index)
    if (!/(?:\be\.g|\bi\.e|\bvs|\betc|\bNo|\b\d)$/i.test(before)) close(match.index + 1)
  }
  close(text.text.length)
  return sentences.map((sentence, index) => ({ ...sentence, following: sentences[index + 1]?.text ?? null }))
}
