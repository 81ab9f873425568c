import { type Backend, hasCallers } from '../../../fastapi/backend.js'
import { tokenTrust } from '../../../fastapi/modules/token-settings.js'
import type { ServiceProbe } from '../probe.js'
import { CannotPrepare } from '../probe.js'

/** Whether the service shares a secret with the issuer; published keys are none. */
function hasSecret(backend: Backend): boolean {
  return hasCallers(backend) && tokenTrust(backend) !== 'published-keys'
}

const NOT_OURS = 'the service was not started by this run'

const guessable: ServiceProbe = {
  id: 'secret-guessable',
  entry: 15,
  title: 'The service refuses to start without a secret, or with one that is publicly known',
  cwe: 1392,
  clause: 'AUTH-6',
  fire: async ({ world, control, record }) => {
    const { secretEnv } = world.design.auth
    if (control === null) throw new CannotPrepare(NOT_OURS)
    if (secretEnv === null || !hasSecret(world.backend)) throw new CannotPrepare('the service has no secret')
    const secrets = ['', 'better-auth-secret-12345678901234567890']
    const starts = await Promise.all(secrets.map((secret) => control.start({ [secretEnv]: secret })))
    for (const [index, { served, log }] of starts.entries()) {
      record({
        sent: `${secretEnv}=${JSON.stringify(secrets[index])}`,
        expected: 'no service',
        got: served ? 'the service started' : (log.trim().split('\n').at(-1)?.slice(0, 200) ?? ''),
        fault: served ? 'the service started with a secret that anybody knows' : null,
      })
    }
  },
}

const short: ServiceProbe = {
  id: 'secret-short',
  entry: 16,
  title: 'The service warns of a short secret',
  cwe: 326,
  clause: 'AUTH-6',
  fire: async ({ world, control, record }) => {
    const { secretEnv } = world.design.auth
    if (control === null) throw new CannotPrepare(NOT_OURS)
    if (secretEnv === null || !hasSecret(world.backend)) throw new CannotPrepare('the service has no secret')
    const { served, log } = await control.start({ [secretEnv]: 'q7Zk2mPx' })
    const warned = log.includes(secretEnv)
    record({
      sent: `${secretEnv} of 8 characters`,
      expected: 'a service that warns',
      got: served ? (warned ? 'it started and warned' : 'it started in silence') : 'it did not start',
      fault: served ? (warned ? null : 'no warning in the log') : 'it did not start',
    })
  },
}

/** What the service does with its secret. */
export const secretProbes = [guessable, short]
