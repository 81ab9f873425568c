import { somebody } from '../account.js'
import { status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { accountRow } from '../stored-row.js'
import { stepsOf, type StepOf } from '../steps.js'
import type { JsonValue } from '../../../claims/json.js'
import { render, type Change, type Prepared } from '../rendering.js'
import { attemptOf, type ProbeScope } from '../scope.js'
import { claiming, now, tokenProbe, type TokenAttempt } from './token-probe.js'

/** Two tables of accounts have the same numbers: whoever is the first customer is not the first administrator. */
const otherKind: OperationProbe = {
  id: 'token-of-another-kind',
  entry: null,
  title: 'A token of another kind of accounts, or of no role, opens nothing that asks for one',
  cwe: 863,
  clause: 'AUTH-1',
  applies: ({ operation }) => stepsOf(operation, 'permit').length > 0,
  concerns: ({ lookup }) => (lookup ?? null) === null,
  fire: async (scope) => {
    const prepared = await scope.prepare({ rowless: true })
    for (const { roles, source, otherwise } of stepsOf(scope.operation, 'permit')) {
      for (const { entity, role } of scope.world.design.auth.kinds ?? []) {
        if (roles.includes(role) || source.kind !== 'claim') continue
        const change = claiming(scope, prepared, { [source.claim]: role })
        await scope.expect(`a token of ${entity}`, prepared, change, status(otherwise.status))
      }
      for (const { role, change } of await otherRoles(scope, prepared, { roles, source }))
        await scope.expect(`a caller who is ${role}`, prepared, change, status(otherwise.status))
      const change =
        source.kind === 'claim'
          ? claiming(scope, prepared, { [source.claim]: undefined })
          : { token: (await somebody(scope.world)).token ?? '' }
      await scope.expect('a token of no role', prepared, change, status(otherwise.status))
    }
  },
}

/** A caller of each role that the service knows and the operation does not ask for. */
async function otherRoles(
  scope: ProbeScope,
  prepared: Prepared,
  { roles, source }: Pick<StepOf<'permit'>, 'roles' | 'source'>,
): Promise<readonly { readonly role: string; readonly change: Change }[]> {
  const { world } = scope
  if (source.kind === 'claim') {
    const kinds = new Set((world.design.auth.kinds ?? []).map(({ role }) => role))
    const known = world.backend.operations.flatMap((each) =>
      stepsOf(each, 'permit').flatMap((permit) => (permit.source.kind === 'claim' ? permit.roles : [])),
    )
    const others = [...new Set(known)].filter((role) => !roles.includes(role) && !kinds.has(role))
    return others.map((role) => ({ role, change: claiming(scope, prepared, { [source.claim]: role }) }))
  }
  const table = world.backend.tables.get(source.entity)
  const words = table?.columns.find(({ field }) => field.name === source.field)?.field.enum ?? []
  if (world.rows === null || table === undefined) return []
  const found: { readonly role: string; readonly change: Change }[] = []
  for (const role of words.filter((word) => !roles.includes(word))) {
    const user = await somebody(world)
    await accountRow(world, table, user, new Map([[source.field, role]]))
    if (user.token !== null) found.push({ role, change: { token: user.token } })
  }
  return found
}

/** A role that stands in the account is asked for at each request: whoever lost it is refused from then on. */
const roleTakenAway: OperationProbe = {
  id: 'role-taken-away',
  entry: null,
  title: 'Whoever lost the role that an operation asks for is refused, whatever the token said before',
  cwe: 613,
  clause: 'AUTH-1',
  applies: ({ operation }) => stepsOf(operation, 'permit').some(({ source }) => source.kind === 'column'),
  fire: async (scope) => {
    const { operation, world } = scope
    const permit = stepsOf(operation, 'permit').find(({ source }) => source.kind === 'column')
    if (permit?.source.kind !== 'column' || world.rows === null) return
    const { roles, source, otherwise } = permit
    const table = world.backend.tables.get(source.entity)
    const words = table?.columns.find(({ field }) => field.name === source.field)?.field.enum ?? []
    const lesser = words.find((word) => !roles.includes(word))
    if (table === undefined || lesser === undefined) return
    const prepared = await scope.prepare()
    if ((await scope.send(prepared)).status >= 400) return
    // The first request may have removed its row.
    const again = await scope.prepare({ user: prepared.user })
    await accountRow(world, table, prepared.user, new Map([[source.field, lesser]]))
    // Sent as it is: to record it as an attempt of its operation would give the role back.
    const request = render(again)
    const answer = await world.send(request)
    scope.record(attemptOf(request, `the caller is ${lesser} now`, answer, status(otherwise.status)))
  },
}

/** The longest identity that a path can hold; servers bound the length of an address. */
const LONGEST_IN_PATH = 100

/**
 * A token of another identity. Where the path names the user, it names that one too, or the request would be refused for
 * another user's path, which shows nothing; what a path cannot hold may be refused so.
 */
function identified(
  scope: ProbeScope,
  prepared: Prepared,
  label: string,
  identity: JsonValue | undefined,
): TokenAttempt {
  const { ownerParameter, world } = scope
  const change = claiming(scope, prepared, { [world.design.auth.identityClaim]: identity })
  if (ownerParameter === null) return { label, change }
  const text = typeof identity === 'string' || typeof identity === 'number' ? String(identity) : ''
  const fits = text !== '' && text.length <= LONGEST_IN_PATH && !/\p{Surrogate}/u.test(text)
  return {
    label,
    change: fits ? { ...change, path: { [ownerParameter]: text } } : change,
    answer: 'refused-or-foreign',
  }
}

/** Names of claims under which tokens carry an account without being made to show who calls. */
const OTHER_NAMES = ['userId', 'user_id', 'id', 'uid']

/** Tokens that name nobody, or somebody in a way that no issuer does. */
export const identityProbes: readonly OperationProbe[] = [
  otherKind,
  roleTakenAway,
  tokenProbe({
    id: 'token-without-subject',
    entry: 9,
    title: 'A token that names nobody is refused',
    cwe: 287,
    clause: 'AUTH-5',
    attempts: (scope, prepared) => {
      const claim = scope.world.design.auth.identityClaim
      return [
        identified(scope, prepared, `no ${claim}`, undefined),
        identified(scope, prepared, `blank ${claim}`, '   '),
        identified(scope, prepared, `empty ${claim}`, ''),
        identified(scope, prepared, `a number as ${claim}`, 42),
        identified(scope, prepared, `a list as ${claim}`, [prepared.user.id]),
      ]
    },
  }),
  tokenProbe({
    id: 'token-subject-characters',
    entry: 10,
    title: 'An identity that no database can hold is refused',
    cwe: 158,
    clause: 'AUTH-5',
    attempts: (scope, prepared) => {
      const claim = scope.world.design.auth.identityClaim
      return [
        identified(scope, prepared, `NUL in ${claim}`, 'a\u0000b'),
        identified(scope, prepared, `lone surrogate in ${claim}`, 'a\uD800b'),
      ]
    },
  }),
  tokenProbe({
    id: 'token-subject-length',
    entry: 11,
    title: 'An identity of 30 kB is refused',
    cwe: 770,
    clause: 'AUTH-5',
    attempts: (scope, prepared) => [
      {
        ...identified(scope, prepared, '30 kB of identity', 'u'.repeat(30_000)),
        answer: scope.ownerParameter === null ? 'refused-or-too-long' : 'refused-or-foreign',
      },
    ],
  }),
  tokenProbe({
    id: 'token-of-verification-mail',
    entry: 12,
    title: "Better Auth's e-mail verification token is no access token",
    cwe: 345,
    clause: 'AUTH-5',
    attempts: ({ world }, { user }) => [
      {
        label: '{email, userId, iat, exp} under the same key',
        change: {
          token: world.users.sign({
            email: 'somebody@example.com',
            userId: user.id,
            iat: now(),
            exp: now() + 3600,
          }),
        },
      },
    ],
  }),
  tokenProbe({
    id: 'token-of-another-purpose',
    entry: 12,
    title: 'A token that names an account elsewhere than as its subject is no access token',
    cwe: 345,
    clause: 'AUTH-5',
    attempts: ({ world }, { user }) =>
      OTHER_NAMES.filter((name) => name !== world.design.auth.identityClaim).map((name) => ({
        label: `{${name}, iat, exp} under the same key`,
        change: { token: world.users.sign({ [name]: user.id, iat: now(), exp: now() + 3600 }) },
      })),
  }),
]
