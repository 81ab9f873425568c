import { clientOf } from '../client.mjs'
import { Figures } from '../figures.mjs'
import { Ledger } from '../ledger.mjs'
import { audit } from '../writers.mjs'

/** Requests that are under way when the service is asked to end. */
const UNDERWAY = 40

/** SIGTERM: what is under way is answered and kept, then the process ends of itself. */
export async function drain({ service, workloads, world, say }) {
  const connection = clientOf(service, UNDERWAY)
  const figures = new Figures()
  const ledger = new Ledger()
  const rows = new Map()
  const [workload] = workloads.map((one) => one.over({ ...world, send: connection.send }))
  const client = await workload.client()
  const creations = await Promise.all(
    Array.from({ length: UNDERWAY }, (_, index) => workload.creation(client, `drain ${index}`)),
  )
  let release
  const released = new Promise((resolve) => (release = resolve))
  let begun = 0
  let allBegun
  const underWay = new Promise((resolve) => (allBegun = resolve))
  const pace = async (body, write) => {
    write(body.subarray(0, 1))
    begun += 1
    if (begun === UNDERWAY) allBegun()
    await released
    write(body.subarray(1))
  }
  const answers = creations.map(async (creation, index) => {
    const answer = await connection.send(creation.request, pace)
    figures.add(answer)
    if (answer.status !== workload.create.success) return
    const row = workload.made(creation, answer)
    ledger.created(`row ${index}`, row.values.get(workload.column) ?? null)
    rows.set(`row ${index}`, { workload, client, row })
  })
  await Promise.race([underWay, Promise.all(answers)])
  const ended = service.terminate()
  setTimeout(release, 500)
  await Promise.all(answers)
  const { code, signal } = await ended
  const log = service.log
  await service.start()
  const { faults, read } = await audit(ledger, rows, 8)
  connection.close()
  say(
    `SIGTERM with ${UNDERWAY} requests under way: ${figures.statuses()}; ended ${signal === null ? `with ${code}` : `by ${signal}`} after the shutdown of the application${read > 0 ? `, ${read} rows read back` : ''}`,
  )
  const unanswered = figures.count((status) => status !== workload.create.success)
  // Uvicorn shuts down and then raises the signal again, so that its parent sees why it ended.
  const clean = /Application shutdown complete/.test(log) && (code === 0 || signal === 'SIGTERM')
  return [
    ...faults.slice(0, 5),
    ...(unanswered > 0 ? [`${unanswered} requests under way were not served`] : []),
    ...(clean ? [] : [`the process ended with ${code ?? signal}, without a clean shutdown`]),
  ]
}
