import { createDiagnostic } from '../../diagnostics/create.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { Span } from '../span.js'
import type { Source } from '../source.js'
import type { Fault } from './compose.js'
import { type Line, lineValue } from './lines.js'
import { lineAt, type Remedy, type Repair } from './repair.js'

/** Most faults of one document that are told one by one. */
const MOST_TOLD = 30

/**
 * The diagnostics for what was cured in a document, and for the faults that were left.
 *
 * @returns at most one for each line, in the order of the text; past a limit, one for all the rest
 */
export function faultDiagnostics(repaired: Repair, lines: readonly Line[], source: Source): Diagnostic[] {
  const byLine = new Map<number, Diagnostic>()
  for (const [index, remedy] of repaired.remedies) {
    const line = lines[index]
    if (line !== undefined) byLine.set(index, remedyDiagnostic(remedy, line, source.id))
  }
  for (const fault of repaired.composition.faults) {
    const index = lineAt(lines, fault.start)
    if (!byLine.has(index)) byLine.set(index, faultDiagnostic(fault, source))
  }
  const told = [...byLine].sort(([left], [right]) => left - right).map(([, diagnostic]) => diagnostic)
  const rest = told.slice(MOST_TOLD)
  const first = rest[0]
  if (first === undefined) return told
  return [
    ...told.slice(0, MOST_TOLD),
    createDiagnostic('yaml-more-faults', { count: rest.length }, first.span),
  ]
}

function remedyDiagnostic(remedy: Remedy, line: Line, source: string): Diagnostic {
  const whole: Span = { source, start: line.start + line.indent, end: line.start + line.text.length }
  const value = lineValue(line)
  if (remedy === 'indented')
    return createDiagnostic('yaml-tab', {}, { ...whole, start: line.start, end: whole.start })
  if (remedy === 'left-out' || value === null) return createDiagnostic('yaml-line-left-out', {}, whole)
  const span = { source, start: value.start, end: value.end }
  if (remedy === 'bracketed') return createDiagnostic('yaml-unclosed-bracket', {}, span)
  return remedy === 'closed'
    ? createDiagnostic('yaml-unclosed-quote', {}, span)
    : createDiagnostic('yaml-unquoted', {}, span)
}

function faultDiagnostic(fault: Fault, source: Source): Diagnostic {
  const length = source.text.length
  const start = Math.min(fault.start, length)
  const span = { source: source.id, start, end: Math.min(Math.max(fault.end, start), length) }
  return createDiagnostic('yaml-syntax', { reason: asClause(fault.message) }, span)
}

/** The package's sentence, to stand inside another. */
function asClause(message: string): string {
  const first = message.charAt(0).toLowerCase() + message.slice(1)
  return first.replaceAll('\n', ' ').replace(/[.:]$/, '')
}
