import type { Drawing, DrawnColumn, DrawnEntity } from './drawing.js'
import { keysIn } from './drawing.js'

const NAME = String.raw`(?:"([^"\n]{1,80})"|([A-Za-z_][\w-]{0,62}))`
const OPENING = new RegExp(String.raw`^\s*${NAME}(?:\[[^\]\n]{0,120}\])?\s*\{\s*$`)
const RELATION = new RegExp(String.raw`^\s*${NAME}\s+[|}][|o](?:--|\.\.)[|o][|{]\s+${NAME}\s*(?::|$)`)
const ATTRIBUTE =
  /^\s*([A-Za-z][\w-]{0,40}(?:\([^()\n]{0,60}\)|\[\])?)\s+\*?([A-Za-z_]\w{0,62})((?:\s*,?\s*(?:PK|FK|UK)){0,3})\s*(?:"([^"\n]{0,200})")?\s*$/

/**
 * Reads a Mermaid entity-relationship diagram.
 *
 * @param text the code block
 * @returns null for another kind of diagram; lines of another form are left out
 * @see https://mermaid.js.org/syntax/entityRelationshipDiagram.html
 */
export function readMermaid(text: string): Drawing | null {
  if (!/^\s{0,20}erDiagram\b/m.test(text.slice(0, 2000))) return null
  const entities: DrawnEntity[] = []
  const relations: (readonly [string, string])[] = []
  let open: { readonly name: string; readonly start: number; readonly columns: DrawnColumn[] } | null = null
  let offset = 0
  for (const line of text.split('\n')) {
    const start = offset + (line.length - line.trimStart().length)
    const end = offset + line.trimEnd().length
    offset += line.length + 1
    if (open === null) {
      const opening = OPENING.exec(line)
      const name = opening?.[1] ?? opening?.[2]
      if (name !== undefined)
        open = { name, start: start + (opening?.[1] === undefined ? 0 : 1), columns: [] }
      const [, quoted, bare, otherQuoted, otherBare] = RELATION.exec(line) ?? []
      const one = quoted ?? bare
      const other = otherQuoted ?? otherBare
      if (one !== undefined && other !== undefined) relations.push([one, other])
    } else if (line.trim() === '}') {
      const { name, columns } = open
      entities.push({ name, columns, range: { start: open.start, end: open.start + name.length } })
      open = null
    } else {
      const [, type = '', name, marks = '', remark = ''] = ATTRIBUTE.exec(line) ?? []
      if (name !== undefined) {
        const keys = keysIn(`${marks} ${/^unique\b/i.test(remark) ? 'UK' : ''}`)
        open.columns.push({ name, words: `${type} ${remark}`.trim(), keys, range: { start, end } })
      }
    }
  }
  return { entities, relations }
}
