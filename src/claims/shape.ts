import type { JsonValue } from './json.js'

/** Types of values on the wire and in the database, in the words of `corpus/FORMAT.md`. */
export type ValueType =
  | 'string'
  | 'integer'
  | 'number'
  | 'decimal'
  | 'boolean'
  | 'datetime'
  | 'date'
  | 'time'
  | 'uuid'
  | 'enum'
  | 'array'
  | 'object'
  | 'bytes'

/** A value that the service makes when none is given. */
export type Generated = 'now' | 'uuid' | 'autoincrement'

/** What can be said of one value, wherever it stands: column, property, parameter, body field. */
export interface ValueFacts {
  readonly exists: true
  readonly type: ValueType
  readonly nullable: boolean
  readonly required: boolean
  readonly default: JsonValue
  readonly generated: Generated
  readonly minLength: number
  readonly maxLength: number
  readonly minimum: number
  readonly maximum: number
  readonly exclusiveMinimum: number
  readonly exclusiveMaximum: number
  readonly pattern: string
  readonly enum: readonly string[]
  readonly minItems: number
  readonly maxItems: number
  /** The shape of an array's elements or of an object. */
  readonly shape: Shape
  /** `email`, `uri` and the other formats of JSON Schema. */
  readonly format: string
  /** Blanks at both ends are removed before anything else looks at the value. */
  readonly trimmed: boolean
  /** The value may not be empty or only blanks. */
  readonly notBlank: boolean
  /** The form in which the service numbers it: `PK-YYYYMMDD-XXX`. */
  readonly sequence: string
  /** The service works it out; the author's words: `sum of price × quantity`. */
  readonly calculated: string
  /** How it follows from other values of its row; the author's words: `true when due_date is before today`. */
  readonly formula: string
  /** A client cannot set it. */
  readonly readOnly: boolean
  /** The service alone keeps it, from the first row on: a count that starts at 0, a moment that something sets. */
  readonly kept: boolean
  readonly description: string
  readonly example: JsonValue
}

/** The structure of a body, as far as a document tells it. */
export type Shape =
  | { readonly kind: 'value'; readonly facts: Partial<ValueFacts> }
  | { readonly kind: 'object'; readonly name: string | null; readonly fields: readonly ShapeField[] }
  | { readonly kind: 'array'; readonly items: Shape }
  /** A schema or entity described elsewhere, by name. */
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'file'; readonly mediaType: string }
  | { readonly kind: 'unknown' }

/** One field of an object shape. */
export interface ShapeField {
  readonly name: string
  readonly shape: Shape
  readonly required: boolean
  readonly nullable: boolean
}
