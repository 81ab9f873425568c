/** Counts answers by status, and keeps how long they took. */
export class Figures {
  #statuses = new Map()
  #times = []

  add({ status, took }) {
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1)
    if (took !== undefined) this.#times.push(took)
  }

  /**
   * Number of answers with a status that fits.
   * @param {(status: number) => boolean} fits
   */
  count(fits = () => true) {
    return [...this.#statuses].reduce((sum, [status, count]) => sum + (fits(status) ? count : 0), 0)
  }

  /** Such as `200 × 640, 201 × 320`; an end without an answer is `none`. */
  statuses() {
    return [...this.#statuses]
      .toSorted(([left], [right]) => left - right)
      .map(([status, count]) => `${status === 0 ? 'none' : status} × ${count}`)
      .join(', ')
  }

  /** Milliseconds that a share of the answers did not exceed. */
  quantile(share) {
    const times = this.#times.toSorted((left, right) => left - right)
    return times.length === 0
      ? 0
      : Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))])
  }
}
