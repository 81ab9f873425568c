import type { Document, MarkdownDocument, Section } from '../../source/document.js'
import { type Item, itemsOf } from '../../source/list.js'
import type { Claim } from '../claim.js'
import { NOTHING_READ, type Reader, type Reading } from '../reader.js'
import { columnClaims, entityClaims } from '../said.js'
import { typeWord } from '../value-words.js'
import type { ListedField } from './field-table.js'
import { columnWords, storedFacts } from './text-facts.js'

const READER = 'key-entities'

const TITLE =
  /^(?:\d{1,2}(?:\.\d{1,2})?\.? )?(?:key|core|main|domain|data) (?:entities|objects)\b|^entities\b/i
const NAME = /^([A-Z][A-Za-z]{1,40}(?: [A-Z][A-Za-z]{1,40}){0,2})(?= ?(?:\(|[:：–—]|$))/
const FIELD = /^([a-z_][A-Za-z0-9_]{0,60})\s?[:：]\s?/

/**
 * Entities of a feature as items, each with its fields below it by their names and types:
 *
 * ```markdown
 * ### Key Entities
 *
 * - **Packet**: seeds of one kind, with attributes:
 *   - id: UUID string (immutable)
 *   - shelfId: string (optional if unsorted)
 *   - stock: non-negative integer
 *   - Set when it is sold:
 *     - sold_on: date
 * ```
 */
export const keyEntities: Reader = {
  name: READER,
  form: '- **Packet**: seeds of one kind\n  - id: UUID string\n  - stock: non-negative integer',
  read(document: Document): Reading {
    if (document.kind !== 'markdown' || document.source.kind === 'frontend') return NOTHING_READ
    const claims = sectionsOf(document.sections).flatMap((section) => sectionClaims(document, section))
    return claims.length === 0 ? NOTHING_READ : { ...NOTHING_READ, claims }
  },
}

function sectionsOf(sections: readonly Section[]): readonly Section[] {
  return sections.flatMap((section) => [section, ...sectionsOf(section.children)])
}

function sectionClaims(document: MarkdownDocument, section: Section): readonly Claim[] {
  if (!TITLE.test(section.title)) return []
  return section.nodes.flatMap((node) =>
    node.type === 'list' ? itemsOf(document.source, node).flatMap(entityOf) : [],
  )
}

/** An item that begins with a name and lists at least two fields, most of which have a type. */
function entityOf(item: Item): readonly Claim[] {
  const name = NAME.exec(item.text)?.[1]
  if (name === undefined) return []
  const children = item.children.flatMap(listedIn)
  const fields = children.flatMap((child) => fieldOf(child) ?? [])
  const typed = fields.filter(({ facts }) =>
    facts.some(({ property }) => property === 'type' || property === 'references'),
  )
  if (fields.length < 2 || typed.length * 2 < children.length) return []
  const entity = name.replaceAll(' ', '')
  return [
    ...entityClaims(READER, entity, [{ property: 'exists', value: true, span: item.span(0, name.length) }]),
    ...typed.flatMap((field) => columnClaims(READER, entity, field.name, storedFacts(field.facts))),
  ]
}

/** An item, or the items under one that is no field itself: `- Fields:` and `- kept for each packet:` gather those of their entity. */
function listedIn(item: Item): readonly Item[] {
  return item.children.length > 0 && /[:：]$/.test(item.text) && fieldOf(item) === null
    ? item.children.flatMap(listedIn)
    : [item]
}

/** `stock: non-negative integer`: a name in the spelling of a column, and words that begin with or soon name its type. */
function fieldOf(item: Item): ListedField | null {
  const match = FIELD.exec(item.text)
  const name = match?.[1]
  if (match === null || name === undefined) return null
  const rest = item.text.slice(match[0].length)
  const target =
    /^(?:an? )?(?:reference|link|foreign key) to (?:the |an? )?[`"]?([A-Z][A-Za-z]{1,40})\b/.exec(rest)
  if (target?.[1] !== undefined) {
    const span = item.span(match[0].length, match[0].length + target[0].length)
    return {
      name,
      facts: [
        { property: 'exists', value: true, span: item.span(0, name.length) },
        { property: 'references', value: `${target[1]}.id`, span },
        ...columnWords(item, match[0].length + target[0].length, 'object').filter(
          ({ property }) => property === 'required' || property === 'nullable' || property === 'onDelete',
        ),
      ],
    }
  }
  const word = typeWord(rest.slice(0, 60))
  const type = word !== null && word.start <= 16 ? word.value : null
  return {
    name,
    facts: [
      { property: 'exists', value: true, span: item.span(0, name.length) },
      ...(type === null ? [] : columnWords(item, match[0].length, null)),
    ],
  }
}
