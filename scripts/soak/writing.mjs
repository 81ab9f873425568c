import { clientOf } from './client.mjs'
import { Ledger } from './ledger.mjs'
import { write } from './writers.mjs'

/** Clients that write at the same time. */
const WRITERS = 16

/** Starts clients that write until they are told to end. */
export async function writing({ world, service, workloads, figures }) {
  const connection = clientOf(service, WRITERS)
  const ledger = new Ledger()
  const rows = new Map()
  const loaded = workloads.map((workload) => workload.over({ ...world, send: connection.send }))
  const clients = await Promise.all(
    Array.from({ length: WRITERS }, async (_, index) => {
      const workload = loaded[index % loaded.length]
      return { workload, client: await workload.client() }
    }),
  )
  let over = false
  let written = 0
  let count = 0
  const waiting = []
  const onAnswer = (answer) => {
    figures.add(answer)
    if (answer.status >= 200 && answer.status < 300) written += 1
    while (waiting.length > 0 && waiting[0].at <= written) waiting.shift().resolve()
  }
  const all = clients.map((one) =>
    write({ ...one, ledger, rows, onAnswer, number: () => (count += 1), isOver: () => over }),
  )
  const failed = Promise.all(all)
  return {
    ledger,
    rows,
    /** Waits until so many more writes were acknowledged; never longer than a minute. */
    until: (more) =>
      Promise.race([
        failed,
        new Promise((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error('no writes are acknowledged any more')), 60_000)
          waiting.push({
            at: written + more,
            resolve: () => {
              clearTimeout(timer)
              resolve()
            },
          })
        }),
      ]),
    end: async () => {
      over = true
      await failed
      connection.close()
    },
  }
}
