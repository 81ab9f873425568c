import type { Statement } from '../nodes/statement.js'
import type { BoundNames } from './names.js'

/** Receives each statement with its first and last line, both from 0, in the order of the text. */
type Observer = (statement: Statement, first: number, last: number) => void

/** Where statements are printed to. */
export interface Page {
  readonly names: BoundNames
  readonly lines: string[]
  readonly observe: Observer
}
