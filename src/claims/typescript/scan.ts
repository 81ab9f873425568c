import type { Range } from '../python-code/expression.js'

/** A comment in TypeScript, without its marks. */
interface Comment extends Range {
  readonly text: string
}

/** Text in which strings and comments are blanked, letter for letter, so that brackets in them count for nothing. */
export interface ScannedText {
  readonly text: string
  readonly bare: string
  readonly comments: readonly Comment[]
}

/** Blanks strings and comments of TypeScript. Linear; a string ends at its line's end at the latest. */
export function scan(text: string): ScannedText {
  const comments: Comment[] = []
  let bare = ''
  let at = 0
  while (at < text.length) {
    const end = endOfPiece(text, at)
    const piece = text.slice(at, end)
    if (end - at === 1) bare += piece
    else {
      if (piece.startsWith('/')) comments.push({ start: at, end, text: wordsOfComment(piece) })
      bare += piece.replaceAll(/[^\n]/g, ' ')
    }
    at = end
  }
  return { text, bare, comments }
}

/** Where the string or comment that begins here ends; the next character for anything else. */
function endOfPiece(text: string, at: number): number {
  const two = text.slice(at, at + 2)
  if (two === '//') return before(text, text.indexOf('\n', at))
  if (two === '/*') {
    const end = text.indexOf('*/', at + 2)
    return end < 0 ? text.length : end + 2
  }
  const quote = text[at] ?? ''
  if (!/["'`]/.test(quote)) return at + 1
  for (let end = at + 1; end < text.length; end += 1) {
    if (text[end] === '\\') end += 1
    else if (text[end] === quote) return end + 1
    else if (text[end] === '\n' && quote !== '`') return end
  }
  return text.length
}

function before(text: string, at: number): number {
  return at < 0 ? text.length : at
}

function wordsOfComment(comment: string): string {
  return comment
    .replaceAll(/^\/\/+|^\/\*+|\*+\/$/g, '')
    .replaceAll(/^[ \t]{0,40}\*/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** The offset behind the bracket that closes the one at `open`; null when none does. */
export function closing({ bare }: ScannedText, open: number): number | null {
  let depth = 0
  for (let at = open; at < bare.length; at += 1) {
    const letter = bare[at] ?? ''
    if ('({['.includes(letter)) depth += 1
    else if (')}]'.includes(letter)) {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return null
}

/** The pieces of a range between separators that stand in no brackets, without blanks around them. */
export function split(scanned: ScannedText, range: Range, separators: RegExp): readonly Range[] {
  const pieces: Range[] = []
  let depth = 0
  let start = range.start
  const close = (end: number): void => {
    const piece = scanned.bare.slice(start, end)
    const text = scanned.text.slice(start, end)
    const lead = Math.min(leading(piece), leading(text) + piece.length)
    if (piece.trim() !== '' || /["'`]/.test(text))
      pieces.push({
        start: start + (piece.trim() === '' ? leading(text) : lead),
        end: start + text.trimEnd().length,
      })
    start = end + 1
  }
  for (let at = range.start; at < range.end; at += 1) {
    const letter = scanned.bare[at] ?? ''
    if ('({['.includes(letter)) depth += 1
    else if (')}]'.includes(letter)) depth -= 1
    else if (depth === 0 && separators.test(letter)) close(at)
  }
  close(range.end)
  return pieces
}

function leading(text: string): number {
  return text.length - text.trimStart().length
}
