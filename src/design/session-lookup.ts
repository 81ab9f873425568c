import type { SessionCarrier } from '../claims/claim.js'
import type { Assembly } from './assembly.js'
import { entityKey } from './canonical-name.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import { columnKey } from './entity-groups.js'
import type { Entity } from './entity.js'
import { ask, claimedAt } from './questions/ask.js'
import type { Auth } from './service.js'

/** Sessions that another system keeps in this database: callers show a token, which is looked up. */
export interface SessionLookup {
  /** Where the token stands in a request. */
  readonly carrier: SessionCarrier
  /** The name of the cookie, without the prefix that it has over HTTPS. */
  readonly cookie: string
  /** The table as the database names it. */
  readonly table: string
  /** Its columns as the database names them. */
  readonly columns: { readonly token: string; readonly user: string; readonly expires: string }
}

/** Better Auth's names of its table and cookie, where no document gives others. */
const TABLE = 'session'
const COLUMNS: SessionLookup['columns'] = { token: 'token', user: 'userId', expires: 'expiresAt' }
const COOKIE = 'better-auth.session_token'

/** The id of the question whether sessions may be looked up. */
export const SESSION_LOOKUP = 'session-lookup'

/**
 * How sessions are looked up where documents know callers by those of Better Auth; null where they are another's. It is
 * asked where no document shows the table of sessions, or says that this backend reads it.
 */
export function decideLookup(
  assembly: Assembly,
  auth: Auth,
  entities: readonly Entity[],
): SessionLookup | null {
  if (auth.scheme !== 'session' || auth.issuedHere) return null
  const claims = claimsAbout(assembly.reading.claims, 'service')
  const said = candidatesOf(claims, 'sessionLookup')
  const cookies = candidatesOf(claims, 'sessionCookie')
  const cookie = cookies.find(({ value }) => value.startsWith('better-auth'))?.value
  const isBetterAuth = cookie !== undefined || auth.secretEnv?.startsWith('BETTER_AUTH_') === true
  if (!isBetterAuth || (cookie === undefined && cookies.length > 0)) return null
  const table = entities.find(({ name, managedElsewhere }) => managedElsewhere && entityKey(name) === TABLE)
  if (said.length === 0 && table === undefined) askLookup(assembly, auth)
  const header = candidatesOf(claims, 'authScheme').some(({ value }) => value === 'bearer-jwt')
  const unsaid = cookie === undefined && header ? 'bearer' : 'cookie'
  const column = (key: keyof SessionLookup['columns']): string =>
    table?.fields.find(({ name }) => columnKey(name) === columnKey(COLUMNS[key]))?.name ?? COLUMNS[key]
  return {
    carrier: said.find(({ value }) => value.carrier !== null)?.value.carrier ?? unsaid,
    cookie: cookie ?? COOKIE,
    table: table?.table ?? TABLE,
    columns: { token: column('token'), user: column('user'), expires: column('expires') },
  }
}

function askLookup(assembly: Assembly, auth: Auth): void {
  ask(assembly, {
    id: SESSION_LOOKUP,
    kind: 'missing',
    concern: 'security',
    blocking: true,
    subjects: ['auth'],
    about:
      "Callers are known by Better Auth's sessions, and no document says how this backend tells which session is real.",
    spans: claimedAt(auth, 'authScheme'),
    options: [
      {
        id: 'look-up',
        label:
          "the session is looked up in Better Auth's table, which must stand in this database: who signs out is refused at once",
      },
      {
        id: 'jwt',
        label:
          'callers send a JWT of Better Auth in "Authorization: Bearer …" instead: no shared database, and who signs out keeps access until the token ends',
      },
    ],
    recommended: 'look-up',
  })
}
