import type { RowFileRules } from '../design/row-file.js'
import type { Failure } from '../design/step.js'
import type { PropertyRules } from '../design/value.js'
import { refused, type Refusal } from './refusal.js'

/** One row of a file: its number, and its cells that hold anything, by their titles. */
export interface FileRow {
  readonly place: number
  readonly cells: ReadonlyMap<string, string>
}

/** Reads a CSV file whose first line has the titles (RFC 4180), or tells why it cannot be read. */
export function readRowFile(
  content: Uint8Array,
  members: readonly PropertyRules[],
  rules: RowFileRules,
  first: number,
): { readonly rows: readonly FileRow[] } | Refusal {
  if (content.length > rules.maxBytes) return refuse(rules.tooLarge)
  const text = decoded(content)
  const lines = text === null ? null : parsed(text)
  const [header, ...rest] = lines ?? []
  if (header === undefined) return refuse(rules.unreadable)
  const titles = header.map((title) => title.trim())
  const known = new Set(members.map(({ name }) => name))
  const unknown = new Set(titles.filter((title) => !known.has(title)))
  const isWrong =
    members.some(({ name, required }) => required && !titles.includes(name)) ||
    new Set(titles).size < titles.length ||
    (unknown.size > 0 && rules.unknownColumns === 'refuse')
  if (isWrong) return refuse(rules.wrongColumns)
  if (rest.length > rules.maxRows) return refuse(rules.tooMany)
  return {
    rows: rest.flatMap((cells, index) => {
      if (cells.length === 0) return []
      const named = cells.map((cell, at) => [titles[at] ?? `cell ${String(at + 1)}`, cell] as const)
      const kept = named.filter(([title, cell]) => cell !== '' && !unknown.has(title))
      return [{ place: first + index, cells: new Map(kept) }]
    }),
  }
}

function refuse({ status, message }: Failure): Refusal {
  return refused(status, message)
}

function decoded(content: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return null
  }
}

/** The lines of a file by the letter: a quote stands only around a cell, or twice within. Null for another file. */
function parsed(text: string): readonly (readonly string[])[] | null {
  const lines: string[][] = []
  let cells: string[] = []
  let at = 0
  while (at < text.length) {
    const quoted = text[at] === '"'
    const cell = quoted ? quotedCell(text, at) : plainCell(text, at)
    if (cell === null) return null
    const [value, end] = cell
    const isFollowed = text[end] === ','
    // A blank line has no cells.
    if (isFollowed || quoted || cells.length > 0 || value !== '') cells.push(value)
    at = end + (text.startsWith('\r\n', end) ? 2 : 1)
    if (isFollowed && at < text.length) continue
    if (isFollowed) cells.push('')
    lines.push(cells)
    cells = []
  }
  return lines
}

function plainCell(text: string, start: number): readonly [string, number] {
  const rest = /[,\r\n]/g
  rest.lastIndex = start
  const end = rest.exec(text)?.index ?? text.length
  return [text.slice(start, end), end]
}

/** A cell in quotes; null where it does not end, or something stands behind its end. */
function quotedCell(text: string, start: number): readonly [string, number] | null {
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return null
    if (text[quote + 1] === '"') {
      from = quote + 2
      continue
    }
    const end = quote + 1
    if (end < text.length && !/[,\r\n]/.test(text[end] ?? '')) return null
    return [text.slice(start + 1, quote).replaceAll('""', '"'), end]
  }
}
