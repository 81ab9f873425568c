import type { Range } from '../python-code/expression.js'
import { closing, scan, split } from '../typescript/scan.js'

/** `model Loan { … }` with its lines. */
export interface PrismaModel {
  readonly name: string
  readonly nameRange: Range
  readonly lines: readonly PrismaLine[]
}

/** One line of a model: a field, or an attribute of the whole model. */
interface PrismaLine {
  readonly text: string
  readonly range: Range
}

/** What a block of a Prisma schema declares. */
export interface PrismaSchema {
  readonly models: readonly PrismaModel[]
  readonly enums: ReadonlyMap<string, readonly string[]>
}

const HEAD = /\b(model|enum|type)\s{1,20}([A-Za-z]\w{0,80})\s{0,20}\{/g
/** Blocks larger than this are not looked at. */
const LARGEST = 60_000

/** Reads the models and enumerations that a block of a Prisma schema declares. */
export function prismaSchema(text: string): PrismaSchema {
  const models: PrismaModel[] = []
  const enums = new Map<string, readonly string[]>()
  if (text.length > LARGEST) return { models, enums }
  const scanned = scan(text)
  for (const match of scanned.bare.matchAll(HEAD)) {
    const [head, kind, name = ''] = match
    const open = match.index + head.length - 1
    const end = closing(scanned, open)
    if (end === null) continue
    const inside = { start: open + 1, end: end - 1 }
    const start = match.index + head.lastIndexOf(name)
    if (kind === 'enum') {
      const values = [
        ...scanned.bare.slice(inside.start, inside.end).matchAll(/(?<![\w@."(])[A-Za-z]\w{0,80}/g),
      ]
      enums.set(name, [...new Set(values.map(([value]) => value))])
    } else if (kind === 'model') {
      models.push({
        name,
        nameRange: { start, end: start + name.length },
        lines: split(scanned, inside, /\n/).map((range) => ({
          text: withoutComments(scanned.text, scanned.comments, range),
          range,
        })),
      })
    }
  }
  return { models, enums }
}

function withoutComments(text: string, comments: readonly Range[], range: Range): string {
  return comments
    .filter(({ start, end }) => start >= range.start && end <= range.end)
    .reduceRight(
      (left, each) => left.slice(0, each.start - range.start) + left.slice(each.end - range.start),
      text.slice(range.start, range.end),
    )
    .trim()
}
