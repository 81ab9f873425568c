import type { MarkdownDocument, Project } from '../../source/document.js'
import type { Claim } from '../claim.js'
import { NOTHING_READ, type Reader } from '../reader.js'
import { outlineOf } from './outline.js'
import type { Unit } from './unit.js'

/** What a reader of units may look at beside the unit. */
export interface UnitContext {
  readonly document: MarkdownDocument
  readonly project: Project
  readonly units: readonly Unit[]
  /** Place of the unit in `units`. */
  readonly index: number
}

/**
 * Makes a reader that takes claims from the units of Markdown documents, one at a time. Checklists ask about the
 * specification and claim nothing.
 *
 * @param name stands in each claim
 * @param form the form that it knows, as an example
 * @param read the claims of one unit; none when the unit has another form
 */
export function unitReader(
  name: string,
  form: string,
  read: (unit: Unit, context: UnitContext) => readonly Claim[],
): Reader {
  return {
    name,
    form,
    read: (document, project) => {
      if (document.kind !== 'markdown' || document.source.kind === 'checklist') return NOTHING_READ
      const units = outlineOf(document)
      const claims = units.flatMap((unit, index) => read(unit, { document, project, units, index }))
      return { claims, statements: [], diagnostics: [] }
    },
  }
}
