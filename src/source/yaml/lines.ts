import type { Edit } from './edits.js'

/** Lines that a block scalar (`|` or `>`) may swallow look like any other; these are told apart. */
const BLOCK_SCALAR = /(?:^|[\s:-])[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$/

/** A line of a YAML text. */
export interface Line {
  readonly start: number
  /** Without the line's end. */
  readonly text: string
  /** Columns of white space before the first character; the length of the line when blank. */
  readonly indent: number
  /** Stands in the text of a block scalar, where nothing needs quotes. */
  readonly inBlockScalar: boolean
}

/**
 * Cuts a YAML text into lines.
 *
 * @param text the text; lines end with LF or CRLF
 */
export function yamlLines(text: string): readonly Line[] {
  const lines: Line[] = []
  let scalarIndent: number | null = null
  let start = 0
  for (const raw of text.split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const indent = line.length - line.trimStart().length
    const blank = indent === line.length
    if (scalarIndent !== null && !blank && indent <= scalarIndent) scalarIndent = null
    lines.push({ start, text: line, indent, inBlockScalar: scalarIndent !== null })
    if (scalarIndent === null && !blank && endsLikeBlockScalar(line)) scalarIndent = indent
    start += raw.length + 1
  }
  return lines
}

function endsLikeBlockScalar(line: string): boolean {
  // Only the tail is looked at: a header is short, a hostile line is not.
  return BLOCK_SCALAR.test(line.slice(-80))
}

/** The value after `key: ` (or after `- `) on one line. */
export interface LineValue {
  readonly key: string | null
  /** Offsets in the text. */
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Finds the value that a line gives to its key.
 *
 * @returns null when the line has neither a key with a value nor a list item
 */
export function lineValue(line: Line): LineValue | null {
  let at = line.indent
  while (line.text.startsWith('- ', at)) {
    at += 2
    while (line.text[at] === ' ') at++
  }
  const isItem = at > line.indent
  const colon = line.text.indexOf(': ', at)
  const key = colon > at ? line.text.slice(at, colon) : null
  if (key === null && !isItem) return null
  let from = key === null ? at : colon + 2
  while (line.text[from] === ' ' || line.text[from] === '\t') from++
  const text = withoutComment(line.text.slice(from)).trimEnd()
  if (text === '') return null
  return { key, start: line.start + from, end: line.start + from + text.length, text }
}

/** The edit that puts a value into single quotes (YAML 1.2, 7.3.2); a lone first quote goes. */
export function quoteEdit(value: LineValue): Edit {
  const bare = isUnclosed(value) ? value.text.slice(1) : value.text
  return { start: value.start, end: value.end, text: `'${bare.replaceAll("'", "''")}'` }
}

/** The value opens with a quote that the line does not close. */
export function isUnclosed(value: LineValue): boolean {
  const quote = value.text[0]
  return (quote === '"' || quote === "'") && !value.text.includes(quote, 1)
}

/**
 * The brackets that a value opens and does not close on its line, as their closing counterparts in
 * the order that closes them; empty when there are none.
 */
export function missingBrackets(value: LineValue): string {
  if (value.text[0] !== '{' && value.text[0] !== '[') return ''
  const open: string[] = []
  let quote = ''
  for (const char of value.text) {
    if (quote !== '') {
      if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (char === '{') open.push('}')
    else if (char === '[') open.push(']')
    else if (char === '}' || char === ']') open.pop()
  }
  return quote === '' ? open.reverse().join('') : ''
}

function withoutComment(value: string): string {
  if (value.startsWith('"') || value.startsWith("'")) return value
  const comment = value.indexOf(' #')
  return comment < 0 ? value : value.slice(0, comment)
}
