import type { Nodes } from 'mdast'
import type { MarkdownDocument, Section } from '../../source/document.js'
import { fragmentOf } from '../../source/fragments.js'
import { inlineLines, inlineText } from '../../source/inline-text.js'
import type { InlineText } from '../../source/inline-text.js'
import type { Item } from '../../source/list.js'
import { isBold, labelOf } from './label.js'
import { outOfScopeHeading } from '../endpoints/scope-words.js'
import type { OperationName } from './operation-name.js'
import { operationNames } from './operation-name.js'
import { partOf } from './part.js'

/** The one operation that a heading names: `### 2. POST /loans - Borrow`; null for none or several. */
function operationOfHeading(title: string): OperationName | null {
  const names = operationNames(title)
  return names.length === 1 ? (names[0] ?? null) : null
}

/**
 * The operation that a line declares: `**Endpoint**: POST /loans`, or a line that is nothing but method and path.
 * Lines that only mention one declare none.
 */
export function operationOfLine(document: MarkdownDocument, line: InlineText): OperationName | null {
  const names = operationNames(line.text)
  const [name] = names
  if (name === undefined || names.length !== 1) return null
  if (labelOf(document.source, line)?.part === 'endpoint') return name
  const rest = line.text.slice(0, name.start) + line.text.slice(name.end + (name.query?.length ?? -1) + 1)
  return /^[\s.:·•-]*$/.test(rest) ? name : null
}

