import { LINE_LENGTH } from '../line-length.js'

/**
 * The only ways in which foreign text enters Python: as a string literal, a
 * docstring or a comment. See the lexical analysis chapter of the Python reference.
 */

/** Characters that would be invisible, reorder the line, or that no file can hold: written as escapes. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu

/** Remarks by which a comment would give orders to a tool. */
const PRAGMA = /^(?:type|pyright|mypy|fmt|isort|ruff|noqa|nosec|pragma|yapf|pylint|flake8|coding|vim?|-\*-)/i

function codePointEscape(character: string): string {
  const point = character.codePointAt(0) ?? 0
  if (point <= 0xff) return `\\x${point.toString(16).padStart(2, '0')}`
  if (point <= 0xffff) return `\\u${point.toString(16).padStart(4, '0')}`
  return `\\U${point.toString(16).padStart(8, '0')}`
}

function stringEscape(character: string): string {
  switch (character) {
    case '\n':
      return '\\n'
    case '\r':
      return '\\r'
    case '\t':
      return '\\t'
    default:
      return codePointEscape(character)
  }
}

/**
 * A double-quoted literal that evaluates to `text`, lone surrogates included. A long
 * one is written as pieces of at most `width` columns that Python joins, broken after blanks.
 */
export function escapeString(text: string, width = Number.POSITIVE_INFINITY): string {
  const escaped = escapeStringPart(text)
  if (columns(escaped) <= width) return `"${escaped}"`
  const pieces = wrap(escaped.split(/(?<= )/), width, '')
  return pieces.length === 1 ? `"${escaped}"` : `(${pieces.map((piece) => `"${piece}"`).join(' ')})`
}

/** The inside of a double-quoted literal. */
export function escapeStringPart(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replace(UNPRINTABLE, stringEscape)
}

/**
 * A docstring of the lines of `text`, indented as its body is: blanks at the ends
 * of lines and around the text are not kept, as no reader of docstrings keeps them.
 */
export function escapeDocstring(text: string, indentation: string): string {
  const lines = text
    .replaceAll('\r\n', '\n')
    .split(/[\n\r]/)
    .map((line) => line.trimEnd())
  const trimmed = lines.join('\n').trim().replaceAll('\\', '\\\\')
  const closed = trimmed.includes('"""') ? trimmed.replaceAll('"', '\\"') : trimmed.replace(/"$/, '\\"')
  const body = closed
    .replace(UNPRINTABLE, (character) => (character === '\n' ? character : stringEscape(character)))
    .split('\n')
    .flatMap((line) => wrapText(line, LINE_LENGTH - 8 - indentation.length))
    .map((line, index) => (index === 0 || line === '' ? line : indentation + line))
    .join('\n')
  const close = body.includes('\n') ? `\n${indentation}"""` : '"""'
  return `"""${body}${close}`
}

/** The lines of a comment at an indentation; nothing in them is taken for an order by a tool. */
export function escapeComment(text: string, indentation = ''): readonly string[] {
  return text
    .split(/\r\n|[\n\r]/)
    .map((line) =>
      line
        .trim()
        .replaceAll('#', '\\x23')
        .replace(UNPRINTABLE, (character) => (character === '\t' ? ' ' : codePointEscape(character))),
    )
    .flatMap((line) => wrapText(line, LINE_LENGTH - 4 - indentation.length))
    .map((line) => {
      if (line === '') return '#'
      return PRAGMA.test(line) ? `# "${line}"` : `# ${line}`
    })
}

/** Breaks a line at its blanks; a word that is too long stands alone. */
function wrapText(line: string, width: number): readonly string[] {
  return columns(line) <= width ? [line] : wrap(line.split(/ +/), width, ' ')
}

function wrap(words: readonly string[], width: number, between: string): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    if (line !== '' && columns(line) + between.length + columns(word) > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : line + between + word
  }
  lines.push(line)
  return lines
}

/** Width as a linter may count it: characters outside ASCII can be two columns wide. */
export function columns(text: string): number {
  let wide = 0
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7e) wide += 1
  return text.length + wide
}
