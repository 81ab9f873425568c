import type { Range } from '../python-code/expression.js'

/** A column as a diagram shows it. */
export interface DrawnColumn {
  readonly name: string
  /** The words of its type and its remarks: `varchar(40) UNIQUE`; empty when only the name is shown. */
  readonly words: string
  /** `PK`, `FK`, `UK`. */
  readonly keys: ReadonlySet<string>
  /** Its line in the code block. */
  readonly range: Range
}

/** An entity as a diagram shows it. */
export interface DrawnEntity {
  readonly name: string
  readonly range: Range
  readonly columns: readonly DrawnColumn[]
}

/** Entities of one diagram, and the pairs between which it draws a line. */
export interface Drawing {
  readonly entities: readonly DrawnEntity[]
  readonly relations: readonly (readonly [string, string])[]
}

/** The keys that words such as `(PK)`, `FK → shelves.id` and `unique` mark. */
export function keysIn(words: string): ReadonlySet<string> {
  const keys = new Set<string>()
  if (/\bPK\b|\bprimary key\b/i.test(words)) keys.add('PK')
  if (/\bFK\b|\bforeign key\b/i.test(words)) keys.add('FK')
  if (/\bUK\b|\bunique\b/i.test(words)) keys.add('UK')
  return keys
}
