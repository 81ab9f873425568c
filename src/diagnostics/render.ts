import { plainPalette, type Palette } from './palette.js'
import { positionAt } from '../source/positions.js'
import type { Position } from '../source/span.js'
import type { Diagnostic, Severity } from './diagnostic.js'
import { type Cell, visibleCells, visibleText } from './visible.js'

/** The text of a source and where its lines start. */
export interface SourceText {
  readonly text: string
  readonly lineStarts: readonly number[]
}

/** What a drawing needs besides the diagnostic. */
export interface RenderOptions {
  /** Finds the text of a source by its id; null when it is not at hand. */
  readonly sourceOf: (id: string) => SourceText | null
  readonly palette?: Palette
  /** Columns that a line of the source may take; longer ones are shown around the span. */
  readonly width?: number
}

/**
 * Draws a diagnostic:
 *
 * ```text
 * specs/loans.yaml:7:16  warning  yaml-unquoted  This value needs quotes; it was read as one string.
 *   7 │       summary: Lend a book: one per member
 *     │                ^^^^^^^^^^^^^^^^^^^^^^^^^^^
 *     = Put quotes around the value.
 * ```
 *
 * Text from a specification cannot move the cursor or turn text around: see {@link visibleCells}.
 *
 * @returns the lines, joined; no line end at the end
 */
export function renderDiagnostic(diagnostic: Diagnostic, options: RenderOptions): string {
  const palette = options.palette ?? plainPalette
  const { span, severity, code, suggestion } = diagnostic
  const source = span === null ? null : options.sourceOf(span.source)
  const place = span === null || source === null ? null : placeOf(source, span.start)
  const where =
    span === null
      ? []
      : [palette.bold(visibleText(span.source) + (place === null ? '' : `:${place.line}:${place.column}`))]
  const paint = paintOf(severity, palette)
  const head = [...where, paint(severity), palette.dim(code), visibleText(diagnostic.message)].join('  ')
  const lines = [head]
  const number = place === null ? '' : String(place.line)
  const gutter = ' '.repeat(number.length + 2)
  if (span !== null && source !== null && place !== null) {
    const drawn = drawLine(source.text, place, span.end, options.width ?? 100)
    lines.push(
      `  ${palette.dim(`${number} │`)} ${drawn.line}`.trimEnd(),
      `${gutter}${palette.dim(' │')} ${drawn.indent}${paint(drawn.underline)}`,
    )
  }
  if (suggestion !== null) lines.push(`${gutter} ${palette.dim('=')} ${visibleText(suggestion)}`)
  return lines.join('\n')
}

interface Place extends Position {
  /** Offsets of the span and of its line, without the line's end. */
  readonly start: number
  readonly lineStart: number
  readonly lineEnd: number
}

function placeOf(source: SourceText, offset: number): Place {
  const { text, lineStarts } = source
  const position = positionAt(source, offset)
  const lineStart = lineStarts[position.line - 1] ?? 0
  let lineEnd = lineStarts[position.line] ?? text.length
  while (lineEnd > lineStart && (text[lineEnd - 1] === '\n' || text[lineEnd - 1] === '\r')) lineEnd--
  return { ...position, start: Math.min(Math.max(offset, lineStart), lineEnd), lineStart, lineEnd }
}

interface DrawnLine {
  readonly line: string
  readonly indent: string
  readonly underline: string
}

function drawLine(text: string, place: Place, spanEnd: number, width: number): DrawnLine {
  // A line without end is cut before anything is measured, around the span.
  const from = Math.max(place.lineStart, place.start - 10 * width)
  const to = Math.min(place.lineEnd, place.start + 10 * width)
  const cells = visibleCells(text.slice(from, to))
  const first = cells.findIndex((cell) => from + cell.offset >= place.start)
  const start = first < 0 ? cells.length : first
  const after = cells.findIndex((cell) => from + cell.offset >= spanEnd)
  const end = after < 0 ? cells.length : Math.max(after, start)
  const [left, right] = windowOf(cells, start, end, width)
  const cutLeft = left > 0 || from > place.lineStart ? '…' : ''
  const cutRight = right < cells.length || to < place.lineEnd ? '…' : ''
  const shownEnd = Math.min(end, right)
  const underline = '^'.repeat(Math.max(1, columns(cells, start, shownEnd)))
  const goesOn = spanEnd > place.lineEnd + 1 || shownEnd < end
  return {
    line:
      cutLeft +
      cells
        .slice(left, right)
        .map((cell) => cell.text)
        .join('') +
      cutRight,
    indent: ' '.repeat(cutLeft.length + columns(cells, left, start)),
    underline: goesOn ? `${underline}…` : underline,
  }
}

/** The cells to show: from the start of the line if the span's beginning fits, else around it. */
function windowOf(cells: readonly Cell[], start: number, end: number, width: number): [number, number] {
  let left = 0
  if (columns(cells, 0, end) > width) {
    left = start
    let room = Math.floor(width / 4)
    while (left > 0 && room > 0) {
      left--
      room -= cells[left]?.width ?? 0
    }
  }
  let right = left
  let room = width
  while (right < cells.length && room > 0) {
    room -= cells[right]?.width ?? 0
    right++
  }
  return [left, right]
}

function columns(cells: readonly Cell[], from: number, to: number): number {
  let sum = 0
  for (let index = from; index < to; index++) sum += cells[index]?.width ?? 0
  return sum
}

function paintOf(severity: Severity, palette: Palette): (text: string) => string {
  return { error: palette.red, warning: palette.yellow, information: palette.blue }[severity]
}
