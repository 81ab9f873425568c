import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { bulkOf, listedRows, listOf } from '../steps/bulk.js'
import { guardSteps } from '../steps/guard.js'
import { protectedSteps } from '../steps/protected.js'
import { removalMark } from '../steps/removal.js'

/** Removes all rows that the body lists: `POST /seeds/bulk-delete` with `{"ids": [3, 5]}`. */
export const bulkDelete: Recogniser = {
  behaviour: 'delete',
  answers: 'nothing',
  recognises: (candidate) => bulkOf(candidate) === 'delete',
  implement: (candidate) => {
    const { draft, entity, operation } = candidate
    if (entity === null) return notImplemented('it is not known which entity it removes')
    const list = listOf(candidate)
    const beside = operation.body.find(({ name }) => name !== list?.name)
    if (beside !== undefined)
      return notImplemented(`what the body field "${beside.name}" does to a removal is not understood`)
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    if (protectedSteps(candidate, entity, '').length > 0)
      return notImplemented(
        `some rows of ${entity.name} may not be removed, which no list of keys can tell yet`,
      )
    const files = draft.operations.some(({ body }) =>
      body.some(({ type, items }) => type === 'bytes' || items?.type === 'bytes'),
    )
    if (
      files &&
      entity.fields.some(({ name }) => /(?:url|image|file|photo|picture|attachment)s?$/i.test(name))
    )
      return notImplemented(`files of rows of ${entity.name} cannot be removed with many rows at once yet`)
    const mark = removalMark(draft, entity)
    if (operation.facts.deletion === 'soft' && mark === null)
      return notImplemented(`no column of ${entity.name} can mark a row as removed`)
    const listed = listedRows(candidate, mark === null ? null : [mark.set])
    return listed.ok ? implemented([...guard.value, ...listed.value], null) : notImplemented(listed.why)
  },
}
