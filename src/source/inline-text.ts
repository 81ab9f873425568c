import type { Nodes } from 'mdast'
import type { Source } from './source.js'
import type { Span } from './span.js'

/** Text without Markdown marks in which every character still knows where it was written. */
export interface InlineText {
  readonly text: string
  /** The span of `text.slice(start, end)` in the source. */
  readonly span: (start: number, end: number) => Span
}

/**
 * The text of a node on one line: marks gone, soft line breaks and `<br>` as blanks, runs of blanks as one.
 *
 * @param source the source that the node was parsed from
 * @param nodes one node, or siblings that are read as one run
 */
export function inlineText(source: Source, nodes: Nodes | readonly Nodes[]): InlineText {
  const letters: string[] = []
  const offsets: number[] = []
  const put = (letter: string, offset: number): void => {
    const blank = /\s/.test(letter)
    if (blank && (letters.length === 0 || letters.at(-1) === ' ')) return
    letters.push(blank ? ' ' : letter)
    offsets.push(offset)
  }
  for (const node of Array.isArray(nodes) ? (nodes as readonly Nodes[]) : [nodes as Nodes]) {
    collect(source, node, put)
  }
  while (letters.at(-1) === ' ') {
    letters.pop()
    offsets.pop()
  }
  return {
    text: letters.join(''),
    span: (start, end) => ({
      source: source.id,
      start: offsets[start] ?? offsets.at(-1) ?? 0,
      end: (offsets[Math.max(start, end - 1)] ?? offsets.at(-1) ?? -1) + 1,
    }),
  }
}

/** The lines of a paragraph as the author broke them, each with its spans. Empty lines are left out. */
export function inlineLines(source: Source, node: Nodes): readonly InlineText[] {
  const { text, span } = inlineText(source, node)
  const lines: InlineText[] = []
  let start = 0
  const close = (end: number): void => {
    const from = text[start] === ' ' ? start + 1 : start
    if (end > from) {
      lines.push(sliceOf({ text, span }, from, end))
    }
    start = end
  }
  for (let index = 1; index < text.length; index += 1) {
    if (text[index] !== ' ') continue
    const gap = source.text.slice(span(index - 1, index).end, span(index + 1, index + 2).start)
    if (/[\r\n]|<br/i.test(gap)) close(index)
  }
  close(text.length)
  return lines
}

/** A part of a text, its spans where they were. */
export function sliceOf({ text, span }: InlineText, start: number, end = text.length): InlineText {
  return { text: text.slice(start, end), span: (from, to) => span(start + from, start + to) }
}

/** The text of a node on one line, without Markdown marks. */
export function plainText(source: Source, nodes: Nodes | readonly Nodes[]): string {
  return inlineText(source, nodes).text
}

function collect(source: Source, node: Nodes, put: (letter: string, offset: number) => void): void {
  const start = node.position?.start.offset ?? 0
  const end = node.position?.end.offset ?? start
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      align(source.text, start, end, node.value, put)
      return
    case 'html':
      if (/^<br\s{0,4}\/?>/i.test(node.value)) put(' ', start)
      return
    case 'break':
      put(' ', start)
      return
    case 'image':
      align(source.text, start, end, node.alt ?? '', put)
      return
    case 'code':
      return
    default:
      if (!('children' in node)) return
      for (const child of node.children) {
        if (isBlock(child)) put(' ', child.position?.start.offset ?? start)
        collect(source, child, put)
      }
  }
}

function isBlock(node: Nodes): boolean {
  return /^(?:paragraph|list|listItem|blockquote|heading|table|tableRow|tableCell)$/.test(node.type)
}

/** Walks the value along its source, skipping marks, indentation, escapes and references that are not in the value. */
function align(
  text: string,
  start: number,
  end: number,
  value: string,
  put: (letter: string, offset: number) => void,
): void {
  let at = start
  for (let index = 0; index < value.length; index += 1) {
    const letter = value[index] ?? ''
    let found = at
    while (found < end && text[found] !== letter && isSkippable(text[found] ?? '')) found += 1
    if (found < end && text[found] === letter) {
      put(letter, found)
      at = found + 1
    } else {
      put(letter, Math.min(at, Math.max(start, end - 1)))
      if (text[at] === '&') at = referenceEnd(text, at, end)
      else if (/\s/.test(letter)) at = Math.min(at, end)
      else at += 1
    }
  }
}

function isSkippable(letter: string): boolean {
  return /[\s\\`>![\]]/.test(letter)
}

function referenceEnd(text: string, at: number, end: number): number {
  const stop = text.indexOf(';', at)
  return stop === -1 || stop >= end || stop - at > 40 ? at + 1 : stop + 1
}
