import type { Entity } from '../../design/entity.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { refusalOf } from '../failure.js'
import { sentenceName } from '../naming.js'
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
        otherwise: {
          status: statedFor(candidate, list.child.name) ?? absent.failure.status,
          message: `${list.child.name} not found`,
        },
        origins: [
          ...originsOf(operation, 'exists'),
          ...absent.origins,
          ...(owner === null ? [] : standard('AUTH-3')),
        ],
      },
    ]
  })
}

/** The status in which the operation refuses a list that names a row which is not there: `400: label not found`. */
function statedFor({ operation }: Candidate, child: string): number | null {
  const noun = sentenceName(child).toLowerCase()
  const fact = operation.errorFacts.find(
    ({ status, condition, message }) =>
      (status === 400 || status === 404 || status === 422) &&
      said(`${condition ?? ''} ${message ?? ''}`.toLowerCase(), noun),
  )
  return fact?.status ?? null
}

function said(words: string, noun: string): boolean {
  const at = words.indexOf(noun)
  return (
    at >= 0 &&
    /^s?(?: \S{1,60})? (?:not found|not exist|do(?:es)? not exist)/.test(words.slice(at + noun.length))
  )
}
