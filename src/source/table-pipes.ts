import type { Nodes, Root } from 'mdast'

/** A range of the text that may hold table rows. */
interface Range {
  readonly start: number
  readonly end: number
}

/**
 * GFM splits a table cell at every unescaped `|`, also inside backticks (GFM 0.29, 4.10), which is not what authors of
 * `low|medium|high` mean. Replaces such pipes with a stand-in of the same length, so that parsing again gives the cells
 * that were meant at the offsets of the original text.
 *
 * @param text the document
 * @param root the document as parsed before the repair
 * @param standIn one character that the document does not hold
 * @returns the text to parse instead; the same string when nothing has to change
 */
export function maskPipesInCode(text: string, root: Root, standIn: string): string {
  const pieces: string[] = []
  let written = 0
  for (const range of tableRanges(root)) {
    for (const [offset, row] of maskRows(text.slice(range.start, range.end), standIn)) {
      pieces.push(text.slice(written, range.start + offset), row)
      written = range.start + offset + row.length
    }
  }
  if (written === 0) return text
  pieces.push(text.slice(written))
  return pieces.join('')
}

/** Tables, and paragraphs that a pipe in the header kept from being tables. */
function tableRanges(root: Root): readonly Range[] {
  const ranges: Range[] = []
  const walk = (node: Nodes): void => {
    if (node.type === 'table' || node.type === 'paragraph') {
      ranges.push({ start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 })
    } else if ('children' in node) node.children.forEach(walk)
  }
  walk(root)
  return ranges
}

/** The rows to replace, with their offsets in `text`: those whose cells are as many as the delimiter row's only then. */
function maskRows(text: string, standIn: string): readonly (readonly [number, string])[] {
  if (!text.includes('|') || !text.includes('`')) return []
  const lines = text.split('\n')
  const delimiter = lines[1] ?? ''
  if (!/^[ \t>]*\|?[ \t]*:?-/.test(delimiter) || !/^[ \t>|:-]*\r?$/.test(delimiter)) return []
  const columns = countCells(delimiter)
  const replaced: (readonly [number, string])[] = []
  let offset = 0
  for (const line of lines) {
    if (line.includes('`') && countCells(line) !== columns) {
      const masked = maskLine(line, standIn)
      if (masked !== line && countCells(masked) <= columns) replaced.push([offset, masked])
    }
    offset += line.length + 1
  }
  return replaced
}

function countCells(line: string): number {
  const row = line.trim().replace(/^\|/, '').replace(/\|$/, '')
  let cells = 1
  for (let index = 0; index < row.length; index += 1) {
    if (row[index] === '\\') index += 1
    else if (row[index] === '|') cells += 1
  }
  return cells
}

/** Replaces the pipes between a run of backticks and the next run of the same length. */
function maskLine(line: string, standIn: string): string {
  const runs = [...line.matchAll(/`+/g)]
  const pieces: string[] = []
  let written = 0
  for (let open = 0; open < runs.length; open += 1) {
    const start = runs[open]
    if (start === undefined) break
    const close = runs.findIndex((run, index) => index > open && run[0].length === start[0].length)
    const end = runs[close]
    if (end === undefined) continue
    const from = start.index + start[0].length
    pieces.push(line.slice(written, from), line.slice(from, end.index).replaceAll('|', standIn))
    written = end.index
    open = close
  }
  return pieces.join('') + line.slice(written)
}
