import { visibleText } from '../diagnostics/visible.js'

/**
 * Sets cells in columns, two blanks apart; the last column is not padded.
 * @param rows cells; all rows need not have the same number
 * @param indent blanks before each row
 */
export function columns(rows: readonly (readonly string[])[], indent = 2): string[] {
  const widths: number[] = []
  const shown = rows.map((row) => row.map(visibleText))
  for (const row of shown) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length)
  }
  return shown.map((row) => {
    const cells = row.map((cell, index) =>
      index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0),
    )
    return `${' '.repeat(indent)}${cells.join('  ')}`.trimEnd()
  })
}

/** `1 file`, `2 files`; `plural` when it is not the singular with an `s`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`
}

/** Cuts a text to one line of at most `width` characters. */
export function oneLine(text: string, width: number): string {
  const line = visibleText(text.replaceAll(/\s+/gu, ' ').trim())
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`
}
