/** Columns between tab stops. */
const TAB = 4

/** Characters that change the direction or the place of what stands around them, or have no width. */
const HIDDEN =
  /[\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E0FFF}]/u

/** Characters of two columns: CJK, Hangul, full-width forms, emoji (Unicode TR 11, roughly). */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{1F300}-\u{1F64F}\u{1F680}-\u{1F6FF}\u{1F900}-\u{1F9FF}\u{1FA70}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u

/** One character as a terminal may show it. */
export interface Cell {
  readonly text: string
  /** Columns it takes. */
  readonly width: number
  /** Offset of the character in the text. */
  readonly offset: number
}

/**
 * The characters of a line as a terminal may show them safely: control characters, marks that turn
 * text around and characters without width become visible, tabs become blanks.
 *
 * @param line one line of hostile text
 */
export function visibleCells(line: string): readonly Cell[] {
  const cells: Cell[] = []
  let offset = 0
  let column = 0
  for (const char of line) {
    const cell = visibleCell(char, column)
    cells.push({ ...cell, offset })
    offset += char.length
    column += cell.width
  }
  return cells
}

/** A text of any kind, such as a message with a name from a specification, made safe to show. */
export function visibleText(text: string): string {
  return visibleCells(text.replaceAll(/\s/g, ' '))
    .map((cell) => cell.text)
    .join('')
}

function visibleCell(char: string, column: number): { readonly text: string; readonly width: number } {
  if (char === '\t') {
    const width = TAB - (column % TAB)
    return { text: ' '.repeat(width), width }
  }
  const code = char.codePointAt(0) ?? 0
  // U+2400 and the following show the C0 control characters by name.
  if (code < 0x20) return { text: String.fromCodePoint(0x24_00 + code), width: 1 }
  if (code === 0x7f) return { text: '␡', width: 1 }
  const isLoneSurrogate = code >= 0xd8_00 && code <= 0xdf_ff
  if ((code >= 0x80 && code < 0xa0) || isLoneSurrogate || HIDDEN.test(char)) {
    const text = `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
    return { text, width: text.length }
  }
  if (/\p{Mn}/u.test(char)) return { text: char, width: 0 }
  return { text: char, width: WIDE.test(char) ? 2 : 1 }
}
