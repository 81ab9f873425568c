import type { Row } from './stored.js'

/** All that is kept between requests. */
export interface Rows {
  /** The rows of all tables, by entity, in the order of their insertion. */
  readonly tables: ReadonlyMap<string, readonly Row[]>
  /** The last number given after each text. */
  readonly numbers: ReadonlyMap<string, number>
  /** The last key that each entity's rows were numbered with. */
  readonly keys: ReadonlyMap<string, number>
}

/** No row at all. */
export const NO_ROWS: Rows = { tables: new Map(), numbers: new Map(), keys: new Map() }

/** What one request sees and changes; nobody else sees it before it is committed. */
export class Transaction {
  readonly #tables: Map<string, readonly Row[]>
  readonly #numbers: Map<string, number>
  readonly #keys: Map<string, number>
  #changed = false

  constructor({ tables, numbers, keys }: Rows) {
    this.#tables = new Map(tables)
    this.#numbers = new Map(numbers)
    this.#keys = new Map(keys)
  }

  /** The rows of an entity. */
  rows(entity: string): readonly Row[] {
    return this.#tables.get(entity) ?? []
  }

  /** Adds a row, or puts it in the place of the one with its serial. */
  put(entity: string, row: Row): void {
    this.#changed = true
    const rows = this.rows(entity)
    const known = rows.some(({ serial }) => serial === row.serial)
    this.#tables.set(
      entity,
      known ? rows.map((other) => (other.serial === row.serial ? row : other)) : [...rows, row],
    )
  }

  /** Takes a row away. */
  remove(entity: string, { serial }: Row): void {
    this.#changed = true
    this.#tables.set(
      entity,
      this.rows(entity).filter((other) => other.serial !== serial),
    )
  }

  /** The next number after a text. */
  nextNumber(text: string): number {
    const number = (this.#numbers.get(text) ?? 0) + 1
    this.#numbers.set(text, number)
    return number
  }

  /** The key of a new row: beyond the greatest that is there, and never that of a removed row. */
  nextKey(entity: string, greatest: number): number {
    const key = Math.max(this.#keys.get(entity) ?? 0, greatest) + 1
    this.#keys.set(entity, key)
    return key
  }

  /** Whether anything was written. */
  get changed(): boolean {
    return this.#changed
  }

  /** All rows as they stand now. */
  committed(): Rows {
    return { tables: new Map(this.#tables), numbers: new Map(this.#numbers), keys: new Map(this.#keys) }
  }
}
