import { addressNames } from '../../design/address-names.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Candidate } from '../candidate.js'
import { columnNamed } from '../column.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { fileRules } from '../steps/file-rules.js'
import { guardSteps } from '../steps/guard.js'
import { locateRow } from '../steps/locate.js'
import { touches } from '../steps/values.js'

/**
 * Stores files and keeps their addresses in a column of the row that the path names: `POST …/{id}/images`, with a
 * body of bytes, to a column `images`.
 */
export const upload: Recogniser = {
  behaviour: 'upload',
  answers: 'row',
  recognises: ({ operation, word, end }) =>
    (operation.method === 'POST' || operation.method === 'PUT') &&
    (operation.body.some((field) => field.type === 'bytes' || field.items?.type === 'bytes') ||
      /^(?:upload|uploads)$/.test(word) ||
      (end === 'action' && /^(?:images?|files?|attachments?|photos?|avatar|picture|documents?)$/.test(word))),
  implement: (candidate) => {
    const { entity, operation } = candidate
    if (entity === null) return notImplemented('it is not known to which entity the files belong')
    const [file, ...more] = operation.body
    const bytes = file?.type === 'bytes' || file?.items?.type === 'bytes'
    if (file === undefined || more.length > 0 || !bytes)
      return notImplemented('no document describes the one field of the form that holds the files')
    const column = addressColumn(candidate, entity, file.name)
    if (column === null) return notImplemented(`no column of ${entity.name} holds the addresses of the files`)
    if (file.type === 'array' && column.type !== 'array')
      return notImplemented(`${entity.name}.${column.name} holds one address, and several files may come`)
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const located = locateRow(candidate, entity)
    if (!located.ok) return notImplemented(located.why)
    const rules = fileRules(candidate, file, column)
    if (!rules.ok) return notImplemented(rules.why)
    const { row, steps } = located.value
    return implemented(
      [
        ...guard.value,
        ...steps,
        {
          kind: 'store',
          row,
          field: column.name,
          file: file.name,
          many: file.type === 'array',
          appends: column.type === 'array',
          rules: rules.value,
          touches: touches(entity).map(({ field }) => field),
          origins: originsOf(operation, 'exists'),
        },
      ],
      row,
    )
  },
}

/** The column that the form's field, or the last word of the path, names: `images`, `avatar` → `avatar_url`. */
function addressColumn({ word }: Candidate, entity: Entity, file: string): Field | null {
  for (const name of addressNames(file, word)) {
    const column = columnNamed(entity, name)
    if (column?.type === 'array' || (column?.type === 'string' && !column.primaryKey)) return column
  }
  return null
}
