import type { Project } from '../source/document.js'
import { positionAt } from '../source/positions.js'
import type { Source } from '../source/source.js'
import type { Span } from '../source/span.js'

/** A span as a person looks it up. */
interface Place {
  readonly path: string
  readonly line: number
  readonly column: number
  /** The line's text, trimmed. */
  readonly text: string
}

/** Finds the place of a span; null when its document is not in the project. */
export type Locator = (span: Span) => Place | null

/**
 * Makes the lookup from spans to places for one project.
 * @param project the project whose documents the spans speak of
 */
export function locatorOf(project: Project): Locator {
  const sources = new Map<string, Source>(project.documents.map(({ source }) => [source.id, source]))
  return (span) => {
    const source = sources.get(span.source)
    if (source === undefined) return null
    const { line, column } = positionAt(source, span.start)
    const start = source.lineStarts[line - 1] ?? 0
    const end = source.lineStarts[line] ?? source.text.length
    return { path: source.id, line, column, text: source.text.slice(start, end).trim() }
  }
}

/** `path:line` of a span; the bare source name when the document is unknown. */
export function lineReference(locate: Locator, span: Span): string {
  const place = locate(span)
  return place === null ? span.source : `${place.path}:${place.line}`
}