/** Words behind an operation that say that it does something: `PUT /loans/{id} takes the same fields as Create`. */
const DOES = /^[\s`*]{0,4}(?: (?!(?:is|was|has|does|as|its|this|vs)\b)[a-z]{2,20}s\b|(?::|[ ]?[–—-]) )/

/** Words that say that it does not, or not now. */
const DENIED =
  /\b(?:deprecated|removed|obsolete|(?:not|never|no longer) (?:\w{1,20} )?(?:built|implemented|supported|needed|planned|exposed|offered|exists?)|out of scope|(?:is|are|only|just) planned(?! (?:or|and)\b)|planned (?:for|in|later)|future|later)\b|\(planned\b/i

/** Headings over lines that show how operations are used, or what another program does. */
const SHOWN =
  /\b(?:front-?end|client|ui|user interface|components?|pages?|screens?|tutorial|walkthrough|getting started|quick ?start|examples?|usage|demo|plan|milestones?|roadmap|tests?|testing|flows?|alternatives?|assumptions?|risks?|changelog|history)\b/i

/**
 * The operation that a line of words begins with, as by saying what it does: `` `PUT /loans/{id}` replaces a loan``.
 * Plans, tutorials and documents of other programs ask for none so.
 *
 * @param headings titles around the line, outermost first
 */
export function operationLeading(
  document: MarkdownDocument,
  line: InlineText,
  headings: readonly string[],
): OperationName | null {
  const [name] = operationNames(line.text)
  if (name === undefined || name.start > 2) return null
  const rest = line.text.slice(name.end)
  if (!DOES.test(rest) || DENIED.test(rest)) return null
  if (outOfScopeHeading(headings) !== null || headings.some((title) => SHOWN.test(title))) return null
  if (headings.some((title) => operationNames(title).length > 0)) return null
  return asksForOperations(document) ? name : null
}

/** Few words in front of an operation, set apart from it: `Create:`, `List loans —`. */
const TITLE = /^\W{0,4}(?:[\w'/-]{1,20}[ ]?){1,4}(?::|[–—-])?[ ]?$/

/**
 * The one operation that a list item is about: the item begins with it, or with its title in bold letters.
 *
 * ```markdown
 * - `GET /loans`: list the caller's loans
 * 1. **Borrow** `POST /loans` with `{bookId}`
 * ```
 *
 * @param headings titles around the item, outermost first
 */
export function operationOfItem(
  document: MarkdownDocument,
  item: Item,
  headings: readonly string[],
): OperationName | null {
  const [name, ...others] = operationNames(item.text)
  if (name === undefined || others.length > 0) return null
  if (name.start <= 4) return name
  const before = item.text.slice(0, name.start)
  if (!isBold(document.source, item) || !TITLE.test(before) || DENIED.test(item.text)) return null
  if (outOfScopeHeading(headings) !== null || headings.some((title) => SHOWN.test(title))) return null
  return headings.some((title) => LISTS.test(title)) || asksForOperations(document) ? name : null
}

/** Headings over lists of operations. */
const LISTS = /\b(?:endpoints?|routes?|api|operations)\b/i

/** A document of endpoints or a feature, or one without a name for what it is in which a section declares an operation. */
function asksForOperations(document: MarkdownDocument): boolean {
  const { kind } = document.source
  if (kind === 'endpoints' || kind === 'feature') return true
  const declares = (section: Section): boolean =>
    operationOfSection(document, section) !== null ||
    section.nodes.some((node) => node.type === 'paragraph' && listsOperations(document, node)) ||
    section.children.some(declares)
  return kind === 'other' && document.sections.some(declares)
}

/** A paragraph of lines of which each begins with an operation and says what it does. */
function listsOperations(document: MarkdownDocument, node: Nodes): boolean {
  const lines = inlineLines(document.source, node)
  return (
    lines.length > 1 &&
    lines.every(({ text }) => {
      const [name] = operationNames(text)
      return name !== undefined && name.start <= 2 && DOES.test(text.slice(name.end))
    })
  )
}

/** The one operation that the paragraphs of a section begin with; null for none or several. */
export function leadingOperation(
  document: MarkdownDocument,
  section: Section,
  headings: readonly string[],
): OperationName | null {
  const leading = section.nodes.flatMap((node) =>
    node.type === 'paragraph'
      ? inlineLines(document.source, node).flatMap((line) => operationLeading(document, line, headings) ?? [])
      : [],
  )
  const [first, ...others] = distinct(leading)
  return others.length > 0 ? null : (first ?? null)
}

/** The operation of a code block whose first line is `GET /loans HTTP/1.1`; null when it lists several. */
export function operationOfCode(text: string): OperationName | null {
  const lines = text.split('\n')
  const requests = lines.filter((line) => /^\s{0,8}[A-Z]{3,7} +(?:https?:\/\/|\/|\{)/.test(line))
  const first = lines.find((line) => line.trim() !== '')
  if (requests.length !== 1 || first !== requests[0]) return null
  return first === undefined ? null : (operationNames(first)[0] ?? null)
}

/** The operation that a section is about as a whole, from its heading or its first declaration. */
export function operationOfSection(document: MarkdownDocument, section: Section): OperationName | null {
  const own = operationOfHeading(section.title)
  if (own) return own
  if (operationNames(section.title).length > 0) return null
  const declared = distinct(section.nodes.flatMap((node) => declaredIn(document, node)))
  if (declared.length > 0) return declared.length === 1 ? (declared[0] ?? null) : null
  const parts = section.children.filter((child) => partOf(child.title) !== null)
  const below = distinct(parts.flatMap((child) => child.nodes.flatMap((node) => declaredIn(document, node))))
  return parts.length === section.children.length && below.length === 1 ? (below[0] ?? null) : null
}

/** The operations that a node directly in a section declares. */
function declaredIn(document: MarkdownDocument, node: Nodes): readonly OperationName[] {
  if (node.type === 'paragraph') {
    return inlineLines(document.source, node).flatMap((line) => operationOfLine(document, line) ?? [])
  }
  if (node.type === 'code') {
    const name = operationOfCode(fragmentOf(document.source, node, []).text)
    return name ? [name] : []
  }
  if (node.type === 'list') {
    return node.children.flatMap((item) => {
      const paragraph = item.children[0]
      if (paragraph?.type !== 'paragraph') return []
      const line = inlineText(document.source, paragraph)
      return labelOf(document.source, line)?.part === 'endpoint'
        ? (operationOfLine(document, line) ?? [])
        : []
    })
  }
  return []
}

function distinct(names: readonly OperationName[]): readonly OperationName[] {
  return [...new Map(names.map((name) => [`${name.method} ${name.path}`, name])).values()]
}
