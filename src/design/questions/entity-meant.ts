import { entityKey, singular, words } from '../canonical-name.js'
import { parameterName, segmentsOf } from '../canonical-path.js'
import type { Entity } from '../entity.js'
import { entityOfPath } from '../resource.js'

/**
 * The entity that a path speaks of: the one it names, or the only one whose name
 * ends in the last literal word of the path, as `/returns` means `CustomerReturn`.
 */
export function entityMeant(path: string, entities: readonly Entity[]): Entity | null {
  const literals = segmentsOf(path).filter((segment) => parameterName(segment) === null)
  for (const literal of literals.toReversed()) {
    const exact = entityOfPath(`/${literal}`, entities)
    if (exact !== null) return exact
    const last = words(literal).map(singular).join('')
    const fitting = entities.filter(({ name }) => last.length > 3 && entityKey(name).endsWith(last))
    if (fitting.length === 1) return fitting[0] ?? null
  }
  return null
}
