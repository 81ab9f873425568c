import { somebody } from '../account.js'
import { status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { stepsOf } from '../steps.js'
import { claiming, now, tokenProbe } from './token-probe.js'

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
      const change =
        source.kind === 'claim'
          ? claiming(scope, prepared, { [source.claim]: undefined })
          : { token: (await somebody(scope.world)).token ?? '' }
      await scope.expect('a token of no role', prepared, change, status(otherwise.status))
    }
  },
}

/** Tokens that name nobody, or somebody in a way that no issuer does. */
export const identityProbes: readonly OperationProbe[] = [
  otherKind,
  tokenProbe({
    id: 'token-without-subject',
    entry: 9,
    title: 'A token that names nobody is refused',
    cwe: 287,
    clause: 'AUTH-5',
    attempts: (scope, prepared) => {
      const claim = scope.world.design.auth.identityClaim
      return [
        { label: `no ${claim}`, change: claiming(scope, prepared, { [claim]: undefined }) },
        { label: `blank ${claim}`, change: claiming(scope, prepared, { [claim]: '   ' }) },
        { label: `empty ${claim}`, change: claiming(scope, prepared, { [claim]: '' }) },
        { label: `a number as ${claim}`, change: claiming(scope, prepared, { [claim]: 42 }) },
        { label: `a list as ${claim}`, change: claiming(scope, prepared, { [claim]: [prepared.user.id] }) },
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
        { label: `NUL in ${claim}`, change: claiming(scope, prepared, { [claim]: 'a\u0000b' }) },
        { label: `lone surrogate in ${claim}`, change: claiming(scope, prepared, { [claim]: 'a\uD800b' }) },
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
        label: '30 kB of identity',
        answer: 'refused-or-too-long',
        change: claiming(scope, prepared, { [scope.world.design.auth.identityClaim]: 'u'.repeat(30_000) }),
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
]
