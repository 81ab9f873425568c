import { render } from '../rendering.js'
import { prepare } from '../prepare.js'
import { CannotPrepare, type ServiceProbe } from '../probe.js'
import { attemptOf } from '../scope.js'
import { both, status, statusOtherThan, noFailure, type Expectation } from '../expectation.js'

/** How long a service may take to find its database again, in requests a quarter of a second apart. */
const TRIES = 40

/** The database goes away and comes back: 503 in between, without a trace, then service as before. */
export const outage: ServiceProbe = {
  id: 'database-outage',
  entry: 60,
  title: 'Without its database the service answers 503, and recovers by itself',
  cwe: 755,
  clause: 'ERR-8',
  disruptive: true,
  fire: async ({ world, control, record }) => {
    const database = control?.database ?? null
    if (database === null) throw new CannotPrepare('the database is not one that this run can stop')
    const requests = []
    for (const operation of world.backend.operations) {
      if (!operation.steps.some(({ kind }) => kind === 'select' || kind === 'find' || kind === 'insert'))
        continue
      try {
        requests.push({ operation, request: render(await prepare(world, operation)) })
      } catch (error) {
        if (!(error instanceof CannotPrepare)) throw error
      }
    }
    const unavailable = (id: string): Expectation => {
      const own = world.backend.operations.find((operation) => operation.id === id)
      return status(own?.errorCases.find(({ cause }) => cause === 'database')?.status ?? 503)
    }
    await database.stop()
    try {
      for (const { operation, request } of requests) {
        record(
          attemptOf(request, 'the database is down', await world.send(request), unavailable(operation.id)),
        )
      }
    } finally {
      await database.start()
    }
    for (const { request } of requests) {
      let answer = await world.send(request)
      for (let tries = 0; answer.status >= 500 && tries < TRIES; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 250))
        answer = await world.send(request)
      }
      record(attemptOf(request, 'the database is back', answer, both(noFailure, statusOtherThan(503))))
    }
  },
}
