import { Figures } from '../figures.mjs'
import { audit } from '../writers.mjs'
import { writing } from '../writing.mjs'

/** How often the database goes away. */
const ROUNDS = 2

/** The database is stopped during load and comes back: 503 in between, nothing acknowledged is lost, recovery by itself. */
export async function outage({ service, workloads, world, database, say }) {
  if (database === null) return null
  const figures = new Figures()
  const run = await writing({ world, service, workloads, figures })
  let recovered = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    await run.until(150)
    await database.stop()
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await database.start()
    const began = performance.now()
    await run.until(20)
    recovered = Math.max(recovered, performance.now() - began)
  }
  await run.until(50)
  await run.end()
  const { faults, read } = await audit(run.ledger, run.rows, 8)
  say(
    `database stopped ${ROUNDS} times during writes: ${figures.statuses()}; writes succeed again after ${(recovered / 1000).toFixed(1)} s`,
  )
  say(`${run.ledger.keys().length} rows acknowledged, ${read} read back, ${faults.length} lost or wrong`)
  const other = figures.count((status) => status === 0 || (status >= 500 && status !== 503))
  return [...faults.slice(0, 5), ...(other > 0 ? [`${other} answers that are neither success nor 503`] : [])]
}
