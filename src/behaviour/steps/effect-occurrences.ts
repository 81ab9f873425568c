import type { SaidCause } from '../../claims/effect.js'
import { shapeOf } from '../../claims/path-shape.js'
import type { Entity } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { Occasion, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { referenceTo } from '../column.js'
import { entityNamed } from '../entity-of.js'
import { keyOf } from '../naming.js'
import { changes, makes, removes, statesOf, stemOf } from './effect-verbs.js'

/** A place among the steps of an operation at which something else comes about. */
export interface Occurrence {
  /** The row that the request is about, and its entity. */
  readonly row: string
  readonly entity: Entity
  /** The step that does it. */
  readonly at: number
  /** The row is made by that step. */
  readonly made: boolean
  readonly when: Extract<Occasion, { readonly kind: 'moved' }> | null
  /** The column that gets another value, and that value; null where none is meant. */
  readonly moved: { readonly field: string; readonly to: Expression } | null
}

/** The places at which an operation does what a sentence names as the cause; none where it does something else. */
export function occurrencesOf(
  candidate: Candidate,
  steps: readonly Step[],
  cause: SaidCause,
  affected: Entity,
): readonly Occurrence[] {
  return steps.flatMap((step, at): readonly Occurrence[] => {
    const entity = entityOfStep(candidate, steps, step)
    if (entity === null || !('row' in step) || typeof step.row !== 'string') return []
    const here = { row: step.row, entity, at, made: step.kind === 'insert', when: null, moved: null }
    if (cause.kind === 'operation')
      return isOperation(candidate, cause) && isOwn(candidate, entity) ? [here] : []
    if (cause.kind === 'change') {
      if (step.kind !== 'assign' || !concerns(candidate, cause, entity, affected)) return []
      return movesOf(step, here, (field) => keyOf(field) === keyOf(cause.column), null)
    }
    if (entityNamed(candidate.draft.entities, cause.entity) !== entity) return []
    if (step.kind === 'insert') return makes(cause.verb, entity, candidate.operation) ? [here] : []
    if (step.kind === 'remove') return removes(cause.verb) ? [here] : []
    if (step.kind !== 'assign' && step.kind !== 'flip') return []
    const entered =
      step.kind === 'assign'
        ? entity.fields.flatMap((column) =>
            statesOf(column, cause.verb).flatMap((state) =>
              movesOf(step, here, (field) => field === column.name, state),
            ),
          )
        : []
    if (entered.length > 0) return entered
    const named = stemOf(candidate.word) === stemOf(cause.verb) && candidate.end === 'action'
    const whole = changes(cause.verb) && candidate.end === 'item'
    return (named || whole) && isOwn(candidate, entity) ? [here] : []
  })
}

/** The entity whose row a step makes, changes or removes; null for other steps. */
function entityOfStep({ draft }: Candidate, steps: readonly Step[], step: Step): Entity | null {
  if (step.kind === 'insert') return entityNamed(draft.entities, step.entity)
  if (step.kind !== 'assign' && step.kind !== 'flip' && step.kind !== 'remove') return null
  const found = steps.find((one) => (one.kind === 'find' || one.kind === 'verify') && one.row === step.row)
  return found !== undefined && 'entity' in found && typeof found.entity === 'string'
    ? entityNamed(draft.entities, found.entity)
    : null
}

function isOwn({ entity }: Candidate, other: Entity): boolean {
  return entity?.name === other.name
}

function isOperation(
  { operation }: Candidate,
  { method, path }: Extract<SaidCause, { readonly kind: 'operation' }>,
): boolean {
  return (
    method === operation.method &&
    (shapeOf(operation.path).endsWith(shapeOf(path)) || shapeOf(path).endsWith(shapeOf(operation.path)))
  )
}

/** Whether a change of a column is one of rows of this entity: the named one, else the one to which the affected rows refer. */
function concerns(
  { draft }: Candidate,
  cause: Extract<SaidCause, { readonly kind: 'change' }>,
  entity: Entity,
  affected: Entity,
): boolean {
  return cause.entity === null
    ? referenceTo(affected, entity) !== null
    : entityNamed(draft.entities, cause.entity) === entity
}

function movesOf(
  step: Extract<Step, { readonly kind: 'assign' }>,
  here: Occurrence,
  isMeant: (field: string) => boolean,
  state: string | null,
): readonly Occurrence[] {
  return step.values.flatMap(({ field, value, whenEntering }): readonly Occurrence[] => {
    if (!isMeant(field) || whenEntering !== undefined) return []
    if (value.kind === 'body')
      return [
        {
          ...here,
          when: { kind: 'moved', row: here.row, field, body: value.field, value: state },
          moved: { field, to: state === null ? value : { kind: 'constant', value: state } },
        },
      ]
    const isThere = value.kind === 'constant' && (state === null || value.value === state)
    return isThere ? [{ ...here, moved: { field, to: value } }] : []
  })
}
