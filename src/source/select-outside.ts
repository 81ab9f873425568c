import { createDiagnostic } from '../diagnostics/create.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Limits } from './limits.js'
import { reasonToRead } from './outside-specs.js'
import { readText } from './read-text.js'
import { sourceOf } from './source-of.js'

/** How many documents the message names. */
const NAMED = 5

/** The documents that are read in place of those in `specs/`. */
export interface Selection {
  readonly paths: readonly string[]
  /** Which they are and why, for the user to see; empty when there are none. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Chooses among files outside of `specs/` by what they hold: the documents of the first group in which any tells what is
 * served, kept or refused.
 *
 * @param folder absolute path of the project
 * @param groups paths by how willingly they are read
 */
export async function selectOutside(
  folder: string,
  groups: readonly (readonly string[])[],
  limits: Limits,
): Promise<Selection> {
  for (const group of groups) {
    const chosen: { readonly path: string; readonly reason: string }[] = []
    let total = 0
    for (const path of group) {
      const { text, bytes } = await readText(folder, path, limits)
      total += bytes
      if (total > limits.totalBytes) break
      const reason = text === null ? null : reasonToRead(sourceOf(path, text))
      if (reason !== null) chosen.push({ path, reason })
    }
    if (chosen.length === 0) continue
    const named = chosen.slice(0, NAMED).map(({ path, reason }) => `${path} (${reason})`)
    const more = chosen.length > NAMED ? [`${chosen.length - NAMED} more`] : []
    const parameters = { documents: [...named, ...more].join(', '), passed: group.length - chosen.length }
    return {
      paths: chosen.map(({ path }) => path),
      diagnostics: [createDiagnostic('documents-outside-specs', parameters, null)],
    }
  }
  return { paths: [], diagnostics: [] }
}
