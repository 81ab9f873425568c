import type { Range } from '../python-code/expression.js'
import type { ScannedText } from './scan.js'
import { closing, scan, split } from './scan.js'

/** A member of an interface, an object type or a zod object. */
export interface Member {
  readonly name: string
  /** Marked with `?`. */
  readonly optional: boolean
  /** What stands behind the colon. */
  readonly value: string
  /** The comment behind it on its line; empty without one. */
  readonly comment: string
  readonly range: Range
}

/** A named type with its members: `interface Loan { … }`, `type Loan = { … }`, `const loanSchema = z.object({ … })`. */
export interface Declaration {
  readonly kind: 'type' | 'zod'
  readonly name: string
  readonly nameRange: Range
  readonly bases: readonly string[]
  readonly members: readonly Member[]
}

/** What a block of TypeScript declares. */
export interface Declarations {
  readonly objects: readonly Declaration[]
  /** `type State = 'open' | 'closed'`. */
  readonly unions: ReadonlyMap<string, readonly string[]>
}

const HEAD =
  /\b(?:interface\s{1,9}([A-Z]\w{0,80})(?:\s{1,9}extends\s{1,9}([\w,\s]{1,200}?))?\s{0,9}\{|type\s{1,9}([A-Z]\w{0,80})\s{0,9}=\s{0,9}\{|const\s{1,9}([A-Za-z]\w{0,80})\s{0,9}=\s{0,9}z\s{0,9}\.(?:strictO|o)bject\(\s{0,9}\{)/g
const UNION = /\btype\s{1,9}([A-Z]\w{0,80})\s{0,9}=\s{0,40}(\|?\s{0,9}["'][^;{}()]{1,2000})/g
const MEMBER = /^(?:readonly )?["']?([A-Za-z_$][\w$]{0,80})["']?(\?)?\s{0,9}:/
/** Blocks larger than this are not looked at. */
const LARGEST = 60_000

/** Reads the types and zod objects that a block of TypeScript declares. */
export function declarationsOf(text: string): Declarations {
  if (text.length > LARGEST) return { objects: [], unions: new Map() }
  const scanned = scan(text)
  const objects = [...scanned.bare.matchAll(HEAD)].flatMap((match): readonly Declaration[] => {
    const [head, inherits, bases = '', alias, zod] = match
    const name = inherits ?? alias ?? zod
    const open = match.index + head.length - 1
    const end = closing(scanned, open)
    if (name === undefined || end === null) return []
    const start = match.index + head.indexOf(name)
    return [
      {
        kind: zod === undefined ? 'type' : 'zod',
        name: zod === undefined ? name : name.charAt(0).toUpperCase() + name.slice(1),
        nameRange: { start, end: start + name.length },
        bases: bases.split(',').flatMap((base) => (base.trim() === '' ? [] : [base.trim()])),
        members: membersOf(scanned, { start: open + 1, end: end - 1 }, zod === undefined ? /[;,\n]/ : /,/),
      },
    ]
  })
  return { objects, unions: unionsOf(text) }
}

function unionsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const unions = new Map<string, readonly string[]>()
  for (const [, name = '', written = ''] of text.matchAll(UNION)) {
    const values = literalsOf(written.split(/\n\s*\n|\n(?=\s*(?:export|type|interface|const|\/))/)[0] ?? '')
    if (values !== null) unions.set(name, values)
  }
  return unions
}

/** The values of a union of text literals; null for any other type. */
export function literalsOf(type: string): readonly string[] | null {
  const parts = type
    .replace(/\/\/[^\n]{0,200}/g, '')
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const values = parts.map((part) => /^(["'])([^"']{1,80})\1$/.exec(part)?.[2])
  const known = values.filter((value) => value !== undefined)
  return known.length > 0 && known.length === parts.length ? known : null
}

function membersOf(scanned: ScannedText, range: Range, separators: RegExp): readonly Member[] {
  return split(scanned, range, separators).flatMap((piece): readonly Member[] => {
    const written = scanned.text.slice(piece.start, piece.end)
    const match = MEMBER.exec(written)
    const name = match?.[1]
    if (match === null || name === undefined) return []
    const value = scanned.comments
      .filter(({ start, end }) => start >= piece.start && end <= piece.end)
      .reduceRight(
        (left, each) => left.slice(0, each.start - piece.start) + left.slice(each.end - piece.start),
        written,
      )
      .slice(match[0].length)
      .trim()
    return [
      { name, optional: match[2] !== undefined, value, comment: commentBehind(scanned, piece), range: piece },
    ]
  })
}

function commentBehind({ text, comments }: ScannedText, { start, end }: Range): string {
  const newline = text.indexOf('\n', end)
  const lineEnd = newline < 0 ? text.length : newline
  return comments.find((comment) => comment.start >= start && comment.start < lineEnd)?.text ?? ''
}
