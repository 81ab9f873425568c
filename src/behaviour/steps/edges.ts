import type { Entity } from '../../design/entity.js'
import type { Assignment, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { momentsSaid } from '../moments-on-entering.js'
import { refusalOf } from '../failure.js'
import { stampsOf } from './states.js'
import { columnOfBody } from './values.js'

/** The checks that a body moves states only along their edges: `PATCH /bookings/{id}` with a new `status`. */
export function edgeSteps(candidate: Candidate, entity: Entity, row: string): readonly Step[] {
  return candidate.operation.body.flatMap((field): readonly Step[] => {
    const column = columnOfBody(entity, field)
    if (column?.edges === undefined || column.edges.length === 0) return []
    const refusal = refusalOf(candidate, 'condition')
    const told = refusal.failure.message === 'Conflict'
    return [
      {
        kind: 'check',
        condition: { kind: 'edge', row, field: column.name, body: field.name, edges: column.edges },
        otherwise: told
          ? { ...refusal.failure, message: `This change of ${field.name} is not allowed` }
          : refusal.failure,
        origins: [...(column.origins['edges'] ?? []), ...refusal.origins],
      },
    ]
  })
}

/** Moments that a move to another state sets: `approved_at` when `status` becomes `approved`. */
export function enteringStamps(candidate: Candidate, entity: Entity): readonly Assignment[] {
  const { body } = candidate.operation
  const sent = new Set(body.map((field) => columnOfBody(entity, field)?.name))
  const said = momentsSaid(candidate.draft.statements, entity)
  return body.flatMap((field): readonly Assignment[] => {
    const column = columnOfBody(entity, field)
    if (column === null) return []
    return (column.enum ?? []).flatMap((to) => {
      const told = said.flatMap((one) => (one.column === column && one.value === to ? [one.moment] : []))
      // A name alone tells only where the documents draw the moves.
      const named = column.edges === undefined ? [] : stampsOf(entity, { column, to, from: [] })
      return [...new Set([...named, ...told])]
        .filter(({ name }) => !sent.has(name))
        .map((stamp) => ({
          field: stamp.name,
          value: { kind: 'now' },
          whenBody: null,
          whenEntering: { body: field.name, column: column.name, value: to },
        }))
    })
  })
}
