import type { RowCondition } from '../claims/row-condition.js'
import type { Relation } from '../claims/row-rule.js'

/** What can be told of a row before it is changed or removed. */
export type RowTest =
  /** A column is null, or has a value, or has not. */
  | { readonly kind: 'column'; readonly test: RowCondition }
  /** A number of the row stands so to another; nothing stands to no number. */
  | { readonly kind: 'number'; readonly column: string; readonly relation: Relation; readonly value: number }
  /** Rows of another entity refer to it: their `field` holds its `target`, and they pass the tests. */
  | {
      readonly kind: 'rows'
      readonly entity: string
      readonly field: string
      readonly target: string
      readonly where: readonly RowCondition[]
    }
  /** The row was made longer ago than so many seconds, or not. */
  | { readonly kind: 'age'; readonly column: string; readonly seconds: number; readonly older: boolean }

/** The column of the row that a test looks at; null where it looks at other rows. */
export function columnOfTest(test: RowTest): string | null {
  if (test.kind === 'rows') return null
  return test.kind === 'column' ? test.test.column : test.column
}

const OPPOSITE = { equal: 'notEqual', notEqual: 'equal', null: 'notNull', notNull: 'null' } as const

/** A condition turned round. */
export function oppositeOf(test: RowCondition): RowCondition {
  return 'value' in test ? { ...test, is: OPPOSITE[test.is] } : { ...test, is: OPPOSITE[test.is] }
}

const BEYOND = { greater: 'atMost', atLeast: 'less', less: 'atLeast', atMost: 'greater' } as const

/** A relation turned round. */
export function oppositeRelation(relation: Relation): Relation {
  return BEYOND[relation]
}
