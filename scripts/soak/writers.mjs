/** Longest text that is written, in characters: what fits most limits. */
const LONGEST = 60

/**
 * A client that writes one row after another, and changes each once, until it is told to end. All it was promised goes
 * into the ledger.
 * @param onAnswer gets every answer
 */
export async function write({ workload, client, ledger, rows, onAnswer, number, isOver }) {
  while (!isOver()) {
    const text = `soak ${number()}`.slice(0, LONGEST)
    const creation = await workload.creation(client, text)
    const answer = await workload.world.send(creation.request)
    onAnswer(answer)
    if (answer.status === 0 || answer.status >= 500) {
      // Without a pause, a service that refuses at once would only be asked faster.
      await pause(20)
      continue
    }
    const row = answer.status === workload.create.success ? workload.made(creation, answer) : null
    if (row === null) continue
    const key = keyOf(workload, row)
    ledger.created(key, row.values.get(workload.column) ?? null)
    rows.set(key, { workload, client, row })
    await change({ workload, client, ledger, row, key, onAnswer, text: `soak ${number()}` })
  }
}

/** Changes a row, where the API can. */
async function change({ workload, client, ledger, row, key, onAnswer, text }) {
  if (workload.change === undefined || workload.changedColumn !== workload.column) return
  const request = await workload.changing(client, row, text)
  if (request === null) return
  ledger.attempted(key, text)
  const answer = await workload.world.send(request)
  onAnswer(answer)
  if (answer.status === workload.change.success) ledger.changed(key, text)
  else if (answer.status >= 400 && answer.status < 500) ledger.refused(key, text)
}

const keyOf = (workload, row) =>
  `${workload.entity} ${JSON.stringify([...row.values].find(([name]) => name === primaryKey(workload)) ?? [...row.values][0])}`

const primaryKey = ({ world, entity }) =>
  world.backend.tables.get(entity)?.columns.find(({ field }) => field.primaryKey)?.field.name

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Reads every acknowledged row back; returns what is wrong, and how many could be read. */
export async function audit(ledger, rows, atOnce) {
  const faults = []
  let read = 0
  const keys = ledger.keys()
  const worker = async () => {
    for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
      const { workload, client, row } = rows.get(key)
      const request = await workload.reading(client, row)
      if (request === null) continue
      const answer = await workload.world.send(request)
      if (answer.status === 0 || answer.status >= 500) {
        faults.push(`${key} could not be read: ${answer.status} ${answer.text.slice(0, 80)}`)
        continue
      }
      read += 1
      const found = workload.readText(answer)
      const fault = ledger.fault(key, found)
      if (fault !== null) faults.push(fault)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { faults, read }
}
