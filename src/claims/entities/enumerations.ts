import type { Item } from '../../source/list.js'
import type { Source } from '../../source/source.js'
import type { Claim } from '../claim.js'
import { columnClaims } from '../said.js'

/**
 * The values of an enumeration as a list under a label that names its field: `**Order Status Enum**:` followed by items
 * that begin with a value in code or bold.
 */
export function enumerationClaims(
  reader: string,
  entity: string,
  label: string,
  source: Source,
  items: readonly Item[],
  fields: ReadonlySet<string>,
): readonly Claim[] {
  const match = /^(.{2,60}?)(?: enum(?:eration)?)?(?: (?:values|options))?\s?:?$/i.exec(label.trim())
  if (match?.[1] === undefined || !/\b(?:enum|enumeration|values|options)\b/i.test(label)) return []
  const words = match[1]
    .toLowerCase()
    .replaceAll(/[^a-z0-9]{1,5}/g, '_')
    .replaceAll(/^_|_$/g, '')
  const field = [...fields].find((name) => name.toLowerCase() === words)
  if (field === undefined) return []
  const values = items.map((item) => valueOf(source, item))
  const first = items[0]
  const last = items.at(-1)
  if (first === undefined || last === undefined || values.length < 2) return []
  const texts = values.filter((value) => value !== null)
  if (texts.length < values.length) return []
  const span = { ...first.whole, end: last.whole.end }
  return columnClaims(reader, entity, field, [
    { property: 'type', value: 'enum', span },
    { property: 'enum', value: texts, span },
  ])
}

/** The value at the start of an item, when it is marked as one. */
function valueOf(source: Source, item: Item): string | null {
  const { start } = item.whole
  const mark = source.text[start - 1]
  if (mark !== '`' && mark !== '*' && mark !== '"')
    return /^["']?([\w -]{1,60})["']?$/.exec(item.text)?.[1] ?? null
  const end = source.text.indexOf(mark, start)
  return end < 0 || end - start > 80 ? null : source.text.slice(start, end)
}
