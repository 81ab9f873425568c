import type { Entity, Field } from '../../design/entity.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { columnNamed, primaryKey, referenceTo } from '../column.js'
import { entityOfItem } from '../relations/path-entity.js'
import { type Refusal, refusalOf } from '../failure.js'
import { snakeCase } from '../naming.js'
import { standard } from '../origins.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import { actorRule, isShared, reachBelow, wideReach } from './owner.js'
import { removalMark } from './removal.js'

/** A row of a parent that the path names, and the child's column that must refer to it. */
export interface Parent {
  readonly row: string
  readonly entity: Entity
  readonly reference: Field
  /** The parent's column that the reference holds. */
  readonly target: string
}

/** A row that the path names. */
export interface Located {
  readonly steps: readonly Step[]
  readonly row: string
}

/** The variable that holds a row of an entity. */
export function rowName(entity: Entity): string {
  return snakeCase(entity.name)
}

/** Finds the rows of the collections before the entity's own: `shelves/{shelf_id}/books`. */
export function parentSteps(
  candidate: Candidate,
  entity: Entity,
): Built<{ readonly steps: readonly Step[]; readonly parents: readonly Parent[] }> {
  const { draft, path } = candidate
  const list: Step[] = []
  const parents: Parent[] = []
  const own = ownItem(candidate)
  for (const [index, item] of path.items.entries()) {
    if (index === own || item.parameter === null) continue
    if (index > own) return unbuilt(`the path parameter "${item.parameter}" names no row`)
    const parent = entityOfItem(draft, path, index)
    if (parent === null) return unbuilt(`the path parameter "${item.parameter}" belongs to no known entity`)
    const reference = referenceTo(entity, parent)
    const target = primaryKey(parent)
    if (reference === null || target === null)
      return unbuilt(`nothing ties ${entity.name} to the ${parent.name} in the path`)
    const found = findStep(candidate, parent, item.parameter)
    if (!found.ok) return found
    list.push(found.value, ...presence(candidate, parent, rowName(parent)))
    parents.push({ row: rowName(parent), entity: parent, reference, target: target.name })
  }
  return built({ steps: list, parents })
}

/** Finds the row that the path names, removed ones only where `rows` says so, within its parents and its owner's rows (AUTH-3, ERR-5). */
export function locateRow(
  candidate: Candidate,
  entity: Entity,
  rows: 'present' | 'any' = 'present',
): Built<Located> {
  const item = candidate.path.items[ownItem(candidate)]
  if (item === undefined || item.parameter === null) return unbuilt('the path names no single row')
  const parents = parentSteps(candidate, entity)
  if (!parents.ok) return parents
  const found = findStep(candidate, entity, item.parameter, parents.value.parents)
  if (!found.ok) return found
  const row = rowName(entity)
  const absent = refusalOf(candidate, 'absent', entity.name)
  const checks = parents.value.parents.map((parent): Step => ({
    kind: 'check',
    condition: {
      kind: 'equal',
      left: { kind: 'field', row, field: parent.reference.name },
      right: { kind: 'field', row: parent.row, field: parent.target },
    },
    otherwise: absent.failure,
    origins: absent.origins,
  }))
  return built({
    steps: [
      ...parents.value.steps,
      found.value,
      ...checks,
      ...(rows === 'any' ? [] : presence(candidate, entity, row)),
    ],
    row,
  })
}

/** Finds the row of an entity that stands at one item of the path, within whatever the caller may see. */
export function rowOfPath(candidate: Candidate, entity: Entity, index: number): Built<Located> {
  const parameter = candidate.path.items[index]?.parameter ?? null
  if (parameter === null) return unbuilt('the path names no single row')
  const found = findStep(candidate, entity, parameter)
  if (!found.ok) return found
  const row = rowName(entity)
  return built({ steps: [found.value, ...presence(candidate, entity, row)], row })
}

/** A row that is marked as removed is answered as absent. */
export function presence(candidate: Candidate, entity: Entity, row: string): readonly Step[] {
  const mark = removalMark(candidate.draft, entity)
  if (mark === null) return []
  const absent = refusalOf(candidate, 'absent', entity.name)
  return [
    {
      kind: 'check',
      condition: {
        kind: 'equal',
        left: { kind: 'field', row, field: mark.set.field },
        right: mark.present,
      },
      otherwise: absent.failure,
      origins: absent.origins,
    },
  ]
}

/** Index of the path item that holds the entity's own rows: the last, or the one before an action. */
function ownItem(candidate: Candidate): number {
  const last = candidate.path.items.length - 1
  return candidate.end === 'action' || candidate.end === 'collection-action' ? last - 1 : last
}

function findStep(
  candidate: Candidate,
  entity: Entity,
  parameter: string,
  parents: readonly Parent[] = [],
): Built<Step> {
  if (entity.managedElsewhere) return unbuilt(`${entity.name} is kept by another system`)
  const named = columnNamed(entity, parameter)
  if (named !== null && named.references !== null && !named.unique && !named.primaryKey)
    return unbuilt(`the path parameter "${parameter}" names no single ${entity.name}`)
  const column = named !== null && (named.unique || named.primaryKey) ? named : primaryKey(entity)
  if (column === null) return unbuilt(`${entity.name} has no single key column`)
  const absent = refusalOf(candidate, 'absent', entity.name)
  const actor = candidate.entity === entity ? actorRule(candidate) : null
  const reached = reachBelow(candidate, entity, parents)
  const owner = actor ?? reached
  const seen = owner !== null && isShared(candidate.draft, entity)
  const told = candidate.draft.foreignRow === 403 && candidate.operation.errors.includes(403)
  const apart = seen || actor !== null
  const foreign = owner !== null && (told || apart) ? foreignRefusal(candidate, apart) : null
  return built({
    kind: 'find',
    row: rowName(entity),
    entity: entity.name,
    key: { field: column.name, value: { kind: 'path', name: parameter } },
    owner,
    wide: owner === null ? null : wideReach(candidate, entity),
    otherwise: absent.failure,
    foreign: foreign?.failure ?? null,
    ...(actor !== null && entity.parties !== undefined && reached !== null ? { seen: reached } : {}),
    origins: [...absent.origins, ...(foreign?.origins ?? []), ...(owner === null ? [] : standard('AUTH-3'))],
  })
}

/** Nothing is hidden by 404 of a row that everybody may read: its change is refused with 403. */
function foreignRefusal(candidate: Candidate, seen: boolean): Refusal {
  const refusal = refusalOf(candidate, 'foreign-row')
  return seen ? { ...refusal, failure: { ...refusal.failure, status: 403 } } : refusal
}
