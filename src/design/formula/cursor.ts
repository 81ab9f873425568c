import { type Token, tokensOf } from '../../claims/prose/grammar/token.js'
import { wordsOf } from '../../claims/words/nouns.js'
import type { Entity, Field } from '../entity.js'

/** The most words by which a column is named. */
const LONGEST_NAME = 4

/** A place in the words of a formula, which only moves forward. */
export class Cursor {
  readonly #tokens: readonly Token[]
  readonly #columns: ReadonlyMap<string, Field>
  readonly #noun: ReadonlySet<string>
  #at = 0

  constructor(text: string, entity: Entity, own: string) {
    this.#tokens = tokensOf(text)
    this.#columns = new Map(
      entity.fields
        .filter(({ name }) => name !== own)
        .map((field) => [wordsOf(field.name).join(' '), field] as const),
    )
    this.#noun = new Set(['it', 'row', 'record', 'item', 'entry', ...wordsOf(entity.name)])
  }

  /** Whether every word was read. */
  get ended(): boolean {
    return this.#at >= this.#tokens.length
  }

  /** The text of the next token; empty at the end. */
  get next(): string {
    return this.#tokens[this.#at]?.text ?? ''
  }

  /** Whether the next token stands between quotes. */
  get quoted(): boolean {
    return this.#tokens[this.#at]?.kind === 'quoted'
  }

  /** Reads one of these runs of words; the longest wins. */
  take(...runs: readonly string[]): string | null {
    const fitting = runs
      .filter((run) => run.split(' ').every((word, index) => this.#tokens[this.#at + index]?.text === word))
      .toSorted((left, right) => right.length - left.length)[0]
    if (fitting === undefined) return null
    this.#at += fitting.split(' ').length
    return fitting
  }

  /** Reads one token that passes the test. */
  token<T>(read: (token: Token) => T | null): T | null {
    const here = this.#tokens[this.#at]
    const value = here === undefined ? null : read(here)
    if (value !== null) this.#at += 1
    return value
  }

  /** Reads what `read` reads, or stays where it is. */
  try<T>(read: () => T | null): T | null {
    const before = this.#at
    const value = read()
    if (value === null) this.#at = before
    return value
  }

  /** A column of the row: `due_date`, `the due date`, `its birth date`. */
  column(): Field | null {
    return this.try(() => {
      this.take('the', 'its', 'a', 'an', "the item's", "the row's")
      const words: string[] = []
      const known: { readonly field: Field; readonly count: number }[] = []
      for (let count = 1; count <= LONGEST_NAME; count += 1) {
        const token = this.#tokens[this.#at + count - 1]
        if (token?.kind !== 'word') break
        words.push(...wordsOf(token.written))
        const field = this.#columns.get(words.join(' '))
        if (field !== undefined) known.push({ field, count })
      }
      const longest = known.at(-1)
      if (longest === undefined) return null
      this.#at += longest.count
      this.take('column', 'field', 'value')
      return longest.field
    })
  }

  /** The row itself as a subject: `the task`, `it`. */
  row(): boolean {
    return (
      this.try(() => {
        this.take('the', 'this', 'a', 'an')
        return this.token(({ text }) => (this.#noun.has(text) ? true : null))
      }) ?? false
    )
  }

  /** All columns that a formula may name. */
  get columns(): readonly Field[] {
    return [...this.#columns.values()]
  }
}
