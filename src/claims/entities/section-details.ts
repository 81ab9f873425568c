import type { MarkdownDocument, Section } from '../../source/document.js'
import { inlineText, sliceOf } from '../../source/inline-text.js'
import { type Item, itemsOf } from '../../source/list.js'
import { tableOf } from '../../source/table.js'
import type { Claim } from '../claim.js'
import { columnClaims } from '../said.js'
import { enumerationClaims } from './enumerations.js'
import { tableFields } from './field-table.js'
import { itemIndexes, tableIndexes } from './indexes.js'
import { ruleClaims } from './rules.js'
import { labelled, type Part } from './section-part.js'
import { storedFacts } from './text-facts.js'

/** Indexes, constraints, rules and enumerations in the tables and lists of a section. */
export function detailClaims(
  reader: string,
  document: MarkdownDocument,
  section: Section,
  entity: string,
  heading: Part,
  fields: ReadonlySet<string>,
): readonly Claim[] {
  const { source } = document
  const claims: Claim[] = []
  let part = heading
  let label = section.title
  for (const node of section.nodes) {
    if (node.type === 'paragraph') {
      const text = inlineText(source, node)
      label = text.text
      part = labelled(label, part)
      const inline = /^(?:indexes|indices|index|unique(?: constraints?)?)\s?:\s/i.exec(label)
      if (inline !== null)
        for (const match of label
          .slice(inline[0].length)
          .matchAll(/\([^()]{1,200}\)[^,]{0,40}|[A-Za-z_]\w{0,62}(?: \([^()]{1,60}\))?/g)) {
          const from = inline[0].length + match.index
          const piece = sliceOf(text, from, from + match[0].length)
          claims.push(...itemIndexes(reader, entity, piece, fields, 'indexes'))
        }
    } else if (node.type === 'table') {
      const table = tableOf(source, node)
      if (tableFields(table) === null) claims.push(...tableIndexes(reader, entity, table, fields))
    } else if (node.type === 'list') {
      const items = itemsOf(source, node)
      if (part === 'indexes' || part === 'constraints')
        for (const item of items) {
          claims.push(...itemIndexes(reader, entity, item, fields, part))
          if (part === 'constraints') claims.push(...namedRules(reader, entity, item, fields))
        }
      else claims.push(...enumerationClaims(reader, entity, label, source, items, fields))
    }
  }
  return claims
}

/** A rule that names one of the fields: `title cannot be empty`, `copies defaults to 1`. */
function namedRules(
  reader: string,
  entity: string,
  item: Item,
  fields: ReadonlySet<string>,
): readonly Claim[] {
  const named = [...item.text.matchAll(/[A-Za-z_]\w{0,62}/g)]
    .map(([word]) => word)
    .filter((word) => fields.has(word))
  const [only, ...others] = [...new Set(named)]
  if (only === undefined || others.length > 0) return []
  return columnClaims(reader, entity, only, storedFacts(ruleClaims(item, item.text)))
}
