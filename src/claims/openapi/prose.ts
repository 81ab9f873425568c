import { isScalar } from 'yaml'
import type { Place } from './place.js'

/** One sentence or list item of a description. */
export interface Sentence {
  /** On one line, without Markdown marks. */
  readonly text: string
  /** Range in the source. */
  readonly start: number
  readonly end: number
}

/** Longest description that is cut into sentences, in code units of the source. */
const LONGEST_PROSE = 20_000

/**
 * The sentences of a description with their places in the source. They are cut from the source
 * itself, so that their ranges are exact in block scalars and quoted strings alike.
 */
export function sentencesOf(place: Place | null): readonly Sentence[] {
  if (place === null || !isScalar(place.node) || typeof place.node.value !== 'string') return []
  const range = place.node.range
  if (!range) return []
  const { text } = place.document.source
  const end = Math.min(range[1], range[0] + LONGEST_PROSE)
  return blocksOf(text, contentStart(text, range[0]), end).flatMap((block) => cut(text, block))
}

interface Block {
  readonly start: number
  readonly end: number
}

/** Skips `|-` and the quotes of a quoted scalar. */
function contentStart(text: string, start: number): number {
  const first = text[start]
  if (first === '|' || first === '>') {
    const line = text.indexOf('\n', start)
    return line < 0 ? text.length : line + 1
  }
  return first === '"' || first === "'" ? start + 1 : start
}

/** Paragraphs, list items and fences; headings and the insides of fences are left out. */
function blocksOf(text: string, start: number, end: number): readonly Block[] {
  const blocks: Block[] = []
  let open: { start: number; end: number } | null = null
  let inFence = false
  const close = (): void => {
    if (open !== null) blocks.push(open)
    open = null
  }
  for (let at = start; at < end;) {
    const newline = text.indexOf('\n', at)
    const lineEnd = newline < 0 || newline > end ? end : newline
    const line = text.slice(at, lineEnd)
    const lead = line.length - line.trimStart().length
    const content = line.trim()
    if (content.startsWith('```')) inFence = !inFence
    const isBreak = content === '' || inFence || /^(?:#|```|\||---)/.test(content)
    const marker = /^(?:[-*+]|\d{1,3}[.)])\s+/.exec(content)
    if (isBreak || marker !== null) close()
    if (!isBreak) {
      const from = at + lead + (marker?.[0].length ?? 0)
      const to = at + lead + content.length
      open = open === null ? { start: from, end: to } : { start: open.start, end: to }
    }
    at = lineEnd + 1
  }
  close()
  return blocks
}

/** Abbreviations whose full stop does not end a sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|no|max|min)\.$/i

function cut(text: string, block: Block): readonly Sentence[] {
  const sentences: Sentence[] = []
  let start = block.start
  for (let at = block.start; at < block.end; at++) {
    const char = text[at]
    if (char !== '.' && char !== '!' && char !== '?') continue
    const next = text[at + 1]
    const atEnd = at + 1 >= block.end
    if (!atEnd && next !== ' ' && next !== '\n' && next !== '\r') continue
    if (ABBREVIATION.test(text.slice(Math.max(start, at - 8), at + 1))) continue
    add(sentences, text, start, at + 1)
    start = at + 1
  }
  add(sentences, text, start, block.end)
  return sentences
}

function add(sentences: Sentence[], text: string, from: number, to: number): void {
  const raw = text.slice(from, to)
  const start = from + raw.length - raw.trimStart().length
  const bare = raw.trim().replace(/["']$/, '')
  if (!/[a-z]/i.test(bare)) return
  sentences.push({ text: plain(bare), start, end: start + bare.length })
}

/** On one line, without Markdown marks. */
function plain(text: string): string {
  return text.split(/\s+/).join(' ').replaceAll('**', '').replaceAll('`', '').trim()
}
