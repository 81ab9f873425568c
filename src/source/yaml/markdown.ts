import type { Line } from './lines.js'

/** First words of a contract, at the start of a line. */
const CONTRACT_START = /^(?:["']?(?:openapi|swagger|paths|components|definitions|\$schema)["']?[ \t]*:|\{)/

/** A range of lines, `end` exclusive. */
export interface LineRange {
  readonly start: number
  readonly end: number
}

/**
 * Finds the parts of a contract file that are a contract, when the rest is prose: Markdown that
 * carries a `.yaml` name with the contract in a fence, or notes below a `---`.
 *
 * @returns the lines to leave out; empty when the file is as it should be
 */
export function proseRanges(lines: readonly Line[]): readonly LineRange[] {
  const fenced = fencedContracts(lines)
  if (fenced.length > 0) return complement(fenced, lines.length)
  const documents = documentRanges(lines)
  if (documents.length < 2) return []
  const contracts = documents.filter((range) => hasContractStart(lines, range))
  if (contracts.length === 0) return []
  return documents.filter((range) => !contracts.includes(range) && hasText(lines, range))
}

function fencedContracts(lines: readonly Line[]): LineRange[] {
  // A contract may show fences in its descriptions, but those are indented.
  const ranges: LineRange[] = []
  let open: number | null = null
  for (const [index, line] of lines.entries()) {
    if (!line.text.startsWith('```')) continue
    if (open === null) open = index + 1
    else {
      const range = { start: open, end: index }
      if (hasContractStart(lines, range)) ranges.push(range)
      open = null
    }
  }
  const started = lines.findIndex((line) => CONTRACT_START.test(line.text))
  const first = ranges[0]
  return first !== undefined && started >= first.start ? ranges : []
}

function documentRanges(lines: readonly Line[]): LineRange[] {
  const ranges: LineRange[] = []
  let start = 0
  for (const [index, line] of lines.entries()) {
    if (!/^---(?:\s|$)/.test(line.text)) continue
    if (index > start) ranges.push({ start, end: index })
    start = index
  }
  ranges.push({ start, end: lines.length })
  return ranges
}

function hasContractStart(lines: readonly Line[], range: LineRange): boolean {
  return lines.slice(range.start, range.end).some((line) => CONTRACT_START.test(line.text))
}

function hasText(lines: readonly Line[], range: LineRange): boolean {
  return lines
    .slice(range.start, range.end)
    .some((line) => line.text.trim() !== '' && !/^(?:---|#)/.test(line.text))
}

function complement(ranges: readonly LineRange[], length: number): LineRange[] {
  const gaps: LineRange[] = []
  let at = 0
  for (const range of ranges) {
    if (range.start > at) gaps.push({ start: at, end: range.start })
    at = range.end
  }
  if (at < length) gaps.push({ start: at, end: length })
  return gaps
}
