import type { Row } from './stored.js'

/** The rows of all tables, by entity, in the order of their insertion. */
export type Rows = ReadonlyMap<string, readonly Row[]>

/** No row at all. */
export const NO_ROWS: Rows = new Map()

/** What one request sees and changes; nobody else sees it before it is committed. */
export class Transaction {
  readonly #tables: Map<string, readonly Row[]>
  #changed = false

  constructor(rows: Rows) {
    this.#tables = new Map(rows)
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

  /** Whether anything was written. */
  get changed(): boolean {
    return this.#changed
  }

  /** All rows as they stand now. */
  committed(): Rows {
    return new Map(this.#tables)
  }
}
