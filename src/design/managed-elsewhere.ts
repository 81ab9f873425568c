import type { Assembly } from './assembly.js'
import { entityKey, fold } from './canonical-name.js'
import { candidatesOf, claimsAbout, groupBy } from './claim-index.js'
import type { EntityGroup } from './entity-groups.js'
import type { Origin } from './origin.js'
import { originsOf, settle } from './settle.js'

/**
 * Tables that Better Auth creates and migrates itself, by their entity keys, with the columns by which each is known
 * (its core schema: https://www.better-auth.com/docs/concepts/database).
 */
const BETTER_AUTH_TABLES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'user',
    new Set(['email', 'emailverified', 'name', 'image', 'username', 'password', 'passwordhash', 'role']),
  ],
  [
    'account',
    new Set(['accountid', 'providerid', 'provider', 'accesstoken', 'refreshtoken', 'idtoken', 'password']),
  ],
  [
    'session',
    new Set(['token', 'sessiontoken', 'accesstoken', 'refreshtoken', 'expires', 'expiresat', 'ipaddress']),
  ],
  ['verification', new Set(['identifier', 'value', 'token', 'expires', 'expiresat'])],
  ['jwk', new Set(['publickey', 'privatekey'])],
])

/** Columns that tell nothing of what a table is for. */
const ANYONES = new Set(['id', 'userid', 'createdat', 'updatedat'])

/** How many columns of its own make a table another than the one of the library that shares its name. */
const OWN_COLUMNS = 3

/**
 * The keys of the entities whose tables are Better Auth's by their names. A session that a mentor gives has a
 * duration and a topic, and neither a token nor an end: it only shares the name.
 */
export function libraryTables({ reading }: Assembly): ReadonlySet<string> {
  const columns = groupBy(claimsAbout(reading.claims, 'column'), ({ subject }) => entityKey(subject.entity))
  return new Set(
    [...BETTER_AUTH_TABLES].flatMap(([key, known]) => {
      const described = new Set((columns.get(key) ?? []).map(({ subject }) => fold(subject.field)))
      const own = [...described].filter((name) => !ANYONES.has(name))
      return own.length >= OWN_COLUMNS && !own.some((name) => known.has(name)) ? [] : [key]
    }),
  )
}

/**
 * Why another system owns the table of an entity: a document says so, or the
 * entity is one of Better Auth's and tokens are issued elsewhere. Null when the
 * backend owns it.
 *
 * @param library the {@link libraryTables}
 */
export function managedElsewhere(
  assembly: Assembly,
  group: EntityGroup,
  tokensIssuedElsewhere: readonly Origin[] | null,
  library: ReadonlySet<string>,
): readonly Origin[] | null {
  const said = settle(assembly.sources, 'stored', candidatesOf(group.claims, 'managedElsewhere'))
  if (said !== null) {
    const positive = said.find(({ value }) => value)
    if (positive !== undefined) return originsOf(positive)
  }
  if (tokensIssuedElsewhere === null || !library.has(group.key)) return null
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
