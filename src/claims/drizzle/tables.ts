import type { Range } from '../python-code/expression.js'
import { type Call, callsFrom } from '../typescript/calls.js'
import { closing, scan, split } from '../typescript/scan.js'

/** A column of a Drizzle table: `dueOn: date('due_on').notNull()`. */
export interface DrizzleColumn {
  /** The member's name. */
  readonly key: string
  /** The column's name: the first argument, or the member's name. */
  readonly name: string
  /** The function that makes it: `varchar`, `loanState`. */
  readonly maker: string
  /** Its second argument: `{ length: 200 }`; empty without one. */
  readonly settings: string
  readonly calls: readonly Call[]
  readonly range: Range
}

/** `export const loans = pgTable('loans', { … })`. */
export interface DrizzleTable {
  readonly constant: string
  readonly name: string
  readonly nameRange: Range
  readonly columns: readonly DrizzleColumn[]
  /** What stands behind the columns: indexes and keys of several columns. */
  readonly extras: readonly { readonly text: string; readonly range: Range }[]
}

/** What a block of TypeScript declares for Drizzle. */
export interface DrizzleSchema {
  readonly tables: readonly DrizzleTable[]
  /** `pgEnum('loan_state', ['open', 'returned'])` by the name of its constant. */
  readonly enums: ReadonlyMap<string, readonly string[]>
}

const TABLE = /\bconst\s{1,9}([A-Za-z]\w{0,80})\s{0,9}=\s{0,9}(?:pg|sqlite|mysql)Table\(/g
const ENUM = /\bconst\s{1,9}([A-Za-z]\w{0,80})\s{0,9}=\s{0,9}(?:pg|mysql)Enum\(/g
const LARGEST = 60_000

/** Reads the tables and enumerations of Drizzle that a block of TypeScript declares. */
export function drizzleSchema(text: string): DrizzleSchema {
  const enums = new Map<string, readonly string[]>()
  if (text.length > LARGEST || !/Table\(/.test(text)) return { tables: [], enums }
  const scanned = scan(text)
  const argumentsOf = (open: number): readonly Range[] => {
    const end = closing(scanned, open)
    return end === null ? [] : split(scanned, { start: open + 1, end: end - 1 }, /,/)
  }
  for (const match of scanned.bare.matchAll(ENUM)) {
    const [, values] = argumentsOf(match.index + match[0].length - 1)
    const constant = match[1]
    if (constant !== undefined && values !== undefined)
      enums.set(constant, literals(text.slice(values.start, values.end)))
  }
  const tables = [...scanned.bare.matchAll(TABLE)].flatMap((match): readonly DrizzleTable[] => {
    const constant = match[1] ?? ''
    const [named, body, ...rest] = argumentsOf(match.index + match[0].length - 1)
    const name = named === undefined ? undefined : literals(text.slice(named.start, named.end))[0]
    if (named === undefined || name === undefined || body === undefined || text[body.start] !== '{') return []
    const members = split(scanned, { start: body.start + 1, end: body.end - 1 }, /,/)
    const start = match.index + match[0].indexOf(constant)
    return [
      {
        constant,
        name,
        nameRange: { start, end: start + constant.length },
        columns: members.flatMap((range) => columnOf(text.slice(range.start, range.end), range) ?? []),
        extras: rest.flatMap((range) => extrasOf(scanned, range)),
      },
    ]
  })
  return { tables, enums }
}

/** The members of the object or array that the third argument's function gives. */
function extrasOf(scanned: ReturnType<typeof scan>, range: Range): DrizzleTable['extras'] {
  const open = scanned.bare.slice(range.start, range.end).search(/=>\s{0,20}\(?[{[]/)
  if (open < 0) return []
  const start = range.start + open + (/[{[]/.exec(scanned.bare.slice(range.start + open))?.index ?? 0)
  const end = closing(scanned, start)
  if (end === null) return []
  return split(scanned, { start: start + 1, end: end - 1 }, /,/).map((each) => ({
    text: scanned.text.slice(each.start, each.end),
    range: each,
  }))
}

function columnOf(written: string, range: Range): DrizzleColumn | null {
  const head = /^["']?([A-Za-z_]\w{0,80})["']?\s{0,9}:\s{0,20}([A-Za-z]\w{0,60})(?=\()/.exec(written)
  if (head?.[1] === undefined || head[2] === undefined) return null
  const scanned = scan(written)
  const end = closing(scanned, head[0].length)
  if (end === null) return null
  const made = split(scanned, { start: head[0].length + 1, end: end - 1 }, /,/).map((each) =>
    written.slice(each.start, each.end),
  )
  const named = literals(made[0]?.startsWith('{') === false ? made[0] : '')[0]
  return {
    key: head[1],
    name: named ?? head[1],
    maker: head[2],
    settings: made.find((each) => each.startsWith('{')) ?? '',
    calls: callsFrom(written, end),
    range,
  }
}

/** The quoted texts in an expression. */
export function literals(written: string): readonly string[] {
  return [...written.matchAll(/(["'])([^"'\n]{1,80})\1/g)].map(([, , value = '']) => value)
}
