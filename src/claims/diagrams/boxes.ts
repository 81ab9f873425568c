import type { Range } from '../python-code/expression.js'

/** One line inside a box. */
export interface BoxLine {
  /** Without the border and the blanks beside it. */
  readonly text: string
  readonly range: Range
}

/** A box of characters: its lines, cut at the rules across it. */
export interface Box {
  readonly compartments: readonly (readonly BoxLine[])[]
}

const TOP_LEFT = /[┌╔╭┏+]/g
const TOP = /^[─═━┬┴┼╤╧-]$/
const TOP_RIGHT = /^[┐╗╮┓+]$/
const BOTTOM_LEFT = /^[└╚╰┗+]$/
const SIDE = /^[│║┃|├┤┼╠╣┝┥+◄►▶◀<>]$/
const RULE = /^[\s─═━┄┈-]*[─═━-]{3,}[\s─═━┄┈-]*$/

/** How far from its place a right border may stand in a hand-made drawing. */
const SLACK = 3
/** Drawings larger than this are not looked at. */
const LARGEST = 60_000
const MOST_BOXES = 200

/**
 * Finds the boxes of a drawing: `┌──┐`, `╔══╗`, `+--+`. A box that is cut off below ends with its last whole line.
 */
export function boxesIn(text: string): readonly Box[] {
  if (text.length > LARGEST) return []
  const lines = text.split('\n')
  const starts: number[] = []
  let offset = 0
  for (const line of lines) {
    starts.push(offset)
    offset += line.length + 1
  }
  const boxes: Box[] = []
  for (const [row, line] of lines.entries())
    for (const corner of line.matchAll(TOP_LEFT)) {
      const right = endOfEdge(line, corner.index)
      if (right === null || boxes.length >= MOST_BOXES) continue
      const box = boxAt(lines, starts, row, corner.index, right)
      if (box !== null) boxes.push(box)
    }
  return boxes
}

/** Where the edge that begins at a corner ends; null when it is none. */
function endOfEdge(line: string, left: number): number | null {
  let at = left + 1
  while (TOP.test(line[at] ?? '')) at += 1
  return at - left > 4 && TOP_RIGHT.test(line[at] ?? '') ? at : null
}

function boxAt(
  lines: readonly string[],
  starts: readonly number[],
  top: number,
  left: number,
  right: number,
): Box | null {
  const compartments: BoxLine[][] = [[]]
  for (let row = top + 1; row < lines.length; row += 1) {
    const line = lines[row] ?? ''
    const first = line[left] ?? ''
    const edge = BOTTOM_LEFT.test(first) && endOfEdge(line, left) !== null
    // `+---+` across an ASCII box rules it off when the box goes on below.
    const ruled = edge && first === '+' && SIDE.test((lines[row + 1] ?? '')[left] ?? '')
    if (edge && !(ruled && compartments.length === 1)) break
    const border = rightBorder(line, right)
    if (!SIDE.test(first) || border === null) break
    const inside = line.slice(left + 1, border)
    if (ruled || RULE.test(inside)) compartments.push([])
    else if (inside.trim() !== '') {
      const start = (starts[row] ?? 0) + left + 1 + (inside.length - inside.trimStart().length)
      const written = inside.trim()
      compartments.at(-1)?.push({ text: written, range: { start, end: start + written.length } })
    }
  }
  return compartments.length < 2 ? null : { compartments }
}

/** The place of the right border in a line, which may be a little off. */
function rightBorder(line: string, right: number): number | null {
  for (let off = 0; off <= SLACK; off += 1)
    for (const at of [right + off, right - off]) if (SIDE.test(line[at] ?? '')) return at
  return null
}
