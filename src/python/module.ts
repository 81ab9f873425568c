import type { Provenance, Statement } from './nodes/statement.js'
import { printImports, type Import } from './imports.js'
import { LINE_LENGTH } from './line-length.js'
import { logicalLines } from './logical-lines.js'
import { planNames } from './plan.js'
import { columns, escapeComment, escapeDocstring } from './print/escape.js'
import { printStatements } from './print/statement.js'
import { formatPython } from './ruff.js'

/** A Python file before it is printed. */
export interface Module {
  /** Comment lines at the very top; null for none. */
  readonly header: string | null
  readonly docstring: string | null
  readonly body: readonly Statement[]
  /** Top-level packages of the project itself: their imports form the third group. */
  readonly ownPackages: readonly string[]
}

/** Physical lines of printed Python, from 1, both inclusive, and why they stand there. */
interface TracedLines extends Provenance {
  readonly from: number
  readonly to: number
}

/** A printed module. */
export interface PrintedModule {
  readonly text: string
  readonly lines: readonly TracedLines[]
  /** What it imports. */
  readonly imports: readonly Import[]
}

/** Prints a module: names and imports resolved, formatted by ruff, with the origins of its lines. */
export function printModule(module: Module): PrintedModule {
  for (const width of LITERAL_WIDTHS) {
    const printed = printWith(module, width)
    if (!hasLongLiteral(printed.text)) return printed
  }
  return printWith(module, 32)
}

/** Widths of string literals to try; long ones are broken only in modules where a line would be too long. */
const LITERAL_WIDTHS = [Number.POSITIVE_INFINITY, 80, 64, 48] as const

/** Whether a line with a string that could be broken is too long. */
function hasLongLiteral(text: string): boolean {
  return text
    .split('\n')
    .some(
      (line) => line.length > LINE_LENGTH / 2 && columns(line) > LINE_LENGTH && /["'].* .*["']/.test(line),
    )
}

function printWith(module: Module, literalWidth: number): PrintedModule {
  const plan = planNames(module.body, literalWidth)
  const traced: { readonly first: number; readonly last: number; readonly provenance: Provenance }[] = []
  const body: string[] = []
  printStatements(module.body, {
    names: plan,
    lines: body,
    observe: (statement, first, last) => {
      const { origins = [], about = null } = statement
      if (origins.length > 0 || about !== null) traced.push({ first, last, provenance: { origins, about } })
    },
  })
  const imports = printImports(plan.imports(), module.ownPackages)
  const head = [
    ...(module.header === null ? [] : escapeComment(module.header)),
    ...(module.docstring === null ? [] : escapeDocstring(module.docstring, '').split('\n')),
    ...(imports[0] === '' ? [] : ['', ...imports]),
    ...(body.length === 0 ? [] : ['']),
  ]
  const raw = `${[...head, ...body].join('\n')}\n`
  const text = raw.trim() === '' ? '' : formatPython(raw)
  const move = correspondence(raw, text)
  return {
    text,
    imports: plan.imports(),
    lines: traced
      .map(({ first, last, provenance: { origins, about } }) => {
        const { from, to } = move(head.length + first + 1, head.length + last + 1)
        return { from, to, origins, about }
      })
      .filter(({ from, to }) => from <= to),
  }
}

/** Maps physical lines of `before` to those of `after` through their logical lines. */
function correspondence(
  before: string,
  after: string,
): (from: number, to: number) => { readonly from: number; readonly to: number } {
  const [old, now] = [logicalLines(before), logicalLines(after)]
  const differs = old.findIndex((line, index) => line.head !== now[index]?.head && !sameQuote(line.head))
  if (old.length !== now.length || differs !== -1) {
    throw new Error(`formatting changed the statements of a module near ${JSON.stringify(old[differs])}`)
  }
  return (from, to) => {
    const first = firstAtOrAfter(old, from)
    const last = lastAtOrBefore(old, to)
    return { from: now[first]?.from ?? 1, to: now[last]?.to ?? 0 }
  }
}

/** Ruff may choose other quotes for a statement that begins with a string, or drop a bracket. */
function sameQuote(head: string): boolean {
  return head === '"' || head === "'" || head === '('
}

function firstAtOrAfter(lines: readonly { readonly from: number }[], line: number): number {
  let [low, high] = [0, lines.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.from ?? 0) < line) low = middle + 1
    else high = middle
  }
  return low
}

function lastAtOrBefore(lines: readonly { readonly to: number }[], line: number): number {
  let [low, high] = [0, lines.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.to ?? 0) <= line) low = middle + 1
    else high = middle
  }
  return low - 1
}
