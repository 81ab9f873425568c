import { type Composition, compose, type Fault } from './compose.js'
import type { Edit } from './edits.js'
import { isUnclosed, type Line, lineValue, missingBrackets, quoteEdit } from './lines.js'

/** What was done to a line so that the rest of its document could be read. */
export type Remedy = 'left-out' | 'indented' | 'quoted' | 'closed' | 'bracketed'

/** A document as far as it can be read. */
export interface Repair {
  readonly composition: Composition
  /** By index of the line. */
  readonly remedies: ReadonlyMap<number, Remedy>
}

/** Rounds of repair; each composes the text once more. */
const MOST_ROUNDS = 6

/** With more faults than this a text is not YAML with slips, and is read as it stands. */
const MOST_FAULTS = 200

/** Faults that quotes around the value of their line may cure. */
const CURED_BY_QUOTES: ReadonlySet<Fault['code']> = new Set([
  'BLOCK_AS_IMPLICIT_KEY',
  'UNEXPECTED_TOKEN',
  'BAD_SCALAR_START',
  'BAD_ALIAS',
  'BAD_DQ_ESCAPE',
  'BAD_PROP_ORDER',
  'MULTIPLE_TAGS',
  'MULTIPLE_ANCHORS',
  'TAG_RESOLVE_FAILED',
  'BLOCK_IN_FLOW',
  'MULTILINE_IMPLICIT_KEY',
])

/** Faults that a quote or a bracket leaves behind when its line does not close it. */
const LEFT_OPEN: ReadonlySet<Fault['code']> = new Set([
  'MISSING_CHAR',
  'UNEXPECTED_TOKEN',
  'BAD_INDENT',
  'BLOCK_IN_FLOW',
])

/**
 * Composes a text; where it has faults, changes as little as will cure them: tabs become spaces,
 * values get quotes, quotes and brackets are closed, and a line that is no YAML at all is left out.
 *
 * The text itself is never changed: remedies are edits, and all ranges stay those of the original.
 *
 * @param text the text
 * @param lines its lines
 * @param omitted lines to leave out from the start
 */
export function repair(text: string, lines: readonly Line[], omitted: ReadonlySet<number>): Repair {
  const remedies = new Map<number, Remedy>()
  let composition = compose(text, editsFor(lines, remedies, omitted))
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (!addRemedies(composition, lines, remedies)) break
    composition = compose(text, editsFor(lines, remedies, omitted))
  }
  return { composition, remedies }
}

/** Adds a remedy for each faulty line that has one left; false when there was nothing to add. */
function addRemedies(
  composition: Composition,
  lines: readonly Line[],
  remedies: Map<number, Remedy>,
): boolean {
  const { tooDeep, faults } = composition
  if (tooDeep !== null) {
    const deep = lineAt(lines, tooDeep)
    if (remedies.get(deep) === 'left-out') return false
    remedies.set(deep, 'left-out')
    return true
  }
  if (faults.length === 0 || faults.length > MOST_FAULTS) return false
  let added = closeValues(faults, lines, remedies)
  for (const fault of added ? [] : faults) {
    const index = lineAt(lines, fault.start)
    const remedy = remedyFor(fault, lines[index], remedies.get(index))
    if (remedy === null) continue
    remedies.set(index, remedy)
    added = true
  }
  return added
}

function remedyFor(fault: Fault, line: Line | undefined, before: Remedy | undefined): Remedy | null {
  if (line === undefined || before === 'left-out') return null
  if (before === undefined && line.text.slice(0, line.indent).includes('\t')) return 'indented'
  if (!CURED_BY_QUOTES.has(fault.code) || line.text.trim() === '') return null
  if (before === 'quoted' || before === 'closed' || before === 'bracketed') return 'left-out'
  return lineValue(line) === null ? 'left-out' : 'quoted'
}

/**
 * A quote or a bracket that its line does not close swallows what follows, and the fault shows far below. A
 * quoted value may run on only in lines that are indented deeper than its key, so where the next
 * line is not, it was meant to end.
 */
function closeValues(
  faults: readonly Fault[],
  lines: readonly Line[],
  remedies: Map<number, Remedy>,
): boolean {
  if (!faults.some((fault) => LEFT_OPEN.has(fault.code))) return false
  let added = false
  for (const [index, line] of lines.entries()) {
    if (line.inBlockScalar || remedies.has(index)) continue
    const value = lineValue(line)
    if (value === null) continue
    const isQuote = isUnclosed(value)
    if (!isQuote && missingBrackets(value) === '') continue
    const next = lines.slice(index + 1, index + 20).find((other) => other.text.trim() !== '')
    if (next !== undefined && next.indent > line.indent) continue
    if (!isQuote && (next === undefined || /^[\]}]/.test(next.text.trimStart()))) continue
    remedies.set(index, isQuote ? 'closed' : 'bracketed')
    added = true
  }
  return added
}

function editsFor(
  lines: readonly Line[],
  remedies: ReadonlyMap<number, Remedy>,
  omitted: ReadonlySet<number>,
): readonly Edit[] {
  const edits: Edit[] = []
  for (const [index, line] of lines.entries()) {
    const remedy = omitted.has(index) ? 'left-out' : remedies.get(index)
    if (remedy === undefined) continue
    if (remedy === 'left-out') {
      edits.push({ start: line.start, end: line.start + line.text.length, text: '' })
      continue
    }
    const indentation = line.text.slice(0, line.indent)
    if (indentation.includes('\t')) {
      const spaces = indentation.replaceAll('\t', '  ')
      edits.push({ start: line.start, end: line.start + line.indent, text: spaces })
    }
    if (remedy === 'indented') continue
    const value = lineValue(line)
    if (value === null) continue
    if (remedy === 'bracketed') {
      edits.push({ start: value.end, end: value.end, text: missingBrackets(value) })
    } else {
      edits.push(quoteEdit(value))
    }
  }
  return edits
}

/** Index of the line that holds an offset. */
export function lineAt(lines: readonly Line[], offset: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
