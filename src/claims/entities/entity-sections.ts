import type { Document, MarkdownDocument, Section } from '../../source/document.js'
import { inlineText } from '../../source/inline-text.js'
import { type Item, itemsOf } from '../../source/list.js'
import { type TableText, tableOf } from '../../source/table.js'
import type { Claim } from '../claim.js'
import { operationOfSection } from '../outline/named-operation.js'
import { NOTHING_READ, type Reader, type Reading } from '../reader.js'
import { columnClaims, entityClaims, propertyClaims, schemaClaims, valueFacts } from '../said.js'
import { typesAlike } from './alike.js'
import { itemField, listedNames } from './field-items.js'
import { type ListedField, tableFields } from './field-table.js'
import { itemIndexes, tableIndexes } from './indexes.js'
import { entityManagedElsewhere, managedElsewhere } from './managed.js'
import { type SectionSubject, subjectOf } from './section-subject.js'
import { storedFacts } from './text-facts.js'
import { ruleClaims } from './rules.js'
import { enumerationClaims } from './enumerations.js'

const READER = 'entity-sections'

/** Sections of a data model: fields in tables or lists, indexes, constraints, rules, notes on who owns a table. */
export const entitySections: Reader = {
  name: READER,
  form: `
### Loan
| Field | Type | Constraints |
| \`book_id\` | UUID | NOT NULL, FK → books.id |

**Indexes**:
- \`ix_loans_due\` on \`due_on\``,
  read(document: Document): Reading {
    if (document.kind !== 'markdown') return NOTHING_READ
    const claims = document.sections.flatMap((section) => sectionClaims(document, section, null))
    if (claims.length === 0) return NOTHING_READ
    return { ...NOTHING_READ, claims: [...withoutImplied(claims), ...typesAlike(READER, claims)] }
  },
}

/** `cannot be empty` says nothing new of a column that must be longer anyway. */
function withoutImplied(claims: readonly Claim[]): readonly Claim[] {
  const longer = new Set(
    claims.flatMap(({ subject, property, value }) =>
      subject.kind === 'column' && property === 'minLength' && typeof value === 'number' && value > 1
        ? [`${subject.entity} ${subject.field}`]
        : [],
    ),
  )
  return claims.filter(
    ({ subject, property, value }) =>
      subject.kind !== 'column' ||
      property !== 'minLength' ||
      value !== 1 ||
      !longer.has(`${subject.entity} ${subject.field}`),
  )
}

/** A label such as `**Indexes**:` or a heading, which tells what the list or table after it holds. */
type Part = 'fields' | 'indexes' | 'constraints' | 'other'

function sectionClaims(
  document: MarkdownDocument,
  section: Section,
  outer: SectionSubject | null,
): readonly Claim[] {
  if (operationOfSection(document, section) !== null || /\bfuture\b|\bout of scope\b/i.test(section.title))
    return []
  const own = subjectOf(document, section)
  const part = partOf(section.title)
  const named = own !== null && (own.certain || listsFields(document, section)) ? own : null
  const subject = named ?? (part === 'other' && own === null && !isDetail(section.title) ? null : outer)
  const claims: Claim[] = []
  if (subject !== null) {
    const fields = fieldsUnder(document, section, part)
    if (named !== null && (listsFields(document, section) || isManaged(document, section)))
      claims.push(...existence(document, section, named))
    claims.push(...fields.flatMap((field) => fieldClaims(subject, field)))
    const names = new Set(namesOf(document, section, subject, outer))
    if (subject.kind === 'entity') claims.push(...detailClaims(document, section, subject.name, part, names))
  }
  return [...claims, ...childClaims(document, section, subject)]
}

/** Indexes and rules beside the only entity of a chapter are its own. */
function childClaims(
  document: MarkdownDocument,
  { children }: Section,
  subject: SectionSubject | null,
): readonly Claim[] {
  const entities = children.flatMap((child) => {
    const named = subjectOf(document, child)
    return named?.kind === 'entity' && listsFields(document, child) ? [named] : []
  })
  const [only] = entities
  const beside = subject ?? (entities.length === 1 && only !== undefined ? only : null)
  return children.flatMap((child) => {
    const part = partOf(child.title)
    const inherited = part === 'indexes' || part === 'constraints' ? beside : subject
    return sectionClaims(document, child, inherited)
  })
}

