import type { Nodes } from 'mdast'
import type { Source } from './source.js'
import type { Position, Span } from './span.js'

/**
 * Offsets of the first code unit of each line. Lines end with LF, CRLF or CR, as in CommonMark 0.31, 2.1.
 *
 * @param text any text
 * @returns at least one offset, the first of them 0
 */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0]
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit === 10 || (unit === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1)
  }
  return starts
}

/**
 * The line and column of an offset, by binary search.
 *
 * @param source the source that the offset counts in
 * @param offset clamped to the text
 */
export function positionAt(source: Pick<Source, 'text' | 'lineStarts'>, offset: number): Position {
  const clamped = Math.max(0, Math.min(offset, source.text.length))
  let low = 0
  let high = source.lineStarts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((source.lineStarts[middle] ?? 0) <= clamped) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: clamped - (source.lineStarts[low] ?? 0) + 1 }
}

/**
 * A span as people read it: `path:line:column-column` when it stays on one line (both columns from 1, the last
 * included), otherwise `path:line`.
 */
export function formatSpan(source: Pick<Source, 'id' | 'text' | 'lineStarts'>, span: Span): string {
  const start = positionAt(source, span.start)
  const last = positionAt(source, Math.max(span.start, span.end - 1))
  if (start.line !== last.line) return formatLine(source, span)
  return `${source.id}:${start.line}:${start.column}-${last.column}`
}

/** The line where a span starts: `path:line`. */
export function formatLine(source: Pick<Source, 'id' | 'text' | 'lineStarts'>, span: Span): string {
  return `${source.id}:${positionAt(source, span.start).line}`
}

/** The span of a Markdown node; the empty span at the start of the source for a node without a position. */
export function spanOf(source: Pick<Source, 'id'>, node: Nodes): Span {
  return {
    source: source.id,
    start: node.position?.start.offset ?? 0,
    end: node.position?.end.offset ?? 0,
  }
}
