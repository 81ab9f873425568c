import type { MarkdownDocument, Section } from '../../source/document.js'
import { inlineText, sliceOf } from '../../source/inline-text.js'
import { type Item, itemsOf } from '../../source/list.js'
import { tableOf } from '../../source/table.js'
import { itemField, listedNames } from './field-items.js'
import { type ListedField, tableFields } from './field-table.js'
import { ruleClaims } from './rules.js'
import { labelled, partOf } from './section-part.js'

const listed = new WeakMap<Section, readonly ListedField[]>()

/** Fields listed directly in a section, as a table or as items. */
export function fieldsUnder(document: MarkdownDocument, section: Section): readonly ListedField[] {
  let fields = listed.get(section)
  if (fields === undefined) {
    fields = readFields(document, section)
    listed.set(section, fields)
  }
  return fields
}

/** Labels over the values that a field may have, or over what is done with rows. */
const VALUES =
  /^(?:available |possible |allowed |user |valid )?(?:roles?|permissions?|status(?:es)?|states?|levels?|transitions?|lifecycle|state machine|enum(?:eration)?s?|events?|queries)(?: (?:values|transitions|definitions))?\s?(?:\([^)]{0,60}\))?\s?[:：]$/i

function readFields(document: MarkdownDocument, section: Section): readonly ListedField[] {
  const { source } = document
  const fields: ListedField[] = []
  let part = partOf(section.title)
  let values = false
  for (const node of section.nodes) {
    if (node.type === 'paragraph') {
      const { text } = inlineText(source, node)
      part = labelled(text, part)
      values = VALUES.test(text)
    }
    // What is worked out when asked for, and what the other side of a relation holds, is no column.
    else if (part === 'computed' || (values && node.type === 'list')) continue
    else if (node.type === 'table') fields.push(...(tableFields(tableOf(source, node)) ?? []))
    else if (node.type === 'list' && part !== 'indexes' && part !== 'constraints') {
      const items = fieldsOfList(document, itemsOf(source, node))
      // After the fields, a list under another label (`**Posting**:`) tells of what is done with them.
      const beside = part === 'other' && fields.length > 0
      fields.push(
        ...items.filter(
          ({ name, facts }) =>
            (!beside || facts.some(({ property }) => property === 'type')) &&
            (part !== 'relations' || /_?[iI][dD]$/.test(name)),
        ),
      )
    }
  }
  return fields
}

/**
 * The fields that a list tells. Beside items with a name and a type stand some with a name alone:
 *
 * ```markdown
 * - id: int, pk
 * - title: str, required
 * - shelf_id: fk Shelf
 * - status: draft | published
 * - created_at, updated_at
 * ```
 *
 * and all of them may stand in one: `- id, title, pages (int), created_at`.
 */
function fieldsOfList(document: MarkdownDocument, items: readonly Item[]): readonly ListedField[] {
  const strict = items.map((item) => itemFields(document, item))
  const typed = strict.filter(([field]) => field?.facts.some(({ property }) => property === 'type'))
  const [first] = items
  const [key] = strict
  const ofFields = typed.length > 1 && (key?.[0]?.name === 'id' || typed.length * 2 >= items.length)
  if (ofFields)
    return items.flatMap((item, at) =>
      strict[at]?.length === 0 ? plainFields(document, item) : (strict[at] ?? []),
    )
  return first !== undefined && items.length === 1 && /^id(?: ?\([^()]{1,60}\))?, /.test(first.text)
    ? plainFields(document, first)
    : strict.flat()
}

/** The fields of an item that begins with names of columns, where its neighbours show that it lists fields. */
function plainFields({ source }: MarkdownDocument, item: Item): readonly ListedField[] {
  if (/^[a-z]\w{0,62}\??: /.test(item.text)) {
    const field = itemField(source, item, 'among-fields')
    return field === null ? [] : [field]
  }
  const parts = partsOf(item)
  const fields = parts.map((part) => itemField(source, part, 'among-fields'))
  return fields.every((field) => field !== null) ? fields : []
}

/** The parts of an item between commas that stand in no brackets. */
function partsOf(item: Item): readonly Item[] {
  const ends = [
    ...item.text.replaceAll(/\([^()]{0,200}\)/g, (inner) => '_'.repeat(inner.length)).matchAll(/, |$/g),
  ]
  let start = 0
  return ends.map(({ index, 0: { length } }): Item => {
    const part = { ...item, ...sliceOf(item, start, index) }
    start = index + length
    return part
  })
}

function itemFields(document: MarkdownDocument, item: Item): readonly ListedField[] {
  const { source } = document
  if (partOf(item.text) === 'fields' && item.children.length > 0)
    return item.children.flatMap((child) => itemFields(document, child))
  const names = listedNames(source, item)
  const [first, second] = names
  const between = first === undefined || second === undefined ? '' : item.text.slice(first.end, second.start)
  // `id` UUID PK, `tenant_id`, `number`: several in one item.
  const commas =
    first?.start === 0 &&
    (names.length > 2 || second !== undefined) &&
    /^[^.;:→(]{0,60},\s$/.test(between.replaceAll(/\([^()]{0,80}\)/g, ''))
  if (!commas) {
    const field = itemField(source, item)
    if (field === null) return []
    return [{ ...field, facts: [...field.facts, ...item.children.flatMap((child) => itemWords(child))] }]
  }
  return names.flatMap(({ name, start }, index): readonly ListedField[] | ListedField => {
    const end = names[index + 1]?.start ?? item.text.length
    const part = sliceOf(item, start, end)
    const slice: Item = { ...item, ...part, text: part.text.replace(/[,\s]{1,4}$/, '') }
    return (
      itemField(source, slice) ?? [
        {
          name,
          facts: [
            {
              property: 'exists' as const,
              value: true as const,
              span: item.span(start, start + name.length),
            },
          ],
        },
      ]
    )
  })
}

function itemWords(item: Item): ListedField['facts'] {
  return ruleClaims(item, item.text)
}

/** Whether a section lists fields itself or in a part of its own. */
export function listsFields(document: MarkdownDocument, section: Section): boolean {
  const parts = section.children.filter((child) => partOf(child.title) === 'fields')
  return [section, ...parts].some((each) => {
    const fields = fieldsUnder(document, each)
    const typed = fields.filter(({ facts }) => facts.some(({ property }) => property === 'type'))
    const keyed = fields[0]?.name === 'id' && (typed[0] === fields[0] || fields.length > 2)
    return (
      fields.length > 1 &&
      typed.length > 0 &&
      (typed.length * 3 > fields.length || keyed || isCode(document, section))
    )
  })
}

/** A title in code is a name, not a chapter. */
function isCode({ source }: MarkdownDocument, { heading }: Section): boolean {
  return /^#{1,6}\s{1,4}(?:\d{1,3}\.\s)?`/.test(source.text.slice(heading.start, heading.end))
}