function existence(document: MarkdownDocument, section: Section, subject: SectionSubject): readonly Claim[] {
  const { source } = document
  const at = source.text.indexOf(section.title.slice(subject.start, subject.end), section.heading.start)
  const start = at < 0 || at > section.heading.end ? section.heading.start : at
  const span = {
    source: source.id,
    start,
    end: Math.min(section.heading.end, start + subject.end - subject.start),
  }
  if (subject.kind === 'schema')
    return schemaClaims(READER, subject.name, [{ property: 'exists', value: true, span }])
  const claims: Claim[] = [...entityClaims(READER, subject.name, [{ property: 'exists', value: true, span }])]
  if (/\btable\b/i.test(section.title) && /^[a-z]/.test(subject.name))
    claims.push(...entityClaims(READER, subject.name, [{ property: 'table', value: subject.name, span }]))
  const heading = { source: source.id, ...section.heading }
  if (managedElsewhere(section.title) !== null)
    claims.push(
      ...entityClaims(READER, subject.name, [{ property: 'managedElsewhere', value: true, span: heading }]),
    )
  let described = false
  for (const node of section.nodes) {
    if (node.type !== 'paragraph' && node.type !== 'blockquote') continue
    const text = inlineText(source, node)
    const managed = entityManagedElsewhere(text.text, subject.name)
    if (managed !== null)
      claims.push(
        ...entityClaims(READER, subject.name, [
          { property: 'managedElsewhere', value: true, span: text.span(managed.start, managed.end) },
        ]),
      )
    const table = /^(?:database )?table(?: name)?:\s{0,2}[`"]?((?:\w{1,60}\.)?[A-Za-z_]\w{0,60})[`"]?$/i.exec(
      text.text,
    )
    if (table?.[1] !== undefined)
      claims.push(
        ...entityClaims(READER, subject.name, [
          { property: 'table', value: table[1], span: text.span(0, text.text.length) },
        ]),
      )
    else if (!described && node.type === 'paragraph' && !text.text.endsWith(':') && text.text.length < 300) {
      described = true
      const words = text.text.replace(/^(?:purpose|description)\s?:\s?/i, '')
      claims.push(
        ...entityClaims(READER, subject.name, [
          { property: 'description', value: words, span: text.span(0, text.text.length) },
        ]),
      )
    }
  }
  return claims
}

function fieldClaims(subject: SectionSubject, { name, facts }: ListedField): readonly Claim[] {
  return subject.kind === 'entity'
    ? columnClaims(READER, subject.name, name, storedFacts(facts))
    : propertyClaims(READER, subject.name, name, valueFacts(firstOfEach(facts)))
}

function firstOfEach(facts: ListedField['facts']): ListedField['facts'] {
  return facts.filter((fact, at) => facts.findIndex(({ property }) => property === fact.property) === at)
}

