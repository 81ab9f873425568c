import type { Claim } from '../claim.js'
import { columnClaims } from '../said.js'
import type { ValueType } from '../shape.js'

/** Fewest columns that make a habit. */
const HABIT = 2

/**
 * Types of columns that a document only names: when all its other columns with the same name, or the same last word
 * (`…_id`, `…_at`), have one type, it is meant here too.
 *
 * @param claims those of one document
 * @returns claims of types, on the words that name the columns
 */
export function typesAlike(reader: string, claims: readonly Claim[]): readonly Claim[] {
  const habits = new Map<string, Map<ValueType, number>>()
  const typed = new Set<string>()
  for (const { subject, property, value } of claims) {
    if (subject.kind !== 'column' || property !== 'type') continue
    typed.add(`${subject.entity} ${subject.field}`)
    for (const key of keysOf(subject.field)) {
      const habit = habits.get(key) ?? new Map<ValueType, number>()
      habit.set(value, (habit.get(value) ?? 0) + 1)
      habits.set(key, habit)
    }
  }
  return claims.flatMap(({ subject, property, span }) => {
    if (subject.kind !== 'column' || property !== 'exists') return []
    if (typed.has(`${subject.entity} ${subject.field}`)) return []
    for (const key of keysOf(subject.field)) {
      const [only, ...others] = [...(habits.get(key) ?? [])]
      if (only !== undefined && others.length === 0 && only[1] >= HABIT)
        return columnClaims(reader, subject.entity, subject.field, [
          { property: 'type', value: only[0], span },
        ])
    }
    return []
  })
}

/** A column's name, and its last word when it has more than one. */
function keysOf(field: string): readonly string[] {
  const last = /_([A-Za-z0-9]{1,40})$/.exec(field)?.[1]
  return last === undefined ? [field] : [field, `…_${last.toLowerCase()}`]
}
