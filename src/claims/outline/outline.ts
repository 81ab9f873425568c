import type { Code, List, ListItem, Nodes, Paragraph } from 'mdast'
import type { Fragment, MarkdownDocument, Section } from '../../source/document.js'
import { fragmentOf } from '../../source/fragments.js'
import { inlineLines } from '../../source/inline-text.js'
import type { InlineText } from '../../source/inline-text.js'
import type { Item } from '../../source/list.js'
import { itemsOf } from '../../source/list.js'
import { tableOf } from '../../source/table.js'
import { labelledParts, labelOf } from './label.js'
import {
  leadingOperation,
  operationLeading,
  operationOfCode,
  operationOfItem,
  operationOfLine,
  operationOfSection,
} from './named-operation.js'
import type { OperationName } from './operation-name.js'
import { methodOf, operationNames, pathOf } from './operation-name.js'
import { partOf, statusIn } from './part.js'
import type { Part } from './part.js'
import type { Label, Surroundings, Unit } from './unit.js'

const outlines = new WeakMap<MarkdownDocument, readonly Unit[]>()

/**
 * A document as a flat list of headings, lines, list items, tables and code blocks, each with the operation, the part
 * and the status that it stands under. Readers of endpoint documents share it.
 */
export function outlineOf(document: MarkdownDocument): readonly Unit[] {
  const known = outlines.get(document)
  if (known) return known
  const outline = new Outliner(document).run()
  outlines.set(document, outline)
  return outline
}

const NOWHERE: Surroundings = { operation: null, part: null, opened: '', status: null, headings: [] }

/** Walks a document once, carrying what the words so far say of what follows. */
class Outliner {
  private readonly units: Unit[] = []
  private around: Surroundings = NOWHERE
  /** The method of a `**Method**: POST` line that waits for its path. */
  private method: string | null = null
  /** The operation that the section or one around it declares. */
  private declared: OperationName | null = null

  constructor(private readonly document: MarkdownDocument) {}

  run(): readonly Unit[] {
    for (const section of this.document.sections) this.section(section, NOWHERE)
    return this.units
  }

  private section(section: Section, outer: Surroundings): void {
    const headings = section.depth === 0 ? section.trail : [...section.trail, section.title]
    const declared = operationOfSection(this.document, section)
    const named =
      declared ?? (outer.operation === null ? leadingOperation(this.document, section, headings) : null)
    const part = named && operationNames(section.title).length > 0 ? null : partOf(section.title)
    this.around = {
      operation: named ?? outer.operation,
      part,
      opened: part === null ? '' : section.title,
      status: part === null ? null : statusIn(section.title),
      headings,
    }
    this.declared = declared ?? outer.operation
    if (section.depth > 0) {
      const heading = this.headingText(section)
      this.units.push({ ...this.around, kind: 'heading', text: heading, depth: section.depth })
    }
    const own = this.around
    for (const node of section.nodes) this.node(node)
    for (const child of section.children) this.section(child, own)
  }

  /** The operation that a line of words begins with, where nothing around it declares one. */
  private leading(text: InlineText): OperationName | null {
    return this.declared === null ? operationLeading(this.document, text, this.around.headings) : null
  }

