/** A statement in a longer text, without its semicolon. */
export interface SqlStatement {
  readonly text: string
  /** Offset of `text` in the whole. */
  readonly start: number
}

/**
 * Splits SQL at semicolons that stand outside of strings, quoted names, comments and dollar quotes (PostgreSQL 18,
 * 4.1 Lexical Structure). A quote that is never closed ends with the text.
 */
export function splitStatements(text: string): readonly SqlStatement[] {
  const statements: SqlStatement[] = []
  let start = 0
  let at = 0
  const end = (stop: number): void => {
    const raw = text.slice(start, stop)
    if (raw.trim() !== '') statements.push({ text: raw, start })
    start = stop + 1
  }
  while (at < text.length) {
    const skipped = skipQuoted(text, at)
    if (skipped > at) at = skipped
    else {
      if (text[at] === ';') end(at)
      at += 1
    }
  }
  end(text.length)
  return statements
}

/** The end of a string, quoted name or comment that starts here; `at` when none does. */
function skipQuoted(text: string, at: number): number {
  const letter = text[at]
  if (letter === "'" || letter === '"') return after(text, letter, at + 1)
  if (letter === '-' && text[at + 1] === '-') return after(text, '\n', at + 2)
  if (letter === '/' && text[at + 1] === '*') return after(text, '*/', at + 2)
  if (letter !== '$') return at
  const tag = /^\$(?:[A-Za-z_]\w{0,60})?\$/.exec(text.slice(at, at + 64))
  return tag === null ? at : after(text, tag[0], at + tag[0].length)
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? text.length : found + mark.length
}

/** Where a statement begins behind blanks and comments. */
export function leadingOffset(text: string): number {
  let at = 0
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) at += 1
    else if (text.startsWith('--', at)) at = after(text, '\n', at)
    else if (text.startsWith('/*', at)) at = after(text, '*/', at + 2)
    else return at
  }
  return at
}
