import type { Code, Nodes } from 'mdast'
import type { Fragment, MarkdownDocument, Section } from './document.js'
import { walkSections } from './sections.js'
import type { Source } from './source.js'

/**
 * All code blocks of a document, in any nesting of lists and quotes, in their order, with exact offsets for each line.
 */
export function fragmentsOf(document: MarkdownDocument): readonly Fragment[] {
  return [...walkSections(document.sections)].flatMap((section) => fragmentsIn(document.source, section))
}

/** The code blocks directly in one section, without those of its children. */
function fragmentsIn(source: Source, section: Section): readonly Fragment[] {
  const headings = section.depth === 0 ? section.trail : [...section.trail, section.title]
  const found: Fragment[] = []
  const walk = (node: Nodes): void => {
    if (node.type === 'code') found.push(fragmentOf(source, node, headings))
    else if ('children' in node) node.children.forEach(walk)
  }
  section.nodes.forEach(walk)
  return found
}

/**
 * A code block as a fragment. Indentation and quote marks before its lines are not in its text; the offset of each line
 * is that of its first character that is.
 */
export function fragmentOf(source: Source, code: Code, headings: readonly string[]): Fragment {
  const start = code.position?.start.offset ?? 0
  const end = code.position?.end.offset ?? start
  const fenced = /^[`~]{3}/.test(source.text.slice(start, start + 3))
  const lines = code.value.split('\n')
  const lineOffsets: number[] = []
  let lineStart = fenced ? nextLine(source.text, start, end) : start
  for (const line of lines) {
    const lineEnd = endOfLine(source.text, lineStart, end)
    lineOffsets.push(Math.max(lineStart, lineEnd - line.length))
    lineStart = nextLine(source.text, lineStart, end)
  }
  // The lines of a file from Windows end as those of any other; their places are known by `lineOffsets`.
  const text = code.value.replaceAll(/\r\n?/g, '\n')
  return { source, language: languageOf(code), text, lineOffsets, headings }
}

/** The offset in the document of an offset in a fragment's text. */
export function fragmentOffset(fragment: Fragment, offset: number): number {
  const before = fragment.text.slice(0, Math.max(0, offset))
  const line = before.split('\n').length - 1
  const column = before.length - (before.lastIndexOf('\n') + 1)
  return (fragment.lineOffsets[line] ?? fragment.lineOffsets.at(-1) ?? 0) + column
}

function languageOf(code: Code): string | null {
  const language = /^[\w+#.-]+/.exec(code.lang ?? '')
  return language === null ? null : language[0].toLowerCase()
}

function endOfLine(text: string, from: number, limit: number): number {
  let end = from
  while (end < limit && text[end] !== '\n' && text[end] !== '\r') end += 1
  return end
}

function nextLine(text: string, from: number, limit: number): number {
  const end = endOfLine(text, from, limit)
  return Math.min(limit, text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1)
}
