import { pluralSnakeCase } from '../naming.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { refusalOf } from '../failure.js'
import { guardSteps } from '../steps/guard.js'
import { importedFields, importField, importsFile, rowFileRules } from '../steps/import-file.js'
import { keepsApart } from '../steps/kept-apart.js'
import { listedValues, memberRules } from '../steps/listed-rows.js'
import { parentSteps } from '../steps/locate.js'
import { manyTrouble } from '../steps/many-trouble.js'
import { firstRow } from '../steps/place.js'

/**
 * Makes a row of each line of a CSV file (RFC 4180) whose first line has the titles: `POST /seeds/import`. Rows that
 * keep the rules of a single creation are stored and the others reported, or one bad row refuses the file.
 */
export const importRows: Recogniser = {
  behaviour: 'upload',
  answers: 'rows',
  recognises: importsFile,
  implement: (candidate) => {
    const { draft, entity, operation } = candidate
    if (entity === null) return notImplemented('it is not known which rows it makes')
    if (entity.managedElsewhere) return notImplemented(`${entity.name} is kept by another system`)
    const fields = importedFields(candidate, entity)
    if (!fields.ok) return notImplemented(fields.why)
    const trouble = manyTrouble(draft, entity, fields.value)
    if (trouble !== null) return notImplemented(trouble)
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const parents = parentSteps(candidate, entity)
    if (!parents.ok) return notImplemented(parents.why)
    const values = listedValues(candidate, entity, parents.value.parents, fields.value)
    if (!values.ok) return notImplemented(values.why)
    const rows = pluralSnakeCase(entity.name)
    const together = keepsApart(candidate) !== true
    return implemented(
      [
        ...guard.value,
        ...parents.value.steps,
        {
          kind: 'insertApart',
          rows,
          entity: entity.name,
          list: importField(candidate).name,
          members: memberRules(fields.value),
          values: values.value,
          first: firstRow(candidate) ?? 1,
          file: rowFileRules(candidate),
          otherwise: together ? refusalOf(candidate, 'validation').failure : null,
          origins: originsOf(operation, 'exists'),
        },
      ],
      rows,
    )
  },
}
