import { settingWith } from '../../../fastapi/modules/settings.js'
import { noFailure, both, status, statusOtherThan } from '../expectation.js'
import { sendRequest } from '../http.js'
import { prepare } from '../prepare.js'
import { CannotPrepare, type ServiceProbe } from '../probe.js'
import { render, type Prepared } from '../rendering.js'
import { attemptOf } from '../scope.js'
import { mayEndCaller, traitsOf } from '../steps.js'
import type { World } from '../world.js'

const AUDIENCE = 'https://service.example'
const ISSUER = 'https://issuer.example'

/** Starts the service with an audience and an issuer, and shows it tokens for and from others. */
export const audience: ServiceProbe = {
  id: 'token-audience',
  entry: 13,
  title: 'A token for another audience, or from another issuer, is refused where these are configured',
  cwe: 345,
  clause: 'AUTH-1',
  fire: async ({ world, control, record }) => {
    if (control === null) throw new CannotPrepare('the service was not started by this run')
    const { users } = world
    const variables = ['audience', 'issuer'] as const
    const [aud, iss] = variables.map((role) => settingWith(world.backend, role)?.variable)
    if (aud === undefined || iss === undefined || users.secret === null)
      throw new CannotPrepare('the service has no settings of audience and issuer')
    const prepared = await protectedRequest(world)
    const claims = { ...users.claims(prepared.user.id), aud: AUDIENCE, iss: ISSUER }
    const attempts = [
      { label: 'both as configured', change: {}, accepted: true },
      {
        label: 'the audience in a list',
        change: { aud: ['https://other.example', AUDIENCE] },
        accepted: true,
      },
      { label: 'another audience', change: { aud: 'https://other.example' }, accepted: false },
      { label: 'no audience', change: { aud: undefined }, accepted: false },
      { label: 'another issuer', change: { iss: 'https://other.example' }, accepted: false },
      { label: 'no issuer', change: { iss: undefined }, accepted: false },
    ]
    const { served, log } = await control.start({ [aud]: AUDIENCE, [iss]: ISSUER }, async (base) => {
      for (const { label, change, accepted } of attempts) {
        const request = render(prepared, { token: users.sign({ ...claims, ...change }) })
        const expected = accepted ? both(statusOtherThan(401), noFailure) : status(401)
        record(attemptOf(request, label, await sendRequest(base, request), expected))
      }
    })
    if (!served)
      throw new CannotPrepare(`it did not start: ${log.trim().split('\n').at(-1)?.slice(0, 200) ?? ''}`)
  },
}

/** A request that asks for a token, and for no rows, and that the same caller can send again. */
async function protectedRequest(world: World): Promise<Prepared> {
  for (const operation of world.backend.operations) {
    if (!traitsOf(operation).isProtected || mayEndCaller(operation)) continue
    try {
      return await prepare(world, operation, { rowless: true })
    } catch (error) {
      if (!(error instanceof CannotPrepare)) throw error
    }
  }
  throw new CannotPrepare('no operation that leaves its caller as they are asks for a token')
}