/** Fields listed directly in a section, as a table or as items. */
function fieldsUnder(document: MarkdownDocument, section: Section, heading: Part): readonly ListedField[] {
  const { source } = document
  const fields: ListedField[] = []
  let part = heading
  for (const node of section.nodes) {
    if (node.type === 'paragraph') part = labelled(inlineText(source, node).text, part)
    else if (node.type === 'table') fields.push(...(tableFields(tableOf(source, node)) ?? []))
    else if (
      node.type === 'list' &&
      (part === 'fields' || part === 'other' || part === heading) &&
      part !== 'indexes' &&
      part !== 'constraints'
    )
      fields.push(...itemsOf(source, node).flatMap((item) => itemFields(document, item)))
  }
  return fields
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
  return names.flatMap(({ name, start }, index) => {
    const end = names[index + 1]?.start ?? item.text.length
    const slice: Item = {
      ...item,
      text: item.text.slice(start, end).replace(/[,\s]{1,4}$/, ''),
      span: (from, to) => item.span(from + start, to + start),
    }
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
function listsFields(document: MarkdownDocument, section: Section): boolean {
  const parts = section.children.filter((child) => partOf(child.title) === 'fields')
  return [section, ...parts].some((each) => {
    const fields = fieldsUnder(document, each, partOf(each.title))
    const typed = fields.filter(({ facts }) => facts.some(({ property }) => property === 'type'))
    return (
      fields.length > 1 && typed.length > 0 && (typed.length * 3 > fields.length || isCode(document, section))
    )
  })
}

/** A title in code is a name, not a chapter. */
function isCode({ source }: MarkdownDocument, { heading }: Section): boolean {
  return /^#{1,6}\s{1,4}(?:\d{1,3}\.\s)?`/.test(source.text.slice(heading.start, heading.end))
}

function isManaged(document: MarkdownDocument, section: Section): boolean {
  const texts = section.nodes.filter((node) => node.type === 'paragraph' || node.type === 'blockquote')
  return (
    managedElsewhere(section.title) !== null ||
    texts.some((node) => managedElsewhere(inlineText(document.source, node).text) !== null)
  )
}

/** All names of fields of a section's subject, those of its neighbouring parts included. */
function namesOf(
  document: MarkdownDocument,
  section: Section,
  subject: SectionSubject,
  outer: SectionSubject | null,
): readonly string[] {
  const scope = outer === subject ? parentOf(document, section) : section
  const visit = (each: Section): readonly string[] => [
    ...fieldsUnder(document, each, partOf(each.title)).map(({ name }) => name),
    ...each.children.flatMap(visit),
  ]
  return visit(scope ?? section)
}

function parentOf(document: MarkdownDocument, section: Section): Section | null {
  const search = (sections: readonly Section[]): Section | null => {
    for (const each of sections) {
      if (each.children.includes(section)) return each
      const below = search(each.children)
      if (below !== null) return below
    }
    return null
  }
  return search(document.sections)
}

/** Indexes, constraints, rules and enumerations in the tables and lists of a section. */
function detailClaims(
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
          const piece = { text: match[0], span: (a: number, b: number) => text.span(a + from, b + from) }
          claims.push(...itemIndexes(READER, entity, piece, fields, 'indexes'))
        }
    } else if (node.type === 'table') {
      const table: TableText = tableOf(source, node)
      if (tableFields(table) === null) claims.push(...tableIndexes(READER, entity, table, fields))
    } else if (node.type === 'list') {
      const items = itemsOf(source, node)
      if (part === 'indexes' || part === 'constraints')
        for (const item of items) {
          claims.push(...itemIndexes(READER, entity, item, fields, part))
          if (part === 'constraints') claims.push(...namedRules(entity, item, fields))
        }
      else claims.push(...enumerationClaims(READER, entity, label, source, items, fields))
    }
  }
  return claims
}

/** A rule that names one of the fields: `title cannot be empty`, `copies defaults to 1`. */
function namedRules(entity: string, item: Item, fields: ReadonlySet<string>): readonly Claim[] {
  const named = [...item.text.matchAll(/[A-Za-z_]\w{0,62}/g)]
    .map(([word]) => word)
    .filter((word) => fields.has(word))
  const [only, ...others] = [...new Set(named)]
  if (only === undefined || others.length > 0) return []
  return columnClaims(READER, entity, only, storedFacts(ruleClaims(item, item.text)))
}

function labelled(text: string, before: Part): Part {
  if (!/:$|^\S{1,40}$/.test(text.trim()) && !/^[\w ]{1,40}:/.test(text)) return before
  return partOf(text)
}

function partOf(title: string): Part {
  if (/\b(?:indexes|indices|index)\b/i.test(title)) return 'indexes'
  if (/\b(?:constraints?|validation|validations|rules?|invariants)\b/i.test(title)) return 'constraints'
  return /\b(?:fields?|columns?|attributes?|properties)\b/i.test(title) ? 'fields' : 'other'
}

/** Titles of parts that belong to the entity around them. */
function isDetail(title: string): boolean {
  return /^(?:notes?|schema|definition|table(?: definition)?|sql(?:model)?(?: \w{1,20})?|purpose|structure|enums?|example)\b/i.test(
    title,
  )
}
