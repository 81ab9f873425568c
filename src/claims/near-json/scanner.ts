import type { Remark } from './tree.js'

/** Quotes that open a string, each with the one that closes it. */
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['‘', '’'],
])

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
])

/** A place in a text that only moves forward. */
export interface Scanner {
  readonly text: string
  at: number
}

/** The character at the scanner's place; empty at the end. */
export function peek(scanner: Scanner, ahead = 0): string {
  return scanner.text[scanner.at + ahead] ?? ''
}

/** Skips blanks, and line ends too unless they matter. */
export function skipBlanks(scanner: Scanner, lineEnds: boolean): void {
  for (;;) {
    const char = peek(scanner)
    if (char === '' || !/\s/.test(char) || (!lineEnds && char === '\n')) return
    scanner.at++
  }
}

/** A comment starts here: `//`, `/*`, or `#` behind a blank. */
export function atComment(scanner: Scanner): boolean {
  const char = peek(scanner)
  const before = scanner.text[scanner.at - 1]
  const free = before === undefined || /[\s,;{}[\]()"'`]/.test(before)
  if (char === '/') return (peek(scanner, 1) === '/' && free) || peek(scanner, 1) === '*'
  return char === '#' && free
}

/** Reads the comment that starts here. */
export function readComment(scanner: Scanner): Remark {
  const { text } = scanner
  const start = scanner.at
  const isBlock = peek(scanner, 1) === '*'
  const close = text.indexOf(isBlock ? '*/' : '\n', start + 1)
  const end = close < 0 ? text.length : close
  scanner.at = isBlock && close >= 0 ? end + 2 : end
  const inner = text.slice(start, end)
  const marks = /^(?:\/\*{1,8}|\/{2,8}|#{1,8})/.exec(inner)?.[0].length ?? 0
  return { text: inner.slice(marks).trim(), start, end: scanner.at }
}

/** Reads words in brackets: `(optional, max 200)`; on one line. */
export function readBracketed(scanner: Scanner): Remark {
  const start = scanner.at
  let depth = 0
  while (scanner.at < scanner.text.length) {
    const char = peek(scanner)
    if (char === '\n') break
    scanner.at++
    if (char === '(') depth++
    else if (char === ')' && --depth === 0) break
  }
  const inner = scanner.text.slice(start, scanner.at).trimEnd()
  const closed = inner.endsWith(')') ? inner.slice(1, -1) : inner.slice(1)
  return { text: closed.trim(), start, end: start + inner.length }
}

/** A string starts here. */
export function atString(scanner: Scanner): boolean {
  return QUOTES.has(peek(scanner))
}

/** Reads a string (RFC 8259, 7), whatever its quotes; it ends at its line at the latest. */
export function readString(scanner: Scanner): { readonly value: string; readonly closed: boolean } {
  const close = QUOTES.get(peek(scanner)) ?? '"'
  scanner.at++
  let value = ''
  for (;;) {
    const char = peek(scanner)
    if (char === '' || char === '\n') return { value: value.trimEnd(), closed: false }
    scanner.at++
    if (char === close) return { value, closed: true }
    value += char === '\\' ? readEscape(scanner) : char
  }
}

function readEscape(scanner: Scanner): string {
  const char = peek(scanner)
  if (char === '' || char === '\n') return '\\'
  scanner.at++
  if (char !== 'u') return ESCAPES.get(char) ?? char
  const code = /^[0-9a-fA-F]{4}/.exec(scanner.text.slice(scanner.at, scanner.at + 4))?.[0]
  if (code === undefined) return 'u'
  scanner.at += 4
  return String.fromCharCode(Number.parseInt(code, 16))
}

/** `...` or `…` stands here. */
export function atElision(scanner: Scanner): boolean {
  return peek(scanner) === '…' || scanner.text.startsWith('...', scanner.at)
}

/** Skips to what may end a value on its line: `,`, `;`, a closing bracket, a comment, the line's end. */
export function skipWords(scanner: Scanner): Remark {
  const start = scanner.at
  while (scanner.at < scanner.text.length) {
    const char = peek(scanner)
    if (/[\n,;}\]]/.test(char) || (scanner.at > start && atComment(scanner))) break
    scanner.at++
  }
  const text = scanner.text.slice(start, scanner.at).trimEnd()
  return { text, start, end: start + text.length }
}
