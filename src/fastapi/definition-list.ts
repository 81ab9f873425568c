import type { Statement } from '../python/nodes/statement.js'

/** A definition that a module holds only if somebody uses it. */
export interface OptionalDefinition {
  /** The name under which others import it. */
  readonly name: string
  readonly statements: readonly Statement[]
  /** Definitions of the same module that it uses. */
  readonly uses: readonly string[]
}

/** The definitions that are used, directly or by others, in their own order. */
export function usedDefinitions(
  all: readonly OptionalDefinition[],
  used: ReadonlySet<string>,
): readonly Statement[] {
  const kept = new Set(used)
  for (let size = -1; size !== kept.size;) {
    size = kept.size
    for (const definition of all) {
      if (kept.has(definition.name)) for (const name of definition.uses) kept.add(name)
    }
  }
  return all.filter((definition) => kept.has(definition.name)).flatMap((definition) => definition.statements)
}
