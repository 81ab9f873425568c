import type { Operation } from '../design/operation.js'
import type { RoleSource, WideReach } from '../design/step.js'
import { refused, type Refusal } from './refusal.js'
import type { Rows } from './store.js'
import { columnOf, isSame, type Stored } from './stored.js'

/** Who calls. */
export interface Caller {
  readonly id: Stored
  /** The roles in the token. */
  readonly roles: readonly string[]
  /** The session of the token; null for none. */
  readonly session: string | null
}

/** The caller where nobody need be known. */
export const NOBODY: Caller = { id: null, roles: [], session: null }

/** The refusal of a caller who has none of the roles that an operation asks for; null for one who has. */
export function refusedRole({ steps }: Operation, caller: Caller, rows: Rows): Refusal | null {
  const permit = (steps ?? []).find((step) => step.kind === 'permit')
  if (permit === undefined) return null
  const held = rolesHeld(permit.source, caller, rows)
  return permit.roles.some((role) => held.includes(role))
    ? null
    : refused(permit.otherwise.status, permit.otherwise.message)
}

/** Whether one of a caller's roles by which the rows of all owners are reached. */
export function reachesAll(wide: WideReach | null | undefined, roles: readonly string[]): boolean {
  return (wide?.roles ?? []).some((role) => roles.includes(role))
}

/** The roles of a caller as far as an operation asks for them. */
export function rolesFor({ steps }: Operation, caller: Caller, rows: Rows): readonly string[] {
  const [source] = (steps ?? []).flatMap((step) =>
    step.kind === 'find' || step.kind === 'select' ? (step.wide?.source ?? []) : [],
  )
  return source === undefined ? [] : rolesHeld(source, caller, rows)
}

/** The roles as the token says, or as the account has them now. */
function rolesHeld(source: RoleSource, { id, roles }: Caller, { tables }: Rows): readonly string[] {
  if (source.kind === 'claim') return roles
  const account = tables.get(source.entity)?.find((row) => isSame(columnOf(row, source.key), id))
  const value = account === undefined ? null : columnOf(account, source.field)
  if (source.kind === 'flag') return value === true ? [source.role] : []
  return typeof value === 'string' && value !== '' ? [value] : []
}
