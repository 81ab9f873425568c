import type { Document, MarkdownDocument, Project, Section } from '../../source/document.js'
import { inlineText } from '../../source/inline-text.js'
import type { Claim } from '../claim.js'
import { operationOfSection } from '../outline/named-operation.js'
import { NOTHING_READ, type Reader, type Reading } from '../reader.js'
import { columnClaims, entityClaims, propertyClaims, schemaClaims, valueFacts } from '../said.js'
import { typesAlike } from './alike.js'
import type { ListedField } from './field-table.js'
import { fieldsUnder, listsFields } from './listed-fields.js'
import { entityManagedElsewhere, managedElsewhere } from './managed.js'
import { namedEnumerations } from './named-enumerations.js'
import { detailClaims } from './section-details.js'
import { isDetail, partOf } from './section-part.js'
import { type SectionSubject, subjectOf } from './section-subject.js'
import { storedFacts } from './text-facts.js'

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
  read(document: Document, project: Project): Reading {
    if (document.kind !== 'markdown') return NOTHING_READ
    const enumerations = namedEnumerations(project)
    const claims = document.sections.flatMap((section) =>
      sectionClaims(document, section, null, enumerations),
    )
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

function sectionClaims(
  document: MarkdownDocument,
  section: Section,
  outer: Described | null,
  enumerations: Enumerations,
): readonly Claim[] {
  if (operationOfSection(document, section) !== null || /\bfuture\b|\bout of scope\b/i.test(section.title))
    return []
  const own = subjectOf(document, section)
  const part = partOf(section.title)
  const named = own !== null && (own.certain || listsFields(document, section)) ? own : null
  const inherited = part === 'other' && own === null && !isDetail(section.title) ? null : outer
  const described = named === null ? inherited : describe(document, section, named)
  const claims: Claim[] = []
  if (described !== null) {
    const { subject, names } = described
    if (named !== null && (listsFields(document, section) || isManaged(document, section)))
      claims.push(...existence(document, section, named))
    claims.push(
      ...fieldsUnder(document, section).flatMap((field) => fieldClaims(subject, field, enumerations)),
    )
    if (subject.kind === 'entity')
      claims.push(...detailClaims(READER, document, section, subject.name, part, names))
  }
  return [...claims, ...childClaims(document, section, described, enumerations)]
}

/** Closed sets of values by the names of their types. */
type Enumerations = ReadonlyMap<string, readonly string[]>

/** What a section and those under it describe, with the names of its fields. */
interface Described {
  readonly subject: SectionSubject
  readonly names: ReadonlySet<string>
}

function describe(document: MarkdownDocument, section: Section, subject: SectionSubject): Described {
  const visit = (each: Section): readonly string[] => [
    ...fieldsUnder(document, each).map(({ name }) => name),
    ...each.children.flatMap(visit),
  ]
  return { subject, names: new Set(visit(section)) }
}

/** Indexes and rules beside the only entity of a chapter are its own. */
function childClaims(
  document: MarkdownDocument,
  { children }: Section,
  described: Described | null,
  enumerations: Enumerations,
): readonly Claim[] {
  const entities =
    described === null
      ? children.filter(
          (child) => subjectOf(document, child)?.kind === 'entity' && listsFields(document, child),
        )
      : []
  const [only] = entities
  const subject = only === undefined || entities.length > 1 ? null : subjectOf(document, only)
  const beside = only === undefined || subject === null ? described : describe(document, only, subject)
  return children.flatMap((child) => {
    const part = partOf(child.title)
    const owner = part === 'indexes' || part === 'constraints' ? beside : described
    return sectionClaims(document, child, owner, enumerations)
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
  const amongTables = /^(?:database |core |main )?tables$/i.test(section.trail.at(-1) ?? '')
  if ((amongTables || /\btable\b/i.test(section.title)) && /^[a-z]/.test(subject.name))
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

function fieldClaims(
  subject: SectionSubject,
  { name, facts, types, caller }: ListedField,
  enumerations: Enumerations,
): readonly Claim[] {
  const closed = facts.some(({ property }) => property === 'enum')
  const named = (closed ? [] : (types ?? [])).flatMap((type): ListedField['facts'] => {
    const values = enumerations.get(type.name)
    return values === undefined ? [] : [{ property: 'enum', value: values, span: type.span }]
  })
  const all = [...facts, ...named.slice(0, 1)]
  return subject.kind === 'entity'
    ? [
        ...columnClaims(READER, subject.name, name, storedFacts(all)),
        ...(caller === undefined
          ? []
          : entityClaims(READER, subject.name, [{ property: 'owner', value: name, span: caller }])),
      ]
    : propertyClaims(READER, subject.name, name, valueFacts(firstOfEach(all)))
}

function firstOfEach(facts: ListedField['facts']): ListedField['facts'] {
  return facts.filter((fact, at) => facts.findIndex(({ property }) => property === fact.property) === at)
}

function isManaged(document: MarkdownDocument, section: Section): boolean {
  const texts = section.nodes.filter((node) => node.type === 'paragraph' || node.type === 'blockquote')
  return (
    managedElsewhere(section.title) !== null ||
    texts.some((node) => managedElsewhere(inlineText(document.source, node).text) !== null)
  )
}
