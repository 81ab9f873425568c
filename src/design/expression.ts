import type { RowCondition } from '../claims/row-condition.js'
import type { JsonValue } from '../claims/json.js'
import type { ClockRule, FittingRule } from '../claims/row-rule.js'
import type { RowTest } from './row-test.js'
import type { SequencePart } from './sequence.js'

/** A value of one element of an array: a member of it, or a column of the row that the member refers to. */
export type Factor =
  | { readonly from: 'element'; readonly name: string }
  | { readonly from: 'found'; readonly rows: string; readonly member: string; readonly field: string }

/** A value that a step computes when the operation runs. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: JsonValue }
  | { readonly kind: 'now' }
  /** The first moment of the present day, week (from Monday), month or year in UTC. */
  | { readonly kind: 'startOf'; readonly period: 'day' | 'week' | 'month' | 'year' }
  /** The moment that many days before now. */
  | { readonly kind: 'daysAgo'; readonly days: number }
  /** The caller's user id. */
  | { readonly kind: 'caller' }
  | { readonly kind: 'path'; readonly name: string }
  | { readonly kind: 'query'; readonly name: string }
  | { readonly kind: 'body'; readonly field: string }
  /** A member of an object in the body: `changes.priority`. */
  | { readonly kind: 'member'; readonly field: string; readonly name: string }
  /** A member of the present element of a list; where it has none, `otherwise`. */
  | { readonly kind: 'element'; readonly name: string; readonly otherwise: JsonValue }
  /** A field of a row that an earlier step bound to `row`. */
  | { readonly kind: 'field'; readonly row: string; readonly field: string }
  | { readonly kind: 'not'; readonly of: Expression }
  /** The texts between the commas of a text. */
  | { readonly kind: 'split'; readonly of: Expression }
  /** The next text of a sequence: what stands before the number tells which numbers are counted together. */
  | { readonly kind: 'sequence'; readonly parts: readonly SequencePart[] }
  /** The sum over the elements of an array in the body: of one of their fields, or of the product of several. */
  | { readonly kind: 'sum'; readonly list: string; readonly factors: readonly string[] }
  /** The sum over the elements of an array in the body of the product of these values. */
  | { readonly kind: 'sumEach'; readonly list: string; readonly factors: readonly Factor[] }
  /**
   * A text as part of an address: `How to sew` → `how-to-sew`, with a random ending when
   * another row has it in `field` or it is one of `reserved`, which other paths mean.
   */
  | {
      readonly kind: 'slug'
      readonly of: Expression
      readonly entity: string
      readonly field: string
      readonly reserved: readonly string[]
    }
  /** A salted hash of a password, never the password itself. */
  | { readonly kind: 'hash'; readonly of: Expression }

/** The body field that a value is made from; null for a value of another origin. */
export function bodyFieldIn(value: Expression): string | null {
  if (value.kind === 'hash') return bodyFieldIn(value.of)
  return value.kind === 'body' ? value.field : null
}

/** A condition over rows, body and caller. */
export type Condition =
  | { readonly kind: 'equal'; readonly left: Expression; readonly right: Expression }
  /** The value is one of these texts, such as the states from which a row may move on. */
  | { readonly kind: 'oneOf'; readonly value: Expression; readonly values: readonly string[] }
  /** A body field leaves a column as it is, or moves it along one of the edges; one that is not sent moves nothing. */
  | {
      readonly kind: 'edge'
      readonly row: string
      readonly field: string
      readonly body: string
      readonly edges: readonly { readonly from: string; readonly to: string }[]
    }
  | { readonly kind: 'anyBodyField'; readonly fields: readonly string[] }
  /** The values of a row keep a rule together, after what the body says has been taken over. */
  | { readonly kind: 'rowRule'; readonly row: string; readonly rule: FittingRule }
  /** The row may be changed or removed: refused when one of the tests holds, or when all of them do. */
  | {
      readonly kind: 'guard'
      readonly row: string
      readonly refused: 'any' | 'all'
      readonly tests: readonly RowTest[]
    }
  /** No other row of the same scope that passes the tests has a period that overlaps that of the row, itself among them. */
  | {
      readonly kind: 'apart'
      readonly row: string
      readonly entity: string
      readonly from: string
      readonly to: string
      /** Columns that rows of one scope have alike. */
      readonly scope: readonly string[]
      /** Which rows count. */
      readonly where: readonly RowCondition[]
      /** Whether the row was there before. */
      readonly stored: boolean
    }
  /** A value of the body stands so to the present; one that is not sent, is null, or is what the `row` has already, always does. */
  | {
      readonly kind: 'clock'
      readonly body: string
      readonly type: 'date' | 'datetime'
      readonly rule: ClockRule
      /** The row that is changed; null where one is made. */
      readonly row: string | null
    }
