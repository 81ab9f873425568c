import type { Draft } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import type { Ownership, WideReach } from '../../design/step.js'
import { type Belonging, belongingOf } from '../belonging.js'
import { partyRuleOf } from '../parties.js'
import type { Candidate } from '../candidate.js'
import { isOwnedByOthers } from '../credentials/kinds.js'
import { roleSource, spelledIn } from '../credentials/roles.js'
import { entityOf } from '../entity-of.js'
import { shapeOf } from '../path.js'
import { tiePathOf } from '../relations/associations.js'

/** The id of the question whose rows a caller with a role reaches. */
export const ROLE_SCOPE = 'role-scope'

/** The owner of a new row is the caller wherever a token is needed. */
export function ownerRule(candidate: Candidate, entity: Entity): Ownership | null {
  const { access } = candidate.operation
  if (entity.owner === null || access === 'public' || access === 'optional') return null
  return { field: entity.owner, value: { kind: 'caller' } }
}

/** The id of the question who may change what belongs to a row that everybody may read. */
export const ROWS_BELOW = 'rows-below'

/**
 * The caller's rows of an entity without an owner column, by the rows that they belong to. Rows below those that
 * anybody may read are read by anybody, and changed by the owner of the row above them.
 */
export function inheritedRule(candidate: Candidate, entity: Entity): Ownership | null {
  const { draft, operation } = candidate
  if (operation.access === 'public' || operation.access === 'optional') return null
  const belonging = belongingOf(entity, draft.entities)
  if (belonging === null) return null
  const shared = isBelowShared(draft, entity, belonging)
  if (shared && !(changes(candidate, entity) && isHeldBelow(candidate))) return null
  return { field: belonging.field, value: { kind: 'caller' }, through: belonging.through }
}

/**
 * Whose rows an operation may find: of an owned entity the caller's own (AUTH-3), but where anybody
 * may read the rows, only for changing them and where the path speaks of the caller. Where a document says that every
 * caller may do it to any row, all of them.
 */
export function reachRule(candidate: Candidate, entity: Entity): Ownership | null {
  const rule = ownerRule(candidate, entity) ?? inheritedRule(candidate, entity)
  // Rows of customers are never those of an administrator, whose own table has the same numbers.
  if (isOwnedByOthers(candidate, entity)) return null
  // Who has a role works on rows of others, unless a person decided otherwise.
  const parties = partyRule(candidate, entity)
  if (parties !== null) return parties
  const byRole = candidate.operation.access.startsWith('role:') && !speaksOfCaller(candidate)
  if (byRole && candidate.answers.get(ROLE_SCOPE) !== 'own') return null
  if (
    candidate.operation.facts.reach === 'everyone' &&
    candidate.entity === entity &&
    !speaksOfCaller(candidate)
  )
    return null
  if (rule === null || !isShared(candidate.draft, entity)) return rule
  if (candidate.answers.get('who-may-change') === 'anyone' && !speaksOfCaller(candidate)) return null
  return changes(candidate, entity) || changesBelow(candidate, entity) || speaksOfCaller(candidate)
    ? rule
    : null
}

/** Whether anybody may read rows, or one above them on the way to whom they belong. */
export function isBelowShared(draft: Draft, entity: Entity, { above }: Belonging): boolean {
  return [entity, ...above].some((one) => isShared(draft, one))
}

/** Whether an operation changes rows that name no owner themselves and belong to the row of another entity. */
function changesBelow(candidate: Candidate, above: Entity): boolean {
  const { entity, draft } = candidate
  if (entity === null || entity === above || !changes(candidate, entity) || !isHeldBelow(candidate))
    return false
  return belongingOf(entity, draft.entities)?.above.includes(above) === true
}

function isHeldBelow({ answers }: Candidate): boolean {
  return answers.get(ROWS_BELOW) !== 'anyone'
}

/**
 * The rows of an entity that show to the caller as one of several users. What changes a row as a whole, and is nobody's by
 * name, is its owner's alone.
 */
function partyRule({ operation, draft, end }: Candidate, entity: Entity): Ownership | null {
  const { access, method } = operation
  if (entity.parties === undefined || !/^(?:authenticated|owner)$/.test(access)) return null
  if (method === 'DELETE' || ((method === 'PUT' || method === 'PATCH') && end !== 'action')) return null
  return partyRuleOf(entity, draft.entities, entity.parties)
}

/** Those who alone may do it to a row, where documents name them by a column; null where they do not. */
export function actorRule({ operation, draft, entity }: Candidate): Ownership | null {
  const { actor } = operation.facts
  return actor === undefined || entity === null ? null : partyRuleOf(entity, draft.entities, actor)
}

/**
 * Whose rows an operation may find below rows that it has found: those belong to the caller, and so does what is below
 * them and names no owner itself.
 */
export function reachBelow(
  candidate: Candidate,
  entity: Entity,
  parents: readonly { readonly entity: Entity }[],
): Ownership | null {
  const rule = reachRule(candidate, entity)
  const next = rule?.through?.[0]?.entity
  return next !== undefined && parents.some((parent) => parent.entity.name === next) ? null : rule
}

/**
 * The callers that documents let reach the rows of all owners beside the owner; null for none. Whoever is named by the
 * path is one owner, whatever the role.
 */
export function wideReach(candidate: Candidate, entity: Entity): WideReach | null {
  const { reach } = candidate.operation.facts
  if (typeof reach !== 'object' || candidate.entity !== entity || speaksOfCaller(candidate)) return null
  const { source } = roleSource(candidate, reach.roles)
  if (source.kind === 'claim' && candidate.draft.auth.scheme === 'session') return null
  return { roles: reach.roles.map((role) => spelledIn(candidate, source, role)), source }
}

function changes(candidate: Candidate, entity: Entity): boolean {
  const { operation, draft } = candidate
  if (candidate.entity !== entity || operation.method === 'GET') return false
  return tiePathOf(draft, operation) === null
}

function speaksOfCaller({ path }: Candidate): boolean {
  return (
    path.owner !== null || path.items.some(({ literal }) => /^(?:me|my|mine|own)(?:$|[-_])/i.test(literal))
  )
}

const known = new WeakMap<Draft, ReadonlySet<Entity>>()

/** Whether anybody may read rows of other users: a public route shows them, or a document says so. */
export function isShared(draft: Draft, entity: Entity): boolean {
  const shared = known.get(draft) ?? sharedEntities(draft)
  known.set(draft, shared)
  return shared.has(entity)
}

function sharedEntities(draft: Draft): ReadonlySet<Entity> {
  const shown = draft.operations
    .filter(
      ({ method, access, facts }) =>
        method === 'GET' && (access === 'public' || access === 'optional' || facts.reach === 'everyone'),
    )
    .flatMap((operation) => entityOf(draft, operation, shapeOf(operation)) ?? [])
  return new Set(shown)
}
