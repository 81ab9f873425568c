import { clientOf } from '../client.mjs'
import { Figures } from '../figures.mjs'

/** Clients that change one row at the same time. */
const AT_ONCE = 12

/** How often each changes it. */
const TIMES = 15

/**
 * One row, changed by many at once, under serialisable transactions where the database has them: those that lose are run
 * again, and no client sees it.
 */
export async function contention({ service, workloads, world, database, url, say }) {
  const workload = workloads.find(({ change }) => change !== undefined)
  if (workload === undefined) return null
  const connection = clientOf(service, AT_ONCE)
  const figures = new Figures()
  const own = workload.over({ ...world, send: connection.send })
  const client = await own.client()
  const creation = await own.creation(client, 'contended')
  const row = own.made(creation, await own.world.send(creation.request))
  await service.stop()
  const serialisable = `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent('-c default_transaction_isolation=serializable')}`
  await service.start(database === null ? {} : { [service.database]: serialisable })
  const work = async (_, index) => {
    for (let at = 0; at < TIMES; at += 1) {
      figures.add(await own.world.send(await own.changing(client, row, `soak ${index} ${at}`)))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const again = service.log.split('runs again').length - 1
  await service.stop()
  await service.start()
  connection.close()
  say(
    `${AT_ONCE * TIMES} changes of one row by ${AT_ONCE} at once${database === null ? '' : ', serialisable'}: ${figures.statuses()}; ${again} transactions run again; 99 % within ${figures.quantile(0.99)} ms`,
  )
  const failures = figures.count((status) => status === 0 || status >= 500)
  return failures > 0 ? [`${failures} clients saw another's transaction`] : []
}
