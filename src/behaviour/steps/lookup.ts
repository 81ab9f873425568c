import type { Entity, Field } from '../../design/entity.js'
import type { Parameter } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { columnNamed } from '../column.js'
import { refusalOf } from '../failure.js'
import { standard } from '../origins.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import type { Located } from './locate.js'
import { presence, rowName } from './locate.js'
import { inheritedRule, ownerRule } from './owner.js'

/** A query parameter and the column that must hold its value. */
interface Condition {
  readonly parameter: Parameter
  readonly column: Field
}

/**
 * Finds the one row that required query parameters name together: `GET /parcels/track?code=…&phone=…`. A row that
 * differs in any of them is answered as absent, so that nobody learns which codes there are.
 */
export function lookupRow(candidate: Candidate, entity: Entity): Built<Located> {
  const { operation } = candidate
  if (entity.managedElsewhere) return unbuilt(`${entity.name} is kept by another system`)
  if (candidate.path.items.some((item) => item.parameter !== null))
    return unbuilt('the path names a row, and the query another one')
  const conditions: Condition[] = []
  for (const parameter of operation.query) {
    const column = columnNamed(entity, parameter.name)
    if (column === null || !parameter.required)
      return unbuilt(`nothing says which row of ${entity.name} it reads`)
    conditions.push({ parameter, column })
  }
  const key = conditions.find(({ column }) => column.primaryKey || column.unique)
  if (key === undefined)
    return unbuilt(`no column of ${entity.name} that is unique is asked for, so that several rows may match`)
  const absent = refusalOf(candidate, 'absent', entity.name)
  const owner = ownerRule(candidate, entity) ?? inheritedRule(candidate, entity)
  const row = rowName(entity)
  return built({
    row,
    steps: [
      {
        kind: 'find',
        row,
        entity: entity.name,
        key: equal(key),
        also: conditions.filter((one) => one !== key).map(equal),
        owner,
        otherwise: absent.failure,
        foreign: null,
        origins: [...absent.origins, ...(owner === null ? [] : standard('AUTH-3'))],
      },
      ...presence(candidate, entity, row),
    ],
  })
}

function equal({ parameter, column }: Condition) {
  return { field: column.name, value: { kind: 'query' as const, name: parameter.name } }
}
