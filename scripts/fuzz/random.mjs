/**
 * Choices that a seed repeats (mulberry32).
 *
 * @param {number} seed
 */
export function randomOf(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (/** @type {number} */ bound) => Math.floor(next() * bound)
  return {
    below,
    /** True in one of so many cases. */
    oneIn: (/** @type {number} */ cases) => below(cases) === 0,
    /** @type {<T>(items: readonly T[]) => T} */
    pick: (items) => items[below(items.length)],
  }
}

/** @typedef {ReturnType<typeof randomOf>} Random */
