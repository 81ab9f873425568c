import type { InlineText } from '../../source/inline-text.js'
import type { Item } from '../../source/list.js'
import type { TableText } from '../../source/table.js'
import type { Claim } from '../claim.js'
import { type RowCondition, readRowCondition } from '../row-condition.js'
import { columnClaims, entityClaims } from '../said.js'

/** An index or a unique constraint over some columns. */
interface Listed {
  readonly fields: readonly string[]
  readonly name: string | null
  readonly unique: boolean
  readonly descending: boolean
  /** Condition of a partial index; empty for a whole one, null for one that is not understood. */
  readonly where: readonly RowCondition[] | null
}

/**
 * Indexes in a table `Index Name | Columns | Type | Purpose`.
 *
 * @param fields names of the entity's columns; an index over anything else is left out
 */
export function tableIndexes(
  reader: string,
  entity: string,
  table: TableText,
  fields: ReadonlySet<string>,
): readonly Claim[] {
  const titles = table.columns.map(({ text }) => text.toLowerCase())
  const columns = titles.findIndex((title) => /^(?:columns?|fields?|column\(s\)|field\(s\))$/.test(title))
  if (columns < 0 || !titles.some((title) => /index|^name$/.test(title))) return []
  const name = titles.findIndex((title) => /index|^name$/.test(title))
  return table.rows.flatMap((row) => {
    const cell = row.cells[columns]
    if (cell === undefined) return []
    const rest = row.cells.filter((_, index) => index !== columns && index !== name).map(({ text }) => text)
    const words = rest.join(' ')
    if (/\bprimary\b/i.test(words)) return []
    const named = namesIn(cell.text, fields)
    return listedClaims(reader, entity, cell, {
      fields: named,
      name: /^\w{1,60}$/.exec(row.cells[name]?.text ?? '')?.[0] ?? null,
      unique: /\bunique\b/i.test(words),
      descending: /\bdesc/i.test(cell.text),
      where: conditionIn(row.cells.map(({ text }) => text).join(' | ')),
    })
  })
}

/**
 * An index or unique constraint in a list item: ``- `ix_loans_due` on `due_on` (sorting)``, `- Composite index on (a, b)`,
 * `- UNIQUE (tenant_id, code)`, ``- `(user_id, name)` unique``.
 */
export function itemIndexes(
  reader: string,
  entity: string,
  item: Pick<Item, 'text' | 'span'>,
  fields: ReadonlySet<string>,
  among: 'indexes' | 'constraints',
): readonly Claim[] {
  const where = conditionIn(item.text)
  const text = item.text.slice(0, /\bwhere /i.exec(item.text)?.index)
  if (/\bprimary\b/i.test(text)) return []
  const unique = /\bunique\b/i.exec(text)
  if (among === 'constraints' && unique === null) return []
  const group = /\(([^()]{3,200})\)/.exec(text)
  const grouped = group?.[1] === undefined ? [] : namesIn(group[1], fields)
  const head = text.slice(0, /\s[-–—]\s|\s\((?=[^)]{0,80}\s)|[;]/.exec(text)?.index ?? text.length)
  const on = /\b(?:on|over|across|of|for|columns?)\b(.{1,200})/i.exec(head)
  const direct = namesIn(on?.[1] ?? head, fields)
  const columns = grouped.length > 1 ? grouped : direct
  if (columns.length === 0) return []
  if (
    among === 'constraints' &&
    columns.length < 2 &&
    !/^\s?unique\b|\bunique (?:constraint|index)\b/i.test(text)
  )
    return []
  const name = /\b((?:idx|ix|uq|uniq|uk|unique)_\w{1,60})\b/i.exec(text)?.[1] ?? null
  return listedClaims(reader, entity, item, {
    fields: columns,
    name,
    unique: unique !== null && !/\bnon-unique\b/i.test(text),
    descending: /\bdesc(?:ending)?\b/i.test(text),
    where,
  })
}

function listedClaims(
  reader: string,
  entity: string,
  text: InlineText,
  { fields, name, unique, descending, where }: Listed,
): readonly Claim[] {
  const span = text.span(0, text.text.length)
  const [only] = fields
  // Uniqueness under a condition that is not understood must not become uniqueness of all rows.
  if (only === undefined || (unique && where === null)) return []
  const partial = where === null || where.length > 0
  const alone =
    fields.length === 1 && !(unique && partial)
      ? columnClaims(reader, entity, only, [{ property: unique ? 'unique' : 'index', value: true, span }])
      : []
  if (fields.length === 1 && ((unique && !partial) || (!unique && name === null))) return alone
  return [
    ...alone,
    ...entityClaims(reader, entity, [
      unique
        ? { property: 'uniqueTogether', value: { fields, name, where: where ?? [] }, span }
        : { property: 'indexTogether', value: { fields, name, descending }, span },
    ]),
  ]
}

/** The condition after `WHERE`, up to a bracket or mark that ends it; what stands before it is a whole index. */
function conditionIn(text: string): readonly RowCondition[] | null {
  const written = /\bwhere ([^;|(),]{1,200})/i.exec(text)?.[1]
  return written === undefined ? [] : readRowCondition(written.trim().replace(/\.$/, ''))
}

/** The names of columns in a text, each once. */
function namesIn(text: string, fields: ReadonlySet<string>): readonly string[] {
  const names = [...text.matchAll(/[A-Za-z_]\w{0,62}/g)]
    .map(([name]) => name)
    .filter((name) => fields.has(name))
  return [...new Set(names)]
}
