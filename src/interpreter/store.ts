import type { Row } from './stored.js'

/** All that is kept between requests. */
export interface Rows {
  /** The rows of all tables, by entity, in the order of their insertion. */
  readonly tables: ReadonlyMap<string, readonly Row[]>
  /** The last number given after each text. */
  readonly numbers: ReadonlyMap<string, number>
}

/** No row at all. */
export const NO_ROWS: Rows = { tables: new Map(), numbers: new Map() }

/** What one request sees and changes; nobody else sees it before it is committed. */
export class Transaction {
  readonly #tables: Map<string, readonly Row[]>
  readonly #numbers: Map<string, number>
  #changed = false

  constructor({ tables, numbers }: Rows) {
    this.#tables = new Map(tables)
    this.#numbers = new Map(numbers)
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

  /** Whether anything was written. */
  get changed(): boolean {
    return this.#changed
  }

  /** All rows as they stand now. */
  committed(): Rows {
    return { tables: new Map(this.#tables), numbers: new Map(this.#numbers) }
  }
}
