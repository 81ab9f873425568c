/**
 * Names of one kind in the design. The same name for the same thing is kept;
 * for another thing the next candidate is taken.
 */
export class NameRegistry {
  readonly #taken = new Map<string, string>()

  /** @param reserved names that other kinds already hold. */
  constructor(reserved: Iterable<string> = []) {
    for (const name of reserved) this.#taken.set(name, `reserved:${name}`)
  }

  /** The name that `thing` has already, whatever the candidates; else as {@link claim}. */
  share(candidates: readonly string[], thing: string): string {
    for (const [name, holder] of this.#taken) if (holder === thing) return name
    return this.claim(candidates, thing)
  }

  /** The first candidate that is free or already means `thing`; the last one with a number if none is. */
  claim(candidates: readonly string[], thing: string): string {
    for (const name of candidates) {
      const holder = this.#taken.get(name)
      if (holder !== undefined && holder !== thing) continue
      this.#taken.set(name, thing)
      return name
    }
    const base = candidates.at(-1) ?? 'Model'
    return this.claim(
      Array.from({ length: 1000 }, (_, index) => `${base}${index + 2}`),
      thing,
    )
  }
}
