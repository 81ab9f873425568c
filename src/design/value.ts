import type { Generated, ValueType } from '../claims/shape.js'
import type { JsonValue } from '../claims/json.js'

/** What a value must satisfy, wherever it stands. `null` means: no such rule. */
export interface ValueRules {
  readonly type: ValueType
  readonly nullable: boolean
  readonly minLength: number | null
  readonly maxLength: number | null
  readonly minimum: number | null
  readonly maximum: number | null
  readonly exclusiveMinimum: number | null
  readonly exclusiveMaximum: number | null
  readonly pattern: string | null
  readonly enum: readonly string[] | null
  readonly minItems: number | null
  readonly maxItems: number | null
  /** Rules of the elements of an array. */
  readonly items: ValueRules | null
  /** Fields of an object whose inner structure is known. */
  readonly properties: readonly PropertyRules[] | null
  /** Name of the schema of such an object, when the documents give it one. */
  readonly schema?: string | null
  readonly format: string | null
  /** Blanks at both ends are removed before the value is checked and stored. */
  readonly trimmed: boolean
  /** Only blanks count as empty. */
  readonly notBlank: boolean
  /** Place among values of a row that must follow each other: samples of a later one are greater. */
  readonly rank?: number | null
  /** On which side of the present values must be: samples are far from it. */
  readonly era?: 'past' | 'future' | null
  /** The value under which another field must be there: samples are other ones. */
  readonly avoided?: JsonValue
}

/** One field of an object value. */
export interface PropertyRules extends ValueRules {
  readonly name: string
  readonly required: boolean
}

/**
 * The default of a value: a literal, or one of the {@link Generated} words;
 * `generated` tells the two apart.
 */
export interface Defaulted {
  readonly default: JsonValue
  readonly generated: Generated | null
}

/** The format of a moment that need not say its time zone (the OpenAPI format registry has it); UTC is meant then. */
export const ZONELESS = 'date-time-local'

/** Whether a text is a date, or a moment that does not say in which time zone it is. */
export function isZoneless(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?$/.test(text)
}
