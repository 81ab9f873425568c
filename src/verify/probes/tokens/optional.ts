import { status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { stepsOf } from '../steps.js'
import { signShared } from '../token.js'

/** A token that need not be sent, but counts where it is. */
export const optionalToken: OperationProbe = {
  id: 'token-optional',
  entry: 5,
  title: 'A token that need not be sent is refused like any other when it proves nothing',
  cwe: 347,
  clause: 'AUTH-1',
  applies: ({ operation }) =>
    stepsOf(operation, 'authenticate').some(({ optional }) => optional) &&
    operation.errorCases.some(({ cause }) => cause === 'token'),
  concerns: ({ lookup }) => (lookup ?? null) === null,
  fire: async (scope) => {
    const { users } = scope.world
    const prepared = await scope.prepare({ rowless: true })
    const claims = users.claims(prepared.user.id)
    const past = Math.floor(Date.now() / 1000) - 3600
    for (const [label, token] of [
      ['not a token', 'not.a.token'],
      [
        'signed with another key',
        signShared({ header: {}, payload: JSON.stringify(claims) }, 'x'.repeat(48)),
      ],
      ['expired an hour ago', users.sign({ ...claims, iat: past - 60, exp: past })],
    ] as const)
      await scope.expect(label, prepared, { token }, status(401))
  },
}
