import type { Heading, List, Nodes, Paragraph, Root, Table, Text } from 'mdast'
import { inlineLines, plainText, sliceOf } from './inline-text.js'
import type { InlineText } from './inline-text.js'
import type { Source } from './source.js'

/** Longest line that is taken for a title. */
const LONGEST = 90
/** Fewer such lines than this are chance. */
const FEWEST = 2

/** A title says no sentence: it begins with a capital letter or a method, and no mark ends it. */
const TITLE = /^[\p{Lu}\d][^:;!?`*]{0,88}[^.:;,!?`*]$/u
/** Words of a sentence that goes on in the list below it. */
const SENTENCE = /\b(?:is|are|must|shall|should|will|can|may|has|have|that|which|following)\b/i
const OPERATION = /^(?:GET|POST|PUT|PATCH|DELETE) \/\S*$/

/**
 * Takes lines of their own over lists for headings, in a document that marks none:
 *
 * ```markdown
 * # Shelves
 *
 * Shelf Table (shelves)
 * Fields
 * - id: int, primary key
 *
 * GET /shelves
 * - Response 200: all shelves
 * ```
 *
 * The lines stand one below the other without a blank. A document that has headings below its title means its lines as
 * text. An operation belongs to the title before it where that one's list speaks of `these endpoints`.
 *
 * @returns the nodes of the document, with such lines as headings
 */
export function withPlainTitles(source: Source, { children }: Root): Root['children'] {
  const headings = children.filter((node): node is Heading => node.type === 'heading')
  if (headings.length > 1 || headings.some(({ depth }) => depth > 1)) return withNamedLists(source, children)
  const titles = new Map<Nodes, readonly InlineText[]>()
  for (const [index, node] of children.entries()) {
    const lines = node.type === 'paragraph' ? titlesIn(source, node, children[index + 1]) : []
    if (lines.length > 0) titles.set(node, lines)
  }
  if (titles.size < FEWEST) return children
  let depth: Heading['depth'] = 2
  return children.flatMap((node, index): Root['children'] => {
    const [first, second] = titles.get(node) ?? []
    if (first === undefined) return [node]
    if (!OPERATION.test(first.text)) depth = opensEndpoints(source, children[index + 1]) ? 3 : 2
    const own = OPERATION.test(first.text) ? depth : 2
    return [first, ...(second === undefined ? [] : [second])].map((line, at) =>
      headingOf(source, line, at === 0 ? own : 3),
    )
  })
}

/**
 * Takes the names of things over lists of their fields for headings, in a document that marks its other ones:
 *
 * ```markdown
 * ## Data
 *
 * Shelf
 * - id: int, pk
 * - label: str, required
 *
 * **Book** (books):
 * - id: int, pk
 *
 * Rules:
 * - a label is unique
 * ```
 *
 * The fields may stand in a table as well. What a label over a list says behind the last of several is said of all of them.
 */
function withNamedLists(source: Source, children: Root['children']): Root['children'] {
  let depth = 1
  let named = 0
  return children.flatMap((node, index): Root['children'] => {
    if (node.type === 'heading') {
      depth = node.depth
      named = 0
      return [node]
    }
    const next = children[index + 1]
    if (node.type !== 'paragraph' || (next?.type !== 'list' && next?.type !== 'table')) return [node]
    const [line, ...more] = inlineLines(source, node)
    if (line === undefined || more.length > 0) return [node]
    const under = Math.min(6, depth + 1) as Heading['depth']
    if (NAME_OF_ROWS.test(line.text) && !CHAPTER.test(line.text) && listsFields(source, next)) {
      named += 1
      return [headingOf(source, withoutColon(line), under)]
    }
    return named > 1 && LABEL_OF_ALL.test(line.text) && isLastLabel(source, children, index)
      ? [headingOf(source, withoutColon(line), under)]
      : [node]
  })
}

/** `Shelf`, `Purchase Order (purchase_orders)`, `reading_logs:`. */
const NAME_OF_ROWS =
  /^(?:[A-Z][A-Za-z0-9]{1,40}(?: [A-Z][A-Za-z0-9]{1,40}){0,2}|[a-z][a-z0-9]{0,40}(?:_[a-z0-9]{1,40}){0,4})(?: ?\([^()]{1,60}\))?:?$/