  private headingText(section: Section): InlineText {
    const { start, end } = section.heading
    const { id, text } = this.document.source
    const mark = /^[#\s]*/.exec(text.slice(start, end))?.[0].length ?? 0
    return {
      text: section.title,
      span: (from, to) => ({
        source: id,
        start: Math.min(start + mark + from, end),
        end: Math.min(start + mark + Math.max(to, from + 1), end),
      }),
    }
  }

  private node(node: Nodes): void {
    switch (node.type) {
      case 'paragraph':
        this.paragraph(node)
        return
      case 'list':
        this.list(node)
        return
      case 'table':
        this.units.push({ ...this.around, kind: 'table', table: tableOf(this.document.source, node) })
        return
      case 'code':
        this.code(node)
        return
      case 'blockquote':
        node.children.forEach((child) => this.node(child))
        return
      default:
    }
  }

  private paragraph(node: Paragraph): void {
    for (const [index, whole] of inlineLines(this.document.source, node).entries()) {
      const [text, ...parts] =
        this.around.operation === null ? [whole] : labelledParts(this.document.source, whole)
      this.line(text, index > 0)
      const before = this.around
      for (const part of parts) this.line(part, true)
      // What stands below belongs to a part within a line only where that part is still empty: `Response 200:`.
      if (parts.at(-1)?.text.endsWith(':') === false) this.around = before
    }
  }

  private line(text: InlineText, continues: boolean): void {
    const label = labelOf(this.document.source, text)
    if (label) this.open(text.text, label)
    const named = operationOfLine(this.document, text) ?? this.joined(text.text, label) ?? this.leading(text)
    if (named) this.around = { ...this.around, operation: named, part: label?.part ?? null, status: null }
    this.units.push({ ...this.around, kind: 'line', text, label, continues })
  }

  /** A label opens its part; a label of no known part ends the one before. */
  private open(line: string, label: Label): void {
    const status = statusIn(label.text) ?? statusIn(line.slice(label.end, label.end + 40))
    const part = label.part === 'response' && status !== null && status >= 400 ? 'error' : label.part
    this.around = { ...this.around, part, opened: label.text, status }
  }

  /** `**Method**: POST` and `**Path**: /loans` on lines of their own. */
  private joined(line: string, label: Label | null): OperationName | null {
    if (label === null) return null
    const content = line.slice(label.end).trim()
    if (label.part === 'method') this.method = methodOf(content)
    if (label.part !== 'endpoint' || this.method === null) return null
    const method = methodOf(this.method)
    const path = pathOf(content)
    return method && path ? { method, path, query: null, start: label.end, end: line.length } : null
  }

  private code(node: Code): void {
    const fragment = fragmentOf(this.document.source, node, this.around.headings)
    const named = operationOfCode(fragment.text)
    if (named && this.around.operation === null) this.around = { ...this.around, operation: named }
    const part = this.around.part ?? this.unlabelled(fragment)
    this.units.push({ ...this.around, part, kind: 'code', fragment })
  }

  /**
   * What a block of JSON shows that stands right below its operation without a word: what is sent, by those that send
   * something, and else what comes back.
   */
  private unlabelled({ text }: Fragment): Part | null {
    const { operation, opened, status, headings } = this.around
    const before = this.units.at(-1)
    if (operation === null || opened !== '' || status !== null || !/^\s{0,8}[{[]/.test(text)) return null
    if (
      operationNames(headings.at(-1) ?? '').length === 0 ||
      /^\s{0,8}\{\s{0,8}"(?:error|detail|message|code)"/.test(text)
    )
      return null
    if (
      before?.kind === 'code' ||
      (before !== undefined && textOf(before)?.text.trimEnd().endsWith(':') === true)
    )
      return null
    if (operation.method === 'GET') return 'response'
    const made = /^\s{0,8}\{\s{0,8}"(?:id|uuid|_id)"/.test(text)
    return made || operation.method === 'DELETE' ? null : 'request'
  }

  private list(node: List): void {
    const items = itemsOf(this.document.source, node)
    node.children.forEach((child, index) => {
      const item = items[index]
      if (item) this.item(child, item, null)
    })
  }

  private item(node: ListItem, item: Item, parent: Item | null): void {
    const before = this.around
    const label = labelOf(this.document.source, item)
    const led = operationOfItem(this.document, item, before.headings)
    const declares = label?.part === 'endpoint' ? operationOfLine(this.document, item) : null
    if (label?.part && led === null && isOpening(item, label)) this.open(item.text, label)
    const joined = declares ?? this.joined(item.text, label)
    if (joined) this.around = { ...this.around, operation: joined, part: null, status: null }
    else if (led) this.around = { ...this.around, operation: led, part: null, status: null }
    this.units.push({ ...this.around, kind: 'item', item, label, parent })
    this.inside(node, item)
    this.around = joined ? { ...before, operation: joined } : before
  }

  private inside(node: ListItem, item: Item): void {
    let next = 0
    for (const child of node.children) {
      if (child.type === 'list') {
        for (const inner of child.children) {
          const read = item.children[next]
          if (read) this.item(inner, read, item)
          next += 1
        }
      } else if (child.type !== 'paragraph') this.node(child)
    }
  }
}

/** A labelled item opens a part when it says nothing else itself: `- **Query Parameters**:` with a list below. */
function isOpening(item: Item, label: Label): boolean {
  return item.children.length > 0 || item.node.children.length > 1 || label.end >= item.text.length
}

/** The text of a unit on one line; empty for tables and code. */
export function textOf(unit: Unit): InlineText | null {
  if (unit.kind === 'item') return unit.item
  return unit.kind === 'line' || unit.kind === 'heading' ? unit.text : null
}
