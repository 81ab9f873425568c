import type { Assembly } from './assembly.js'
import { entityKey } from './canonical-name.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import type { EntityGroup } from './entity-groups.js'
import type { Origin } from './origin.js'
import { originsOf, settle } from './settle.js'

/** Tables that Better Auth creates and migrates itself. */
const BETTER_AUTH_TABLES = new Set(['user', 'account', 'session', 'verification', 'jwk'])

/**
 * Why another system owns the table of an entity: a document says so, or the
 * entity is one of Better Auth's and tokens are issued elsewhere. Null when the
 * backend owns it.
 */
export function managedElsewhere(
  assembly: Assembly,
  group: EntityGroup,
  tokensIssuedElsewhere: readonly Origin[] | null,
): readonly Origin[] | null {
  const said = settle(assembly.sources, 'stored', candidatesOf(group.claims, 'managedElsewhere'))
  if (said !== null) {
    const positive = said.find(({ value }) => value)
    if (positive !== undefined) return originsOf(positive)
  }
  if (tokensIssuedElsewhere === null || !BETTER_AUTH_TABLES.has(group.key)) return null
  return tokensIssuedElsewhere
}

/**
 * Where the documents say that another system issues the tokens: in so many
 * words, by giving it the table of users, or by the secret they share with it.
 * Null when they do not.
 */
export function issuedElsewhere(assembly: Assembly): readonly Origin[] | null {
  const claims = claimsAbout(assembly.reading.claims, 'service')
  const settled = settle(assembly.sources, 'wire', candidatesOf(claims, 'issuedHere'))
  if (settled !== null) return settled[0].value ? null : originsOf(settled[0])
  const tables = claimsAbout(assembly.reading.claims, 'entity').filter(({ subject }) =>
    BETTER_AUTH_TABLES.has(entityKey(subject.entity)),
  )
  const managed = candidatesOf(tables, 'managedElsewhere').filter(({ value }) => value)
  // Better Auth runs in JavaScript: who shares its secret leaves signing in to it.
  const secret = candidatesOf(claims, 'secretEnv').filter(({ value }) => value.startsWith('BETTER_AUTH_'))
  const evidence = [...managed, ...secret].slice(0, 8)
  return evidence.length === 0 ? null : evidence.map(({ span, reader }) => ({ kind: 'claim', span, reader }))
}
