import type { Cell, TableText } from '../../source/table.js'
import { statesIn } from './state-run.js'

/** An edge with the cell that says it. */
export interface TableEdge {
  readonly from: string
  readonly to: string
  readonly cell: Cell
}

const FROM = /^(?:from(?: (?:state|status))?|(?:current|present|old)(?: (?:state|status))?|state|status)$/i
const TO =
  /^(?:to(?: (?:state|status))?|(?:next|new|target)(?: (?:states?|status(?:es)?))?|(?:allowed|valid|possible)(?: next)?(?: (?:states?|status(?:es)?|transitions?))?|(?:may|can) (?:move|change|go|become) ?(?:to)?|transitions?(?: to)?)$/i

/** A cell that says that a state is the last one: `—`, `(terminal)`, `none`. */
const NOWHERE = /^(?:[-–—]+|\(?(?:none|terminal|final|end)\b.{0,40}|n\/a|)$/i

/** Rows of a table `From | To`, or `Status | Allowed next`; null for another table. */
export function tableEdges({ columns, rows }: TableText): readonly TableEdge[] | null {
  const from = columns.findIndex(({ text }) => FROM.test(text.trim()))
  const to = columns.findIndex(({ text }, index) => index !== from && TO.test(text.trim()))
  if (from < 0 || to < 0) return null
  return rows.flatMap(({ cells }) => {
    const [left, right] = [cells[from], cells[to]]
    if (left === undefined || right === undefined || NOWHERE.test(right.text.trim())) return []
    return statesIn(left.text).flatMap((source) =>
      statesIn(right.text).map((target) => ({ from: source, to: target, cell: right })),
    )
  })
}
