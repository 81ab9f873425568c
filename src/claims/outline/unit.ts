import type { Fragment } from '../../source/document.js'
import type { InlineText } from '../../source/inline-text.js'
import type { Item } from '../../source/list.js'
import type { TableText } from '../../source/table.js'
import type { OperationName } from './operation-name.js'
import type { Part } from './part.js'

/** The words before the colon of a line. */
export interface Label {
  readonly text: string
  readonly part: Part | null
  /** Where what it labels begins in the line. */
  readonly end: number
}

/** What the words around a unit say of it. */
export interface Surroundings {
  /** The operation that this is about; null for what is about the document. */
  readonly operation: OperationName | null
  readonly part: Part | null
  /** The words that opened the part: `Success Response (201 Created)`; empty when none did. */
  readonly opened: string
  /** The status of the part: 201 under `Success Response (201 Created)`. */
  readonly status: number | null
  /** Titles of the sections around it, outermost first, its own section's last. */
  readonly headings: readonly string[]
}

/** One piece of a document with its surroundings, in document order. */
export type Unit =
  | (Surroundings & { readonly kind: 'heading'; readonly text: InlineText; readonly depth: number })
  | (Surroundings & {
      readonly kind: 'line'
      readonly text: InlineText
      readonly label: Label | null
      /** Whether it goes on in the paragraph of the unit before. */
      readonly continues: boolean
    })
  | (Surroundings & {
      readonly kind: 'item'
      readonly item: Item
      readonly label: Label | null
      readonly parent: Item | null
    })
  | (Surroundings & { readonly kind: 'table'; readonly table: TableText })
  | (Surroundings & { readonly kind: 'code'; readonly fragment: Fragment })

/** One kind of unit. */
export type UnitOf<K extends Unit['kind']> = Extract<Unit, { readonly kind: K }>
