import type { Fragment } from '../source/document.js'
import type { Span } from '../source/span.js'
import { fragmentOffset } from '../source/fragments.js'

/** Text that belongs to a code block although it stands outside it. */
export interface Caption {
  readonly text: string
  readonly span: Span
}

/** Longest line that is taken for a caption. */
const LONGEST = 300

/** The line of text directly before a code block, blank lines skipped; null at the start of a document. */
export function captionOf(fragment: Fragment): Caption | null {
  const { text, id } = fragment.source
  let end = text.lastIndexOf('\n', (fragment.lineOffsets[0] ?? 0) - 1)
  // The line of the fence itself.
  const fence = text.slice(text.lastIndexOf('\n', end - 1) + 1, end)
  if (/^[\s>]{0,40}[`~]{3}/.test(fence)) end = text.lastIndexOf('\n', end - 1)
  for (let skipped = 0; end > 0 && skipped < 3; skipped += 1) {
    const start = text.lastIndexOf('\n', end - 1) + 1
    const line = text.slice(start, end)
    if (line.trim() !== '')
      return line.length > LONGEST || /^\s{0,3}(?:`{3}|~{3}|\|)/.test(line)
        ? null
        : { text: line.trim(), span: { source: id, start, end } }
    end = start - 1
  }
  return null
}

/** Words by which an author marks code that must not be written. */
const WRONG =
  /❌|🚫|⛔|\b(?:wrong|incorrect|forbidden|anti-?pattern|bad example|don't do|do not do|never do|not allowed|vulnerable|insecure)\b|^\W{0,4}(?:bad|don't|before)\b/i
const RIGHT = /✅|✔|\b(?:correct|right way|good|instead|preferred|secure|fixed)\b/i

/** Whether a remark says that what follows it is a bad example. */
export function marksWrong(remark: string): boolean {
  return WRONG.test(remark)
}

/** Whether a remark says that what follows it is a good example. */
export function marksRight(remark: string): boolean {
  return RIGHT.test(remark) && !/\bincorrect\b/i.test(remark)
}

/** The span in the document of a range in a code block. */
export function fragmentSpan(
  fragment: Fragment,
  range: { readonly start: number; readonly end: number },
): Span {
  const start = fragmentOffset(fragment, range.start)
  return { source: fragment.source.id, start, end: Math.max(start, fragmentOffset(fragment, range.end)) }
}
