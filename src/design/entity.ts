import type { SaidEffect } from '../claims/effect.js'
import type { RowCondition } from '../claims/row-condition.js'
import type { RowRule } from '../claims/row-rule.js'
import type { Formula } from './formula/formula.js'
import type { Origin, Origins } from './origin.js'
import type { Defaulted, ValueRules } from './value.js'

/** An allowed move between two values of a column. */
export interface StateEdge {
  readonly from: string
  readonly to: string
}

/** A column. */
export interface Field extends ValueRules, Defaulted {
  /** Column name, as the documents write it. */
  readonly name: string
  readonly primaryKey: boolean
  readonly unique: boolean
  readonly index: boolean
  /** `users.id`, or null. */
  readonly references: string | null
  readonly onDelete: 'cascade' | 'set-null' | 'restrict' | null
  /** Set to the present moment at every change of the row. */
  readonly touched: boolean
  /** It holds the id of somebody who signs in elsewhere; left out where no document says so. */
  readonly holdsUser?: boolean
  /** The form in which the service numbers new rows: `PK-YYYYMMDD-XXX`. */
  readonly sequence?: string | null
  /** The moves between its values that documents allow; without them any value may follow any other. */
  readonly edges?: readonly StateEdge[]
  /** The service alone sets it; left out where requests may bring it. */
  readonly kept?: boolean
  /** The service works the value out; the author's words. */
  readonly calculated?: string | null
  /** How it follows from other columns; the author's words. */
  readonly formula?: string | null
  readonly description: string | null
  readonly origins: Origins
}

/** A field that answers show beside the columns, worked out from them whenever it is read. */
export interface ComputedField extends ValueRules {
  readonly name: string
  /** Null where nobody could tell how; answers then leave it out. */
  readonly formula: Formula | null
  readonly description: string | null
  readonly origins: Origins
}

/** A rule of rows, in the names of columns, and why. */
export interface KeptRule {
  readonly rule: RowRule
  readonly origins: readonly Origin[]
}

/** A constraint or index over several columns. */
export interface TableIndex {
  readonly name: string
  readonly fields: readonly string[]
  readonly unique: boolean
  readonly descending: boolean
  /** Tests that a row must pass to be in a partial index; empty: every row is. */
  readonly where: readonly RowCondition[]
  /** Columns of which large and small letters are one; none where left out. */
  readonly ignoreCase?: readonly string[]
}

/** A list of texts that belongs to a row and is kept in rows of its own, so that it can be searched and listed. */
export interface Collection {
  /** Name of the list, as the documents write it. */
  readonly name: string
  /** Entity of the rows that hold the texts. */
  readonly entity: string
  /** Its column that holds the row's `target`. */
  readonly field: string
  readonly target: string
  /** The column that holds the text: its own, or of the rows that it links to. */
  readonly column: string
  /** Its column that holds the place in the list; null where the texts have no order but their own. */
  readonly position: string | null
  /** The rows that hold the texts, where `entity` only links to them; its column `field` is then beside one to them. */
  readonly through?: NamedRows
  /** The list as the documents describe it; null where they describe the tables behind it. */
  readonly described: Field | null
}

/** Rows that a list names by their texts, such as the tags of a user. */
interface NamedRows {
  /** The column of the link that refers to them. */
  readonly field: string
  readonly entity: string
  /** Their column that the link holds. */
  readonly target: string
  /** Their column that holds the user whose they are; null where all users share them. */
  readonly owner: string | null
}

/** Periods that may not overlap, from `from` up to, but not with, `to`. */
export interface KeptApart {
  readonly from: string
  readonly to: string
  /** Columns that rows have alike which keep apart. */
  readonly scope: readonly string[]
  /** States of rows that do not count, and the only ones that do, in the words of the documents. */
  readonly ignored: readonly string[]
  readonly counted: readonly string[]
  readonly answer: { readonly status: number; readonly message: string | null } | null
  readonly origins: readonly Origin[]
}

/** What requests about other rows bring about in rows of an entity, as documents say it. */
export interface KeptEffect {
  readonly effect: SaidEffect
  readonly origins: readonly Origin[]
}

/** A table of the backend, or one it only refers to. */
export interface Entity {
  /** Class name, such as `Task`. */
  readonly name: string
  readonly table: string | null
  /** Segments of paths that mean this entity by other words, such as `borrowings` for `Loan`. */
  readonly aliases?: readonly string[]
  readonly description: string | null
  /** Another system (Better Auth) owns the table: no model, no migration, no foreign key is emitted for it. */
  readonly managedElsewhere: boolean
  /** The column that ties a row to its user. */
  readonly owner: string | null
  /** Its rows are those of whoever makes the request: the noun of the person; left out where no document says so. */
  readonly ofCallers?: string
  /** The columns of those to whom alone a row shows; left out where it shows to its user. */
  readonly parties?: readonly string[]
  readonly fields: readonly Field[]
  readonly indexes: readonly TableIndex[]
  /** What the values of one row must be together. */
  readonly rowRules?: readonly KeptRule[]
  /** Periods of rows that keep apart. */
  readonly apart?: KeptApart
  /** What requests about other rows bring about in its rows. */
  readonly effects?: readonly KeptEffect[]
  /** Fields that follow from columns and are stored nowhere. */
  readonly computed?: readonly ComputedField[]
  /** Lists of texts that are kept in rows of their own. */
  readonly collections?: readonly Collection[]
  readonly origins: Origins
}
