import type { Entity } from '../../design/entity.js'
import type { RoleSource } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { keyOf } from '../naming.js'
import { keyName } from '../column.js'
import { passwordColumn } from './password.js'

/** The id of the question where the roles of callers stand. */
export const ROLE_SOURCE = 'role-source'

const ROLE_COLUMNS: ReadonlySet<string> = new Set([
  'role',
  'userrole',
  'accountrole',
  'usertype',
  'accounttype',
])

const ADMIN_FLAGS: ReadonlySet<string> = new Set(['isadmin', 'admin', 'issuperuser', 'isstaff'])

/** The roles that an access names: `role:admin|editor`. */
export function rolesOf(access: string): readonly string[] {
  return access.startsWith('role:')
    ? access
        .slice(5)
        .split('|')
        .filter((role) => role !== '')
    : []
}

/** Where the roles of callers stand, and whether a document says so. */
export function roleSource(
  { draft, answers }: Candidate,
  roles: readonly string[],
): { readonly source: RoleSource; readonly specified: boolean } {
  const { auth, entities } = draft
  const claim = auth.roleClaim ?? null
  if (auth.issuedHere) {
    const own = entities.flatMap((entity) => inAccounts(entity, roles))[0]
    // What the table says counts at once, for all tokens that are out already.
    if (own !== undefined) return { source: own, specified: true }
  }
  if (claim !== null) return { source: { kind: 'claim', claim }, specified: true }
  const answer = answers.get(ROLE_SOURCE)
  return { source: { kind: 'claim', claim: answer === 'role' ? 'role' : 'roles' }, specified: false }
}

/** The column of an account that tells its role. */
function inAccounts(entity: Entity, roles: readonly string[]): readonly RoleSource[] {
  if (entity.managedElsewhere || passwordColumn(entity) === null) return []
  const at = { entity: entity.name, key: keyName(entity) }
  const column = entity.fields.find(
    ({ name, type }) => (type === 'string' || type === 'enum') && ROLE_COLUMNS.has(keyOf(name)),
  )
  if (column !== undefined) return [{ kind: 'column', ...at, field: column.name }]
  const [role, ...more] = roles
  const flag = entity.fields.find(({ name, type }) => type === 'boolean' && ADMIN_FLAGS.has(keyOf(name)))
  return flag !== undefined && role !== undefined && more.length === 0 && /admin|staff|super/i.test(role)
    ? [{ kind: 'flag', ...at, field: flag.name, role }]
    : []
}

/** A role as the column writes it: `admin` for `Admin`. */
export function spelledIn({ draft }: Candidate, source: RoleSource, role: string): string {
  if (source.kind !== 'column') return role
  const entity = draft.entities.find(({ name }) => name === source.entity)
  const column = entity?.fields.find(({ name }) => name === source.field)
  const known = [...(column?.enum ?? []), column?.default].filter((word) => typeof word === 'string')
  return known.find((word) => keyOf(word) === keyOf(role)) ?? role
}
