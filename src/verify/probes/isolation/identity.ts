import { somebody } from '../account.js'
import { both, noFailure, refusal, status, that } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { rowsShown } from '../shown.js'
import { stepsOf } from '../steps.js'
import { unmade } from '../unmade.js'
import { rowsByEntity } from '../rendering.js'
import { ownerMembers, showsUser } from './shown-user.js'

/** The user of the path is the caller, or nobody. */
export const pathUser: OperationProbe = {
  id: 'path-user',
  entry: 23,
  title: "Another user's path is refused, and no spelling of it helps",
  cwe: 639,
  clause: 'AUTH-2',
  applies: ({ isProtected, ownerParameter }) => isProtected && ownerParameter !== null,
  fire: async (scope) => {
    const { ownerParameter, operation, world } = scope
    const malformed = operation.errorCases.find(({ cause }) => cause === 'path-format')?.status ?? null
    const authorize = stepsOf(operation, 'authorize')[0]
    if (ownerParameter === null || authorize === undefined) return
    const theirs = await somebody(scope.world)
    const prepared = await scope.prepare()
    const leaksNothing = that('nothing of the other user', ({ text }) =>
      showsUser(ownerMembers(world), text, theirs.id) ? "another user's id is shown" : null,
    )
    await scope.expect(
      'the path of another user',
      prepared,
      { path: { [ownerParameter]: theirs.id } },
      both(status(authorize.otherwise.status), leaksNothing),
    )
    for (const like of world.backend.userId === 'string' ? alike(prepared.user.id) : []) {
      await scope.expect(
        'a path user that is spelled almost like the caller',
        prepared,
        { path: { [ownerParameter]: like } },
        status(authorize.otherwise.status, ...(malformed === null ? [] : [malformed])),
      )
    }
    for (const odd of [
      '%25',
      '..%2F',
      '%2e%2e',
      `${encodeURIComponent(prepared.user.id)}%00`,
      '%20',
      '*',
      '%C0%80',
    ]) {
      await scope.expect(
        `${odd} as the user of the path`,
        prepared,
        { path: { [ownerParameter]: odd }, rawPath: true },
        refusal,
      )
    }
  },
}

/** Ids that begin like an id, that it begins like, and that differ from it in case alone. */
function alike(id: string): readonly string[] {
  return [`${id}0`, id.slice(0, -1), id.toUpperCase()].filter((each) => each !== id && each !== '')
}

/** An identity that means something to SQL or to a path finds nothing of others. */
export const wildcardIdentity: OperationProbe = {
  id: 'wildcard-identity',
  entry: 23,
  title: 'An identity of wildcards or dots sees nothing of others',
  cwe: 639,
  clause: 'AUTH-3',
  applies: ({ operation, isProtected, ownerParameter }) =>
    isProtected &&
    ownerParameter === null &&
    stepsOf(operation, 'select').some(({ owner }) => owner !== null),
  fire: async (scope) => {
    const { operation, world } = scope
    const select = stepsOf(operation, 'select')[0]
    if (select === undefined) return
    await scope.makeRow(select.entity)
    const prepared = await scope.prepare()
    for (const id of ['%', '_', '..', '*', "' OR '1'='1"]) {
      const token = world.users.tokenOf(id)
      await scope.expect(
        `the identity ${JSON.stringify(id)}`,
        prepared,
        { token },
        both(
          noFailure,
          that('no rows', ({ json }) => {
            const rows = rowsShown(operation.responseBody, json)
            return rows === null || rows.length === 0 ? null : `${String(rows.length)} rows`
          }),
        ),
      )
    }
  },
}

/** Longer than the ids of most issuers; two that differ at their ends alone are two users. */
const LONG = 'i'.repeat(100)

/** Identities that a careless service takes for that of somebody else: trimmed, folded, split, or cut. */
function mistaken(id: string): readonly string[] {
  const names = [id.toUpperCase(), id.toLowerCase(), ` ${id}`, `${id} `, `x|${id}`, `${id}|x`, `${id}@x`]
  return names.filter((name) => name !== id)
}

/** Two identities that are not the same text are two users. */
export const likeIdentity: OperationProbe = {
  id: 'like-identity',
  entry: 23,
  title: 'An identity that is spelled almost like another one sees nothing of it',
  cwe: 178,
  clause: 'AUTH-3',
  applies: ({ operation, isProtected, ownerParameter }) =>
    isProtected &&
    ownerParameter === null &&
    stepsOf(operation, 'select').some(({ owner }) => owner !== null),
  concerns: ({ lookup, issuedHere }) => (lookup ?? null) === null && !issuedHere,
  fire: async (scope) => {
    const { operation, world } = scope
    const select = stepsOf(operation, 'select')[0]
    if (select === undefined || world.backend.userId !== 'string' || world.users.secret === null) return
    const named = world.users.fresh().id
    const long = `${world.users.fresh().id}${LONG}`
    for (const [id, others] of [
      [`${named}-Aa`, mistaken(`${named}-Aa`)],
      [`${long}1`, [`${long}2`]],
    ] as const) {
      const user = { id, token: world.users.tokenOf(id) }
      const prepared = await scope.prepare({ user }).catch(unmade)
      if (prepared === null) continue
      const given = rowsByEntity(prepared)
      if ((await scope.makeRow(select.entity, { user, given }).catch(unmade)) === null) continue
      const own = rowsShown(operation.responseBody, (await scope.send(prepared)).json)
      // Where the list does not hold the row of its own user, it shows nothing of others either way.
      if (own === null || own.length === 0) continue
      for (const other of others) {
        await scope.expect(
          `the identity ${JSON.stringify(other.replace(LONG, '…'))}, where a row is that of ${JSON.stringify(id.replace(LONG, '…'))}`,
          prepared,
          { token: world.users.tokenOf(other) },
          both(
            noFailure,
            that('no rows', ({ json }) => {
              const rows = rowsShown(operation.responseBody, json)
              return rows === null || rows.length === 0 ? null : `${String(rows.length)} rows`
            }),
          ),
        )
      }
    }
  },
}
