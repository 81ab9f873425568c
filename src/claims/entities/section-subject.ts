import type { MarkdownDocument, Section } from '../../source/document.js'
import { inlineText } from '../../source/inline-text.js'
import { operationNames } from '../outline/operation-name.js'
import { inEnglish } from '../words/translation.js'
import { fieldsUnder } from './listed-fields.js'
import { managedElsewhere } from './managed.js'

/** What a section of a data model describes. */
export interface SectionSubject {
  readonly kind: 'entity' | 'schema'
  /** As the document writes it, without words such as `Table` or `Entity`. */
  readonly name: string
  /** Where the name stands in the title. */
  readonly start: number
  readonly end: number
  /** The title itself says that it is one: `Task Entity`, `Table: tasks`. */
  readonly certain: boolean
}

/** Headings under which sections are entities. */
const ENTITY_TRAIL =
  /\b(?:entit(?:y|ies)|tables?|data ?models?|database schema|models?|schema definition|domain)\b|(?:^|\/ )(?:[\dA-Z]{1,3}[.):]?\s)?(?:the )?(?:data|data (?:structures?|dictionary|objects|layer)|database|records|storage|persistence)(?=$| \/)/i

/** Headings under which sections are request and response models. */
const SCHEMA_TRAIL =
  /\b(?:pydantic|dtos?|(?:api|request|response|validation) (?:schemas?|models?)|schemas? \((?:dtos?|request|response|pydantic)|request\/response|request and response)\b/i

/** Names of request and response models. */
export const SCHEMA_NAME =
  /(?:Create|Update|Read|Response|Request|Public|Input|Output|Patch|Dto|DTO|Payload|Schema|Filter|Filters|Params)$/

/** Words that say that rows of it are kept nowhere. */
const NOT_STORED =
  /\b(?:not|never|isn't|non)[- ](?:be )?(?:stored|persist(?:ed|ent)|saved|an? (?:actual |real |separate )?(?:database|db) (?:table|entity|model))\b|\bno (?:database |db )?(?:table|persistence)\b|\b(?:computed|derived|calculated|virtual|transient|client-side|in-memory)(?:\/(?:computed|derived|calculated))? (?:models?|views?|entit(?:y|ies)|objects?)\b|\bDTOs?\b|\(read[- ]models?\b|\((?:derived|computed)\b/i

const NOT_STORED_ALL = new RegExp(NOT_STORED.source, 'gi')

/** Whether a title or sentence says that what it is about is computed or carried and kept in no table. */
function isNotStored(text: string): boolean {
  return NOT_STORED.test(text) && managedElsewhere(text) === null
}

/** Whether one of the sentences below a title says so of what the title names, and none says the opposite. */
function isSaidNotStored(text: string, name: string): boolean {
  if (
    /\b(?:persisted|stored) (?:entit(?:y|ies)|tables?|models?|rows?)\b/i.test(
      text.replaceAll(NOT_STORED_ALL, ''),
    )
  )
    return false
  return text.split(/(?<=[.!?])\s/).some((sentence) => {
    const subject = /^["“'`]?[\w -]{0,60}?["”'`]?\s(?=(?:is|are|isn't|aren't|must|will|should)\b)/.exec(
      sentence,
    )?.[0]
    const aboutAnother =
      subject !== undefined &&
      !/^(?:it|this|they|these|that|which|the (?:entity|model|table|row|object)s?)\b/i.test(subject) &&
      !subject.toLowerCase().includes(name.toLowerCase())
    // `Responses also contain these computed fields, which are not stored` is about some fields of a table.
    const aboutFields = /\b(?:fields?|columns?|attributes?|properties|values?)\b/i.test(
      sentence.slice(0, Math.max(0, sentence.search(NOT_STORED))),
    )
    return !aboutAnother && !aboutFields && isNotStored(sentence)
  })
}

/** Titles of parts of an entity's description, and of chapters about no entity. */
const NO_NAME =
  /^(?:data|domain|application|conceptual|logical|physical|relational|cross|fields?|columns?|attributes?|properties|indexes|indices|index|constraints?|relationships?|relations|validation|validations|rules|notes?|overview|summary|purpose|description|example|examples|queries|migrations?|introduction|schema|schemas|tables?|entities|entity|models?|sql|code|references?|definitions?|definition|operations|state|states|enums?|types?|usage|implementation|requirements|security|performance|testing|database|backend|frontend|api|general|current|future|new|before|after|request|response|errors?|success|default|all|primary|secondary|source|configuration|settings|scope|phase|feature|key|core|this|the|user stories|technology|stack)$/i

/** Those that may be rows all the same, where the section lists a key. */
const THING = /^(?:note|notes|feature|phase|source|reference|state|error|migration|settings)$/i

/**
 * What a section is about, when its title names an entity or schema: `### Task`, `### 1. Product`, `### 2.1 Order`, `## Entity: Loan`,
 * `### \`users\` Table (managed by …)`, `### LoanCreate (Request)`, `### inv.site`, `### Purchase Order`.
 *
 * @returns null for a title that names neither
 */
export function subjectOf(document: MarkdownDocument, section: Section): SectionSubject | null {
  const { title, trail } = section
  const lead = section.nodes.find(({ type }) => type === 'paragraph')
  if (section.depth === 0 || title.length > 100) return null
  const match =
    /^(?:[\dA-Z]{1,3}(?:\.\d{1,3}){0,3}[.):]\s|\d{1,2}(?:\.\d{1,2}){0,3}\s)?\s{0,2}(?:(?:(?:new|existing|updated|database|core|join|junction|link|association|pivot|lookup) )?(entity|table|model|class|schema|spec|specification|resource|domain)(?: \d{1,2})?\s?[:–—-]\s?)?[`"]?((?:[A-Za-z_]\w{0,60}\.)?[A-Za-z_]\w{0,60}(?: [A-Z]\w{0,40}){0,2})[`"]?(?: (entity|table|model|class|schema|schemas))?(?=$|\s?[(:–—（：・／]|\s-\s)/i.exec(
      title,
    )
  const written = match?.[2]
  if (match === null || written === undefined) return rowsOf(document, section)
  const suffix = / (?:entity|table|model|class|schema)$/i.exec(written)
  const name = suffix === null ? written : written.slice(0, suffix.index)
  const word = (match[1] ?? match[3] ?? suffix?.[0] ?? '').trim().toLowerCase()
  // `Data Model` is a chapter, `Entity: Note` is none.
  const doubtful = NO_NAME.test(name) && !/^(?:entity|table|model)$/i.test(match[1] ?? '')
  if (doubtful && !(THING.test(name) && hasKey(document, section))) return null
  if (!isName(name)) return rowsOf(document, section)
  const remark = title.slice(match.index + match[0].length)
  const above = trail.join(' / ')
  const start = title.indexOf(name, match.index)
  const range = { start, end: start + name.length }
  const asSchema =
    (word === 'schema' && !/\btable/i.test(remark)) ||
    (SCHEMA_NAME.test(name.replaceAll(' ', '')) &&
      !/^(?:entity|table)$/.test(word) &&
      !(name.endsWith('Request') && hasKey(document, section))) ||
    /\((?:[^)]{0,40})?\b(?:request|response|dto|payload|input|output|body)\b/i.test(remark) ||
    isNotStored(title) ||
    (lead !== undefined && isSaidNotStored(inlineText(document.source, lead).text.slice(0, 400), name)) ||
    isNotStored(trail.at(-1) ?? '') ||
    (SCHEMA_TRAIL.test(trail.at(-1) ?? '') && word === '')
  if (asSchema) return { kind: 'schema', name: compact(name), ...range, certain: word !== '' }
  const certain = word === 'entity' || word === 'table' || word === 'model'
  const { kind } = document.source
  const placed =
    ENTITY_TRAIL.test(above) ||
    kind === 'data-model' ||
    kind === 'schema' ||
    (kind !== 'frontend' && hasFieldsPart(document, section))
  return certain || placed
    ? { kind: 'entity', name: compact(name), ...range, certain }
    : rowsOf(document, section)
}

/** `## Products`, `### Order items` over a list of fields that begins with their key: rows, wherever it stands. */
function rowsOf(document: MarkdownDocument, section: Section): SectionSubject | null {
  if (document.source.kind === 'frontend') return null
  const title =
    /^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.? )?([A-Z][a-z]{2,40}(?:(?: [a-z]{3,40}){1,2}|(?:[A-Z][a-z]{2,40}){1,3})?)$/.exec(
      section.title,
    )
  const name = title?.[1]
  if (title === null || name === undefined || NO_NAME.test(name) || SCHEMA_NAME.test(name)) return null
  if (section.trail.some((above) => operationNames(above).length > 0 || SCHEMA_TRAIL.test(above))) return null
  const [first, second] = fieldsUnder(document, section)
  const typed = first?.facts.some(({ property }) => property === 'type') === true
  if (first?.name !== 'id' || second === undefined || !typed) return null
  const start = section.title.indexOf(name)
  const words = name.split(' ').map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return { kind: 'entity', name: words.join(''), start, end: start + name.length, certain: false }
}

/** Whether a part that is titled `Fields`, and nothing more, lists those of the section: `# Spec: Book` over `## Fields`. */
function hasFieldsPart(document: MarkdownDocument, { children }: Section): boolean {
  return children.some(
    (child) =>
      /^(?:fields|columns|attributes|properties)$/i.test(inEnglish(child.title).trim()) &&
      fieldsUnder(document, child).filter(({ facts }) => facts.some(({ property }) => property === 'type'))
        .length > 1,
  )
}

/** Whether the section, or its part of fields, lists a primary key: a `LoanRequest` may be a row. */
function hasKey(document: MarkdownDocument, section: Section): boolean {
  return [section, ...section.children].some((each) =>
    fieldsUnder(document, each).some(({ facts }) => facts.some(({ property }) => property === 'primaryKey')),
  )
}

/** One word, or several that each begin with a capital letter. */
function isName(name: string): boolean {
  const words = name.split(' ')
  return words.length === 1 || words.every((word) => /^[A-Z]/.test(word) && !NO_NAME.test(word))
}

/** `Purchase Order` → `PurchaseOrder`. */
function compact(name: string): string {
  return name.replaceAll(' ', '')
}
