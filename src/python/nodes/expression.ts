import type { Comprehension, Dictionary, Sequence } from './collection.js'
import type { Call, Subscript } from './call.js'
import type { FormattedString, Literal } from './literal.js'
import type { Attribute, ModuleReference, Name, Symbol } from './name.js'
import type { Binary, Comparison, Conditional, Lambda, Starred, Unary, Wait } from './operator.js'

/** A Python expression. Every kind has its builder beside its type, in the file of its group. */
export type Expression =
  | Name
  | Symbol
  | ModuleReference
  | Attribute
  | Literal
  | FormattedString
  | Call
  | Subscript
  | Sequence
  | Dictionary
  | Comprehension
  | Unary
  | Binary
  | Comparison
  | Conditional
  | Lambda
  | Starred
  | Wait
