import { pascalCase } from '../behaviour/naming.js'
import { identifier } from './identifier.js'
import type { Import } from './imports.js'
import type { BoundNames } from './print/names.js'
import type { Statement } from './nodes/statement.js'
import { localNames, quotedImports } from './walk.js'

/** What a module imports, and how each symbol is called in it. */
export interface Plan extends BoundNames {
  /** The imports asked for so far, in order of first use. */
  readonly imports: () => readonly Import[]
}

/**
 * Decides the local name of every symbol of a module. A symbol keeps its own name
 * unless the module binds that name itself or imports another symbol of the same
 * name; then it is imported under an alias that says where it comes from.
 */
export function planNames(body: readonly Statement[], literalWidth: number): Plan {
  const locals = localNames(body)
  const bound = new Map<string, { readonly local: string; readonly entry: Import }>()
  const taken = new Set(locals)
  const bind = (entry: Import, local: string): string => {
    bound.set(key(entry.module, entry.name, null), { local, entry })
    taken.add(local)
    return local
  }
  for (const entry of quotedImports(body)) {
    const local = entry.as ?? entry.name ?? entry.module
    bind(entry, local)
  }
  return {
    literalWidth,
    imports: () => [...bound.values()].map(({ entry }) => entry),
    local: (module, name, as) => {
      const known = bound.get(key(module, name, null))
      if (known !== undefined) return known.local
      const wanted = as ?? name ?? module
      if (!taken.has(wanted)) return bind({ module, name, as }, wanted)
      const last = module.split('.').at(-1) ?? module
      const alias = identifier(`${pascalCase(last)}${name ?? ''}`, taken)
      return bind({ module, name, as: alias }, alias)
    },
  }
}

function key(module: string, name: string | null, as: string | null): string {
  return JSON.stringify([module, name, as])
}
