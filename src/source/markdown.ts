import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { MarkdownDocument } from './document.js'
import { DEFAULT_LIMITS } from './limits.js'
import type { Limits } from './limits.js'
import { boundMarkdown } from './markdown-bounds.js'
import { withPlainTitles } from './plain-titles.js'
import { sectionsOf } from './sections.js'
import type { Source } from './source.js'
import { maskPipesInCode } from './table-pipes.js'

/** A parsed Markdown document, and what of it could not be read. */
export interface ParsedMarkdown {
  readonly document: MarkdownDocument
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Parses CommonMark with GFM tables. Front matter is left out; pipes inside backticks do not split cells; lines beyond
 * the limits are left out with a diagnostic. All offsets count in `source.text`.
 */
export function parseMarkdown(source: Source, limits: Limits = DEFAULT_LIMITS): ParsedMarkdown {
  const bounded = boundMarkdown(source, limits)
  const text = blankFrontMatter(bounded.text)
  const parsed = parse(text)
  const standIn = unusedCharacter(text)
  const masked = maskPipesInCode(text, parsed, standIn)
  const root = masked === text ? parsed : parse(masked)
  if (masked !== text) unmask(root, standIn)
  return {
    document: { kind: 'markdown', source, root, sections: sectionsOf(source, withPlainTitles(source, root)) },
    diagnostics: bounded.diagnostics,
  }
}

function parse(text: string): Root {
  return fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] })
}

/** YAML between `---` lines at the very start would read as a heading; it is blanked without moving any offset. */
function blankFrontMatter(text: string): string {
  if (!/^---[ \t]*\r?\n/.test(text)) return text
  const close = /\n(?:---|\.\.\.)[ \t]*(?=\r?\n|$)/.exec(text)
  if (close === null) return text
  const end = close.index + close[0].length
  const front = text.slice(0, end)
  return /^[\w-]+[ \t]*:/m.test(front) ? front.replace(/[^\r\n]/g, ' ') + text.slice(end) : text
}

/** A character of the private use area that the text does not hold. */
function unusedCharacter(text: string): string {
  for (let code = 0xe000; code < 0xf8ff; code += 1) {
    const character = String.fromCharCode(code)
    if (!text.includes(character)) return character
  }
  return '|'
}

function unmask(node: Nodes, standIn: string): void {
  if ('value' in node) node.value = node.value.replaceAll(standIn, '|')
  if ('children' in node) for (const child of node.children) unmask(child, standIn)
}
