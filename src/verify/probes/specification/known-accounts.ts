import { bodyFieldIn } from '../../../design/expression.js'
import { accountFor, credentialsOf } from '../account.js'
import { distinct } from '../distinct.js'
import { both, status, that } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { stepsOf } from '../steps.js'

/** Signing in does not tell which accounts there are. */
export const knownAccounts: OperationProbe = {
  id: 'known-accounts',
  entry: null,
  title: 'An unknown account is refused like a wrong password',
  cwe: 204,
  clause: 'ERR-2',
  applies: ({ operation }) => stepsOf(operation, 'verify').some(({ keys }) => keys.length > 0),
  fire: async (scope) => {
    const { operation, world } = scope
    const verify = stepsOf(operation, 'verify').find(({ keys }) => keys.length > 0)
    const name = verify === undefined ? null : bodyFieldIn(verify.value)
    const password = verify === undefined ? null : bodyFieldIn(verify.password)
    const field = operation.body.find((each) => each.name === name)
    if (verify === undefined || name === null || password === null || field === undefined) return
    const account = await accountFor(world, verify)
    const right = Object.fromEntries(credentialsOf(verify, account))
    const prepared = await scope.prepare({ user: account.user })
    const wrong = { ...right, [password]: 'No-such-passw0rd' }
    const refused = await scope.expect(
      'a wrong password',
      prepared,
      { content: wrong },
      status(verify.otherwise.status),
    )
    const unknown = distinct(field, name, world.next())
    if (unknown === undefined || refused.status !== verify.otherwise.status) return
    await scope.expect(
      'an unknown account',
      prepared,
      { content: { ...wrong, [name]: unknown } },
      both(
        status(verify.otherwise.status),
        that('the same body', ({ text }) =>
          text === refused.text ? null : `${text.slice(0, 60)} in place of ${refused.text.slice(0, 60)}`,
        ),
      ),
    )
  },
}
