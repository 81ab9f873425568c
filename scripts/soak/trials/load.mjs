import { clientOf } from '../client.mjs'
import { Figures } from '../figures.mjs'

/** Clients that send their body a few bytes at a time, beside the others. */
const SLOW = 20

/** Memory that may be added while the second half of the requests is served, in megabytes. */
const GROWTH = 48

/** Many connections, many requests, some of them slow: no failure of the server, and bounded memory. */
export async function load({ world, service, workloads, requests, connections, say }) {
  const figures = new Figures()
  const failures = []
  const client = clientOf(service, connections)
  const loaded = workloads.map((workload) => workload.over({ ...world, send: client.send }))
  const clients = await Promise.all(
    loaded.flatMap((workload) =>
      Array.from({ length: 50 }, async () => ({ workload, client: await workload.client(), rows: [] })),
    ),
  )
  let sent = 0
  const record = (what, answer) => {
    figures.add(answer)
    if ((answer.status === 0 || answer.status >= 500) && failures.length < 5)
      failures.push(`${what}: ${answer.status} ${answer.text.slice(0, 120)}`)
  }
  const one = async (at) => {
    const own = clients[at % clients.length]
    const { workload } = own
    const row = own.rows.at(-1)
    const kind = row === undefined ? 0 : at % 4
    if (kind === 1) {
      const request = await workload.listing(own.client)
      if (request !== null) return record('list', await client.send(request))
    }
    if (kind === 2) {
      const request = await workload.reading(own.client, row)
      if (request !== null) return record('read', await client.send(request))
    }
    if (kind === 3) {
      const request = await workload.changing(own.client, row, `soak ${at}`)
      if (request !== null) return record('change', await client.send(request))
    }
    const creation = await workload.creation(own.client, `soak ${at}`)
    const answer = await client.send(creation.request)
    record('create', answer)
    const made = answer.status === workload.create.success ? workload.made(creation, answer) : null
    if (made !== null) own.rows = [made]
    return undefined
  }
  const run = async (until) => {
    const worker = async () => {
      while (sent < until) await one(Math.floor(sent++ / 4) * 4 + (sent % 4))
    }
    await Promise.all(Array.from({ length: connections }, worker))
  }
  const start = service.memory()
  const slow = trickle(clients, client, record, () => sent >= requests)
  const began = performance.now()
  await run(requests / 2)
  const middle = service.memory()
  await run(requests)
  const seconds = (performance.now() - began) / 1000
  await slow
  const end = service.memory()
  client.close()
  say(
    `${figures.count()} requests over ${connections} connections, ${SLOW} slow ones beside them: ${Math.round(requests / seconds)} a second`,
  )
  say(`${figures.statuses()}; median ${figures.quantile(0.5)} ms, 99 % within ${figures.quantile(0.99)} ms`)
  say(`memory: ${start} MB at the start, ${middle} MB half-way, ${end} MB at the end`)
  const memory = end - middle > GROWTH ? [`memory grew by ${end - middle} MB in the second half`] : []
  return [...failures, ...memory]
}

/** Sends creations a few bytes at a time until the load is over. */
async function trickle(clients, client, record, isOver) {
  const pace = async (body, write) => {
    const pieces = 10
    const size = Math.ceil(body.byteLength / pieces)
    for (let at = 0; at < body.byteLength; at += size) {
      write(body.subarray(at, at + size))
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  const worker = async (_, index) => {
    while (!isOver()) {
      const own = clients[index % clients.length]
      const { request } = await own.workload.creation(own.client, `slow ${index}`)
      record('slow create', { ...(await client.send(request, pace)), took: undefined })
    }
  }
  await Promise.all(Array.from({ length: SLOW }, worker))
}
