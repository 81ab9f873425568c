import { createDiagnostic } from '../diagnostics/create.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Limits } from './limits.js'
import type { Source } from './source.js'
import type { Span } from './span.js'

/** A Markdown text in which everything beyond the limits is blank. */
export interface BoundedMarkdown {
  readonly text: string
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Blanks lines that are too long, or nest too deep, for the parser's worst case. The length of the text, and so every
 * offset, stays as it was.
 */
export function boundMarkdown(source: Source, limits: Limits): BoundedMarkdown {
  const pieces: string[] = []
  const diagnostics: Diagnostic[] = []
  let written = 0
  for (let line = 0; line < source.lineStarts.length; line += 1) {
    const start = source.lineStarts[line] ?? 0
    const end = source.lineStarts[line + 1] ?? source.text.length
    if (end - start < limits.nesting) continue
    const blank = source.text.slice(start, end).replace(/[^\r\n]/g, ' ')
    const span = { source: source.id, start, end: start + blank.replace(/[\r\n]/g, '').length }
    const problem = lineProblem(source.text, span, limits)
    if (problem === null) continue
    pieces.push(source.text.slice(written, start), blank)
    written = end
    diagnostics.push(problem)
  }
  if (diagnostics.length === 0) return { text: source.text, diagnostics }
  pieces.push(source.text.slice(written))
  return { text: pieces.join(''), diagnostics }
}

function lineProblem(text: string, span: Span, limits: Limits): Diagnostic | null {
  const length = span.end - span.start
  if (length > limits.lineLength) {
    return createDiagnostic('line-too-long', { length, limit: limits.lineLength }, span)
  }
  if (nestingOf(text, span.start, span.end) > limits.nesting) {
    return createDiagnostic('nesting-too-deep', { limit: limits.nesting }, span)
  }
  return null
}

/** Container marks at the start of a line: `> - 1. >`; indentation counts one for each eight blanks. */
function nestingOf(text: string, start: number, end: number): number {
  let marks = 0
  let blanks = 0
  for (let index = start; index < end; index += 1) {
    const letter = text[index] ?? ''
    if (letter === ' ') blanks += 1
    else if (letter === '\t') blanks += 4
    else if (letter === '>') marks += 1
    else if (/[-*+.)]/.test(letter) && /\s/.test(text[index + 1] ?? '')) marks += 1
    else if (!/\d/.test(letter)) break
  }
  return marks + Math.floor(blanks / 8)
}
