import type { Entity, Field } from '../../design/entity.js'
import { keyOf, singular } from '../naming.js'
import { meaningFor } from './flag-words.js'

/** A column and the value that rows have in it. */
export interface Chosen {
  readonly column: Field
  readonly value: boolean | string
}

/**
 * The rows that a word behind a collection means: `GET /books/recommended` by a flag, `GET /orders/pending` by the one
 * column that has a state of that name. Null where no column or several tell them.
 */
export function chosenBy({ fields }: Entity, word: string): Chosen | null {
  for (const column of fields) {
    const value = column.type === 'boolean' ? meaningFor(column.name, singular(word)) : null
    if (value !== null) return { column, value }
  }
  const states = fields.flatMap((column) =>
    (column.enum ?? []).filter((value) => keyOf(value) === keyOf(word)).map((value) => ({ column, value })),
  )
  return states.length === 1 ? (states[0] ?? null) : null
}
