import type { JsonValue } from '../../claims/json.js'
import type { Span } from '../../source/span.js'
import type { Assembly } from '../assembly.js'
import { backendSources } from '../scope.js'
import type { SourceIndex } from '../source-index.js'

/** A JSON value that a document shows between fences. */
export interface JsonBlock {
  readonly value: JsonValue
  readonly text: string
  readonly span: Span
}

/** Blocks longer than this are data files, not examples. */
const LONGEST = 8000

const blocksBySources = new WeakMap<SourceIndex, readonly JsonBlock[]>()

function parsed(text: string): JsonValue | undefined {
  const bare = text.replace(/(^|[\s,{[\]}"])\/\/[^\n]*/g, '$1')
  try {
    const value: JsonValue = JSON.parse(bare)
    return value
  } catch {
    return undefined
  }
}

function blocksOf(source: string, text: string): readonly JsonBlock[] {
  const blocks: JsonBlock[] = []
  let open = text.indexOf('```')
  while (open >= 0) {
    const start = text.indexOf('\n', open)
    const close = start < 0 ? -1 : text.indexOf('```', start)
    if (close < 0) break
    const inner = text.slice(start + 1, close)
    const value = inner.length > LONGEST || !/^\s*[[{]/.test(inner) ? undefined : parsed(inner)
    if (value !== undefined) {
      blocks.push({ value, text: inner, span: { source, start: start + 1, end: close } })
    }
    open = text.indexOf('```', close + 3)
  }
  return blocks
}

/** The JSON examples of all Markdown documents, remarks left out. */
export function jsonBlocks(assembly: Assembly): readonly JsonBlock[] {
  const { sources } = assembly
  const known = blocksBySources.get(sources)
  if (known !== undefined) return known
  const speaks = backendSources(assembly)
  const blocks = [...sources.sources.values()]
    .filter(({ id, format }) => format === 'markdown' && speaks(id))
    .flatMap(({ id, text }) => blocksOf(id, text))
  blocksBySources.set(sources, blocks)
  return blocks
}

/** Where a key stands in a block, the block itself when it is not found. */
export function keySpan({ text, span }: JsonBlock, key: string): Span {
  const at = text.indexOf(`"${key}"`)
  return at < 0
    ? span
    : { source: span.source, start: span.start + at, end: span.start + at + key.length + 2 }
}
