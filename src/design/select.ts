import type { Design } from './design.js'
import type { Operation } from './operation.js'
import type { Origins } from './origin.js'

/**
 * Narrows a design to what a user asked for: an operation (`POST /api/tasks`), an entity
 * (`Task`), a document (`specs/api.md`) or a folder (`specs/002-tags`).
 * @param what selectors; an empty list keeps everything
 * @returns the design with the operations that any selector names; entities stay, for tables refer to each other
 */
export function selectOperations(design: Design, what: readonly string[]): Design {
  if (what.length === 0) return design
  const selected = design.operations.filter((operation) =>
    what.some((selector) => selects(selector, operation)),
  )
  const ids = new Set(selected.map(({ id }) => id))
  return {
    ...design,
    operations: selected,
    statements: design.statements.filter(
      ({ outcome }) =>
        outcome.status !== 'implemented' ||
        outcome.aspects.some((aspect) => ids.has(aspect.slice(0, aspect.indexOf('#')))),
    ),
  }
}

/** The selectors that select nothing, so that a user hears of a misspelling. */
export function unmatchedSelectors(design: Design, what: readonly string[]): string[] {
  return what.filter((selector) => !design.operations.some((operation) => selects(selector, operation)))
}

function selects(selector: string, operation: Operation): boolean {
  const wanted = selector.trim().replace(/\/$/u, '')
  if (wanted.toLowerCase() === operation.id.toLowerCase()) return true
  if (operation.entity !== null && wanted.toLowerCase() === operation.entity.toLowerCase()) return true
  return sourcesOf(operation.origins).some((source) => source === wanted || source.startsWith(`${wanted}/`))
}

function sourcesOf(origins: Origins): string[] {
  return Object.values(origins).flatMap((list) =>
    list.flatMap((origin) => (origin.kind === 'claim' ? [origin.span.source] : [])),
  )
}
