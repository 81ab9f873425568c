import type { Entity } from '../../design/entity.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { refusalOf } from '../failure.js'
import { originsOf, standard } from '../origins.js'
import { keyListOf } from '../relations/key-lists.js'
import { reachRule } from './owner.js'

/** Ties a row to those whose keys the body lists: `tag_ids: [3, 5]`. A key that the caller may not name is answered as absent. */
export function relinkSteps(candidate: Candidate, entity: Entity, row: string): readonly Step[] {
  const { draft, operation } = candidate
  return operation.body.flatMap((field): readonly Step[] => {
    const list = keyListOf(draft, entity, field)
    const own = list?.link.ends.find((end) => end.entity === entity)
    const other = list?.link.ends.find((end) => end.entity === list.child)
    if (list === null || own === undefined || other === undefined) return []
    const owner = reachRule(candidate, list.child)
    const absent = refusalOf(candidate, 'absent', list.child.name)
    return [
      {
        kind: 'relink',
        row,
        entity: list.link.entity.name,
        tie: { field: own.column.name, target: own.key.name },
        other: { entity: list.child.name, key: other.key.name, field: other.column.name },
        owner,
        value: { kind: 'body', field: field.name },
        whenBody: field.required ? null : field.name,
        otherwise: { ...absent.failure, message: `${list.child.name} not found` },
        origins: [
          ...originsOf(operation, 'exists'),
          ...absent.origins,
          ...(owner === null ? [] : standard('AUTH-3')),
        ],
      },
    ]
  })
}
