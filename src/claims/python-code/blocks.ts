import type { Document, Fragment } from '../../source/document.js'
import { fragmentsOf } from '../../source/fragments.js'
import type { Span } from '../../source/span.js'
import { captionOf, fragmentSpan, marksRight, marksWrong, type Caption } from '../caption.js'
import type { Range } from './expression.js'
import { readPython, type PythonModule } from './module.js'

/** A block of Python in a document, parsed, without what its author marks as wrong. */
export interface PythonBlock {
  readonly fragment: Fragment
  readonly caption: Caption | null
  readonly module: PythonModule
  readonly span: (range: Range) => Span
}

/** Largest block that is parsed. */
const LARGEST = 200_000

const cache = new WeakMap<Document, readonly PythonBlock[]>()

/** The Python blocks of a document, parsed once. Blocks under a mark such as ❌ are left out. */
export function pythonBlocks(document: Document): readonly PythonBlock[] {
  if (document.kind !== 'markdown') return []
  let blocks = cache.get(document)
  if (blocks === undefined) {
    blocks = fragmentsOf(document).flatMap(blockOf)
    cache.set(document, blocks)
  }
  return blocks
}

/** Whether a document has blocks that the grammar of Python must be loaded for. */
export function hasPython(document: Document): boolean {
  return document.kind === 'markdown' && fragmentsOf(document).some(isPython)
}

function isPython({ language, text }: Fragment): boolean {
  if (text.length > LARGEST) return false
  return language === null
    ? /^(?:class \w{1,80}\((?:SQLModel|BaseModel)|from (?:sqlmodel|pydantic|fastapi) import )/m.test(text)
    : /^(?:python3?|py)$/.test(language)
}

function blockOf(fragment: Fragment): readonly PythonBlock[] {
  const { text } = fragment
  if (!isPython(fragment)) return []
  const caption = captionOf(fragment)
  const remark = caption === null ? (fragment.headings.at(-1) ?? '') : caption.text
  if (marksWrong(remark) && !marksRight(remark)) return []
  const module = withoutCounterexamples(readPython(text), text)
  return [{ fragment, caption, module, span: (range) => fragmentSpan(fragment, range) }]
}

/** Drops what stands between a comment that says "wrong" and one that says "right". */
function withoutCounterexamples(module: PythonModule, text: string): PythonModule {
  const wrong: Range[] = []
  let start: number | null = null
  for (const comment of module.comments) {
    const alone = text.slice(text.lastIndexOf('\n', comment.start - 1) + 1, comment.start).trim() === ''
    const lineEnd = text.indexOf('\n', comment.end)
    if (!alone) {
      if (marksWrong(comment.text))
        wrong.push({
          start: text.lastIndexOf('\n', comment.start) + 1,
          end: lineEnd < 0 ? text.length : lineEnd,
        })
    } else if (marksWrong(comment.text)) start ??= comment.start
    else if (start !== null && marksRight(comment.text)) {
      wrong.push({ start, end: comment.start })
      start = null
    }
  }
  if (start !== null) wrong.push({ start, end: text.length })
  if (wrong.length === 0) return module
  const kept = <T extends Range>(items: readonly T[]): readonly T[] =>
    items.filter((item) => !wrong.some((range) => item.start >= range.start && item.start < range.end))
  return {
    faults: module.faults,
    classes: kept(module.classes),
    functions: kept(module.functions),
    imports: kept(module.imports),
    assignments: kept(module.assignments),
    comments: module.comments,
    environment: kept(module.environment),
  }
}
