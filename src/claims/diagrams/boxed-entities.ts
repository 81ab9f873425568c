import { typeWord } from '../value-words.js'
import type { Box, BoxLine } from './boxes.js'
import { boxesIn } from './boxes.js'
import type { Drawing, DrawnColumn, DrawnEntity } from './drawing.js'
import { keysIn } from './drawing.js'

const HEADING = /^([A-Za-z_]\w{0,60}(?: [A-Z]\w{0,30}){0,2})(?: ?\([^()]{1,40}\)| table)?$/
const COLUMN = /^[+#*•-]?\s?(?:(?:PK|FK|UK)[ ,:|]{1,3}){0,2}([A-Za-z_]\w{0,62})\??(?=$|[\s:(,])/
const KEY = /^(?:id|uuid)$/i

/**
 * The entities of a boxed diagram: a name, a rule, and columns, one of which is a key. Boxes of other drawings, of
 * components and steps, have no such lines.
 */
export function readBoxes(text: string): Drawing {
  const entities = boxesIn(text).flatMap((box) => entityOf(box) ?? [])
  return { entities, relations: [] }
}

function entityOf({ compartments: [head = [], body = []] }: Box): DrawnEntity | null {
  const [heading, ...more] = head
  const name = heading === undefined || more.length > 0 ? undefined : HEADING.exec(heading.text)?.[1]
  if (heading === undefined || name === undefined) return null
  const columns: DrawnColumn[] = []
  let cut = false
  for (const line of body) {
    // A name that ends in the middle goes on in the next line.
    const goesOn = cut
    cut = line.text.endsWith('_')
    if (cut || goesOn) continue
    const column = columnOf(line)
    if (column !== null) columns.push(column)
    else if (!/^(?:\.{2,3}|…)/.test(line.text)) return null
  }
  const own = `${name.toLowerCase().replaceAll(' ', '_')}_id`
  const keyed = columns.some(
    (column) => column.keys.has('PK') || KEY.test(column.name) || column.name.toLowerCase() === own,
  )
  return keyed && columns.length > 1
    ? { name, columns, range: { start: heading.range.start, end: heading.range.start + name.length } }
    : null
}

function columnOf({ text, range }: BoxLine): DrawnColumn | null {
  const match = COLUMN.exec(text)
  const name = match?.[1]
  if (match === null || name === undefined) return null
  const words = text.slice(match[0].length).trim()
  const keys = keysIn(text)
  const known = words === '' || /^[(:]/.test(words) || keys.size > 0 || (typeWord(words)?.start ?? 9) === 0
  return known ? { name, words, keys, range } : null
}
