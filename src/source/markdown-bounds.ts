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
  const budget = new Budget(limits)
  for (let line = 0; line < source.lineStarts.length; line += 1) {
    const start = source.lineStarts[line] ?? 0
    const end = source.lineStarts[line + 1] ?? source.text.length
    const exceeded = budget.exceeds(source.text, start, end)
    if (!exceeded && end - start < limits.nesting) continue
    const blank = source.text.slice(start, end).replace(/[^\r\n]/g, ' ')
    const span = { source: source.id, start, end: start + blank.replace(/[\r\n]/g, '').length }
    const problem = lineProblem(source.text, span, limits)
    if (problem === null && !exceeded) continue
    pieces.push(source.text.slice(written, start), blank)
    written = end
    if (problem !== null) diagnostics.push(problem)
    else if (budget.isFirst())
      diagnostics.push(createDiagnostic('block-too-complex', { limit: limits.blockMarks }, span))
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

/**
 * Counts the marks that cost a Markdown parser more than linear time: emphasis within a run of lines without a blank
 * one, list and quote marks beyond the third level within a section. Code blocks and rows of tables cost nothing.
 */
class Budget {
  private emphasis = 0
  private nested = 0
  private reported = false
  private fenced = false
  private table = false

  constructor(private readonly limits: Limits) {}

  /** Adds a line; true when its block has used up its marks. */
  exceeds(text: string, start: number, end: number): boolean {
    const line = text.slice(start, Math.min(end, start + this.limits.lineLength))
    if (/^\s{0,12}(?:`{3}|~{3})/.test(line)) this.fenced = !this.fenced
    const heading = /^#{1,6} /.test(line)
    if (heading || line.trim() === '') {
      this.emphasis = 0
      this.table = false
      if (heading) this.nested = 0
      if (heading || this.nested <= this.limits.blockMarks) this.reported = false
      return false
    }
    if (this.fenced) return false
    if (/^[ \t|:-]{3,}\r?\n?$/.test(line) && line.includes('-')) this.table = true
    if (!this.table) for (const letter of line) if (letter === '*' || letter === '_') this.emphasis += 1
    this.nested += Math.max(0, nestingOf(text, start, end) - 3)
    return this.emphasis > this.limits.blockMarks || this.nested > this.limits.blockMarks
  }

  /** True once for each block that exceeds. */
  isFirst(): boolean {
    const first = !this.reported
    this.reported = true
    return first
  }
}
