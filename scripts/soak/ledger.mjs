/**
 * What the service has promised to keep. A write that got no answer, or a failure of the server, may or may not have
 * happened; one that was acknowledged must be there, whatever was stopped or killed since.
 */
export class Ledger {
  #rows = new Map()

  /** A row was acknowledged with a value. */
  created(key, value) {
    this.#rows.set(key, { acknowledged: value, possible: new Set() })
  }

  /** A value is about to be sent: from now on it may be there. */
  attempted(key, value) {
    this.#rows.get(key)?.possible.add(value)
  }

  /** A change was acknowledged: what was sent before it can be there no longer. */
  changed(key, value) {
    this.#rows.set(key, { acknowledged: value, possible: new Set() })
  }

  /** A change was refused: the value cannot be there. */
  refused(key, value) {
    this.#rows.get(key)?.possible.delete(value)
  }

  /** Keys of all rows that were acknowledged. */
  keys() {
    return [...this.#rows.keys()]
  }

  /** What is wrong with a row as it was read back; undefined stands for a row that is not there. Null: nothing. */
  fault(key, found) {
    const row = this.#rows.get(key)
    if (row === undefined) return null
    if (found === undefined) return `${key} was acknowledged, and is not there`
    if (found === row.acknowledged || row.possible.has(found)) return null
    return `${key} holds ${JSON.stringify(found)}; ${JSON.stringify(row.acknowledged)} was acknowledged`
  }
}
