import type { Expression } from './expression.js'
import type { Statement } from './statement.js'

/** What may stand in a hole of a quotation: a node, never a string. */
export type Hole = Expression | readonly Statement[]

/**
 * Python written as Python, with holes for nodes: what Lisp calls
 * quasiquotation. The text is the author's of this program; nothing that comes
 * from a specification can be in it, because a hole takes only nodes.
 */
export interface Quotation {
  readonly kind: 'quotation'
  /** Names the text uses from other modules. */
  readonly imports: readonly QuotedImport[]
  /** Texts between the holes: one more than there are holes. */
  readonly texts: readonly string[]
  readonly holes: readonly Hole[]
}

/** One name of an import at the head of a quotation. */
export interface QuotedImport {
  readonly module: string
  /** Null imports the module itself. */
  readonly name: string | null
  readonly as: string | null
}

/** Whether a hole takes statements rather than an expression. */
export function holdsStatements(hole: Hole): hole is readonly Statement[] {
  return Array.isArray(hole)
}

const FROM = /^from ([\w.]+) import ([\w, ]+)$/
const IMPORT = /^import ([\w.]+)(?: as (\w+))?$/

/**
 * Quotes Python statements. Import lines at the head are handed to the planner,
 * which merges them with those of the module; they may hold no hole. A hole for
 * statements stands alone on its line and takes that line's indentation.
 */
export function python(texts: TemplateStringsArray, ...holes: readonly Hole[]): Statement {
  const [first = '', ...rest] = unindent(texts.raw.map((text) => text.replaceAll('\\`', '`')))
  const lines = first.split('\n')
  const imports: QuotedImport[] = []
  let head = 0
  for (; head < lines.length; head += 1) {
    const line = lines[head] ?? ''
    const found = readImport(line)
    if (found === null && line !== '') break
    imports.push(...(found ?? []))
  }
  return { kind: 'quotation', imports, texts: [lines.slice(head).join('\n'), ...rest], holes }
}

function readImport(line: string): QuotedImport[] | null {
  const from = FROM.exec(line)
  if (from?.[1] !== undefined && from[2] !== undefined) {
    const module = from[1]
    return from[2].split(',').map((part) => {
      const [name = '', , as = null] = part.trim().split(/\s+/)
      return { module, name, as }
    })
  }
  const whole = IMPORT.exec(line)
  return whole?.[1] === undefined ? null : [{ module: whole[1], name: null, as: whole[2] ?? null }]
}

/** Removes the indentation of the first line from all lines, so that a quotation can follow the code around it. */
function unindent(texts: readonly string[]): readonly string[] {
  const first = (texts[0] ?? '').replace(/^\n+/, '')
  const margin = ' '.repeat(first.length - first.trimStart().length)
  const cut = [first.slice(margin.length), ...texts.slice(1)].map((text) =>
    text.replaceAll(`\n${margin}`, '\n'),
  )
  return cut.map((text, index) => (index === cut.length - 1 ? text.trimEnd() : text))
}