/** `Tasks Table:` in a chapter on architecture only sums up what a data model describes. */
const CHAPTER =
  /\b(?:tables?|fields?|columns?|attributes?|propert(?:y|ies)|parameters?|params|body|request|response|query|headers?|payload|errors?|rules?|constraints?|validations?|notes?|index(?:es)?|indices|relations?(?:hips?)?|keys?|enums?|states?|transitions?|limits?|examples?|changes|migrations?|required|optional|inputs?|outputs?|returns?|filters?|sorting|details?|schema|model|entity|entities|types?|security|behaviou?r|requirements?|criteria|steps?)\b/i

/** A label of what rows must be. */
const LABEL_OF_ALL = /^(?:\w{2,20} )?(?:rules|constraints|notes|validation|invariants):?$/i

/** Whether a list begins with a key, or two of its items are a name and a type. */
function listsFields(source: Source, node: List | Table): boolean {
  if (node.type === 'table') return tabulatesFields(source, node)
  const [first, ...others] = node.children
  if (first === undefined) return false
  const texts = [first, ...others].slice(0, 12).map((item) => plainText(source, item).slice(0, 120))
  return /^id\b ?(?:$|[:(,–—-])/.test(texts[0] ?? '') || texts.filter((text) => TYPED.test(text)).length > 1
}

/** Whether the columns of a table are a field, its type and more, and its first row is a key or the name of a column. */
function tabulatesFields(source: Source, { children: [head, first, second] }: Table): boolean {
  if (head === undefined || first === undefined || second === undefined) return false
  const titles = head.children.map((cell) => plainText(source, cell))
  const name = plainText(source, first.children[0] ?? first)
  return (
    /^(?:field|column|property|attribute)(?: name)?s?$/i.test(titles[0] ?? '') &&
    titles.some((title) => /^(?:data |sql )?type$/i.test(title)) &&
    /^[a-z_]\w{0,62}$/i.test(name)
  )
}

/** A name with its type. */
const TYPED =
  /^[a-z]\w{0,40}\?? ?(?:[:(–—-]) ?(?:uuid|int|integer|bigint|serial|str|string|text|varchar|char|bool|boolean|date|datetime|timestamp|timestamptz|time|float|double|decimal|numeric|number|enum|fk|json|jsonb|url|email|array|list)\b/i

/** Whether no paragraph over a list follows before the next heading. */
function isLastLabel(source: Source, children: Root['children'], index: number): boolean {
  const after = children.slice(index + 1)
  const end = after.findIndex(({ type }) => type === 'heading')
  return !after
    .slice(0, end < 0 ? after.length : end)
    .some(
      (node, at, all) =>
        node.type === 'paragraph' &&
        all[at + 1]?.type === 'list' &&
        NAME_OF_ROWS.test(plainText(source, node)),
    )
}

function withoutColon(line: InlineText): InlineText {
  return line.text.endsWith(':') ? sliceOf(line, 0, line.text.length - 1) : line
}

/** The one or two titles that a paragraph directly over a list consists of; none where it says more. */
function titlesIn(source: Source, node: Paragraph, next: Nodes | undefined): readonly InlineText[] {
  const below = next?.type === 'list' ? next.position?.start.line : undefined
  if (below === undefined || below !== (node.position?.end.line ?? 0) + 1) return []
  if (node.children.some(({ type }) => type !== 'text')) return []
  const lines = inlineLines(source, node)
  return lines.length <= 2 && lines.every(({ text }) => isTitle(text)) ? lines : []
}

function isTitle(text: string): boolean {
  if (text.length > LONGEST || text.length < 2) return false
  if (OPERATION.test(text)) return true
  const bare = text.replace(/\([^)]{0,80}\)/g, ' ').trim()
  return TITLE.test(text) && !SENTENCE.test(bare) && bare.split(/\s+/).length <= 6
}

/** Whether the list below a title says something of the endpoints that follow it. */
function opensEndpoints(source: Source, list: Nodes | undefined): boolean {
  const { start, end } = list?.position ?? {}
  const text = source.text.slice(start?.offset ?? 0, Math.min(end?.offset ?? 0, (start?.offset ?? 0) + 600))
  return /\b(?:these|following) (?:endpoints|routes|operations)\b|\b(?:endpoints|routes) below\b/i.test(text)
}

function headingOf(source: Source, line: InlineText, depth: Heading['depth']): Heading {
  const { start, end } = line.span(0, line.text.length)
  const position = { start: pointAt(source, start), end: pointAt(source, end) }
  const text: Text = { type: 'text', value: line.text, position }
  return { type: 'heading', depth, children: [text], position }
}

/** Only offsets are looked at. */
function pointAt({ text }: Source, offset: number): { line: number; column: number; offset: number } {
  const before = text.slice(0, offset)
  return {
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
    offset,
  }
}
