import type { InlineText } from '../../source/inline-text.js'
import type { Span } from '../../source/span.js'
import type { ErrorFact } from '../claim.js'

/** A status that a text gives, with its condition. */
export interface StatusWords {
  readonly status: number
  /** The author's words; null when only the standard phrase stands there. */
  readonly condition: string | null
  readonly span: Span
}

const STATUS = /(?<![\w./:-])([1-5]\d\d)(?![\w%:]\d|[\w%]|[.,-]\d)/g

/** The reason phrases of RFC 9110, 15, and the words people put beside a code. */
const PHRASE =
  /^(?:ok|created|accepted|no content|bad request|unauthori[sz]ed|forbidden|not found|method not allowed|conflict|gone|unprocessable(?: entity| content)?|too many requests|(?:internal )?server error|internal error|service unavailable|payload too large|content too large|unsupported media type|bad gateway|gateway timeout|payment required|error|response|status)\b/i

/**
 * The statuses of a line or cell with what is said beside each: `401: missing token`, `404 Not Found - no such book`,
 * `` `404` Not Found, `403` Forbidden ``.
 *
 * @param from where in the text to begin
 */
export function statusWords(text: InlineText, from = 0): readonly StatusWords[] {
  const found = [...text.text.slice(from).matchAll(STATUS)]
  return found.map((match, index) => {
    const start = from + match.index
    const next = found[index + 1]
    const end = next === undefined ? text.text.length : from + next.index
    const words = text.text.slice(start + 3, end)
    const shown =
      start +
      3 +
      words
        .trimEnd()
        .replace(/[,;(/|]$|\b(?:or|and)$/, '')
        .trimEnd().length
    return {
      status: Number(match[1]),
      condition: conditionOf(words),
      span: text.span(start, Math.max(start + 3, shown)),
    }
  })
}

/** What is said after a status, without its reason phrase and punctuation; null when nothing is. */
export function conditionOf(words: string): string | null {
  let rest = words.trim()
  for (let round = 0; round < 3; round += 1) {
    rest = rest.replace(/^[\s:：,;.()[\]"'`*–—=>→-]{1,20}/, '').replace(PHRASE, '')
  }
  rest = rest.replace(/^[\s:：,;.()[\]"'`*–—=>→-]{1,20}/, '').replace(/[\s,;:("'`–—-]{1,20}$/, '')
  const open = rest.split('(').length - rest.split(')').length
  const text = open < 0 ? rest.replace(/\)$/, '') : rest
  return /[\p{L}]{2}/u.test(text) && !/^(?:or|and|if|on|for)$/i.test(text) ? text : null
}

/** The error that words state; null for a success. */
export function errorOf({ status, condition }: StatusWords, message: string | null = null): ErrorFact | null {
  return status >= 400 ? { status, condition, message } : null
}
