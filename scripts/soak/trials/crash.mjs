import { Figures } from '../figures.mjs'
import { audit } from '../writers.mjs'
import { writing } from '../writing.mjs'

/** How often the process is killed. */
const ROUNDS = 3

/** The process is killed during writes: nothing that was acknowledged is lost, and the next process serves. */
export async function crash({ service, workloads, world, say }) {
  const figures = new Figures()
  const run = await writing({ world, service, workloads, figures })
  let recovered = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    await run.until(150)
    await service.kill()
    const began = performance.now()
    await service.start()
    recovered = Math.max(recovered, performance.now() - began)
  }
  await run.until(50)
  await run.end()
  const { faults, read } = await audit(run.ledger, run.rows, 8)
  say(
    `killed ${ROUNDS} times during writes: ${figures.statuses()}; it serves again within ${(recovered / 1000).toFixed(1)} s`,
  )
  say(`${run.ledger.keys().length} rows acknowledged, ${read} read back, ${faults.length} lost or wrong`)
  const failures = figures.count((status) => status >= 500)
  return [...faults.slice(0, 5), ...(failures > 0 ? [`${failures} failures of the server`] : [])]
}
