import { keyOf } from '../naming.js'
import type { StatementContext } from './context.js'

/** Keys that follow a changed key: no table of this backend does, for its keys never change. */
const ON_UPDATE = /\bon update (?:cascade|set null|set default)\b/

/** What a sentence expects of foreign keys: `Foreign key constraints ensure that loans belong to valid users`. */
const FOREIGN_KEYS =
  /\bforeign[- ]keys?(?: constraints?)?\b.{0,40}\b(?:ensur|enforc|guarante|prevent)\w{0,3}\b|\bforeign key constraint enforced\b/

/**
 * What a statement demands of the database that its tables do not keep: keys that follow others, or a foreign key into a
 * table that another system has. Null for other statements.
 */
export function unkeptConstraint({ design, text }: StatementContext): string | null {
  const onUpdate = ON_UPDATE.exec(text)
  if (onUpdate !== null) return onUpdate[0]
  const expected = FOREIGN_KEYS.exec(text)
  if (expected === null) return null
  const words = new Set(text.split(/[^a-z]+/).map((word) => keyOf(word.replace(/s$/, ''))))
  const elsewhere = design.entities.some(
    ({ name, managedElsewhere }) => managedElsewhere && words.has(keyOf(name)),
  )
  return elsewhere ? expected[0] : null
}
