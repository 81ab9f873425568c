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

/** A double-quoted literal that evaluates to `text`, lone surrogates included. */
export function escapeString(text: string): string {
  return `"${escapeStringPart(text)}"`
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
    .replace(/\n(?!\n)/g, `\n${indentation}`)
  const close = body.includes('\n') ? `\n${indentation}"""` : '"""'
  return `"""${body}${close}`
}

/** The lines of a comment; nothing in them is taken for an order by a tool. */
export function escapeComment(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r]/).map((line) => {
    const safe = line
      .trim()
      .replaceAll('#', '\\x23')
      .replace(UNPRINTABLE, (character) => (character === '\t' ? ' ' : codePointEscape(character)))
    if (safe === '') return '#'
    return PRAGMA.test(safe) ? `# "${safe}"` : `# ${safe}`
  })
}
