import type { Filter, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { pluralSnakeCase } from '../naming.js'
import type { Implementation } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { selectStep } from '../recognisers/select.js'
import type { Pair } from '../relations/pairs.js'
import { rowOfPath } from './locate.js'

/** The rows that are tied to the one that the path names: `GET /lists/{id}/tags`. */
export function tiedRows(
  candidate: Candidate,
  { parent, parentIndex, child, link }: Pair,
  guard: readonly Step[],
): Implementation {
  const located = rowOfPath(candidate, parent, parentIndex)
  if (!located.ok) return notImplemented(located.why)
  const select = selectStep(candidate, child, [])
  if (!select.ok) return notImplemented(select.why)
  const own = link.ends.find(({ entity }) => entity === child)
  const other = link.ends.find(({ entity }) => entity === parent)
  if (own === undefined || other === undefined || select.value.kind !== 'select')
    return notImplemented(`nothing ties ${child.name} to the ${parent.name} in the path`)
  const tied: Filter = {
    through: [{ from: own.key.name, entity: link.entity.name, field: own.column.name }],
    field: other.column.name,
    comparison: 'equal',
    value: { kind: 'field', row: located.value.row, field: other.key.name },
    whenQuery: null,
    cases: null,
  }
  const step: Step = { ...select.value, filters: [tied, ...select.value.filters] }
  return implemented([...guard, ...located.value.steps, step], pluralSnakeCase(child.name))
}
