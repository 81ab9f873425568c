import { pluralSnakeCase } from '../naming.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'
import { keepsApart } from '../steps/kept-apart.js'
import { fieldsOf, listedValues, memberRules, rowsListOf } from '../steps/listed-rows.js'
import { parentSteps } from '../steps/locate.js'
import { manyTrouble } from '../steps/many-trouble.js'
import { firstPlace } from '../steps/place.js'

/**
 * Makes all rows that the body lists: `POST /seeds/bulk` with `{"seeds": [{"name": "Carrot"}]}`, or with the list alone.
 * Each keeps the rules of a single one. One bad row refuses all, unless the good ones are to be kept beside it.
 */
export const bulkCreate: Recogniser = {
  behaviour: 'create',
  answers: 'rows',
  recognises: (candidate) => rowsListOf(candidate) !== null,
  implement: (candidate) => {
    const { entity, operation } = candidate
    const list = rowsListOf(candidate)
    if (entity === null || list === null) return notImplemented('it is not known which rows it makes')
    if (entity.managedElsewhere) return notImplemented(`${entity.name} is kept by another system`)
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const parents = parentSteps(candidate, entity)
    if (!parents.ok) return notImplemented(parents.why)
    const fields = fieldsOf(candidate, list)
    const trouble = manyTrouble(candidate.draft, entity, fields)
    if (trouble !== null) return notImplemented(trouble)
    const values = listedValues(candidate, entity, parents.value.parents, fields)
    if (!values.ok) return notImplemented(values.why)
    const rows = pluralSnakeCase(entity.name)
    return implemented(
      [
        ...guard.value,
        ...parents.value.steps,
        keepsApart(candidate) === true
          ? {
              kind: 'insertApart',
              rows,
              entity: entity.name,
              list: list.name,
              members: memberRules(fields),
              values: values.value,
              first: firstPlace(candidate),
              file: null,
              otherwise: null,
              origins: originsOf(operation, 'exists'),
            }
          : {
              kind: 'insertListed',
              rows,
              entity: entity.name,
              list: list.name,
              values: values.value,
              origins: originsOf(operation, 'exists'),
            },
      ],
      rows,
    )
  },
}
