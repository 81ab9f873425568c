/** A logical line of Python: the physical lines, counted from 1, that one statement or clause head covers. */
export interface LogicalLine {
  readonly from: number
  readonly to: number
  /** Its first word or sign, enough to notice that two texts do not correspond. */
  readonly head: string
}

/** A run of characters that neither end a line nor open or close anything. */
const PLAIN = /[^\n#"'\\()[\]{} \t]+/y

const OPEN = '([{'
const CLOSE = ')]}'

/**
 * Splits Python into its logical lines (Python reference, 2.1.1): brackets, strings of
 * all kinds and backslashes join physical lines; blank lines and comments are none.
 * Formatting with ruff moves physical lines but keeps logical ones, which is what
 * lets the origin of a statement survive it.
 */
export function logicalLines(text: string): readonly LogicalLine[] {
  const found: LogicalLine[] = []
  let line = 1
  let depth = 0
  let start: { readonly line: number; readonly offset: number } | null = null
  let offset = 0
  const end = (to: number): void => {
    if (start === null) return
    const head = /^(?:\w+|.)/.exec(text.slice(start.offset, start.offset + 80))?.[0] ?? ''
    found.push({ from: start.line, to, head })
    start = null
  }
  while (offset < text.length) {
    PLAIN.lastIndex = offset
    const plain = PLAIN.exec(text)?.[0] ?? ''
    if (plain !== '') {
      start ??= { line, offset }
      offset += plain.length
      continue
    }
    const character = text.charAt(offset)
    if (character === '\n') {
      if (depth === 0) end(line)
      line += 1
      offset += 1
    } else if (character === '#') {
      while (offset < text.length && text.charAt(offset) !== '\n') offset += 1
    } else if (character === ' ' || character === '\t') {
      offset += 1
    } else {
      start ??= { line, offset }
      if (character === '"' || character === "'") {
        const next = skipString(text, offset)
        line += countNewlines(text, offset, next)
        offset = next
      } else if (character === '\\' && text.charAt(offset + 1) === '\n') {
        line += 1
        offset += 2
      } else {
        if (OPEN.includes(character)) depth += 1
        if (CLOSE.includes(character)) depth -= 1
        offset += 1
      }
    }
  }
  end(line)
  return found
}

/** The offset after the string literal that opens at `offset`. */
function skipString(text: string, offset: number): number {
  const quote = text.charAt(offset)
  const triple = text.startsWith(quote.repeat(3), offset)
  const close = triple ? quote.repeat(3) : quote
  let at = offset + close.length
  while (at < text.length) {
    if (text.charAt(at) === '\\') at += 2
    else if (text.startsWith(close, at)) return at + close.length
    else at += 1
  }
  return text.length
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
