import { somebody } from '../../dist/verify/probes/account.js'
import { columnOf } from '../../dist/verify/probes/content.js'
import { textField } from '../../dist/verify/probes/fields.js'
import { creatorOf, prepare } from '../../dist/verify/probes/prepare.js'
import { CannotPrepare } from '../../dist/verify/probes/probe.js'
import { render } from '../../dist/verify/probes/rendering.js'
import { placedView, shownColumns } from '../../dist/verify/probes/shown.js'
import { findByPath, stepsOf } from '../../dist/verify/probes/steps.js'

/**
 * What a design lets a client do again and again with the rows of an entity: make one, and read, list and change it where
 * there are operations for that.
 */
class Workload {
  constructor(world, entity, { create, read, list, change }) {
    Object.assign(this, { world, entity, create, read, list, change })
    this.text = textField(this.create)
    this.column = this.text === undefined ? undefined : columnOf(this.create, this.text.name)
    const changed = this.change === undefined ? undefined : textField(this.change)
    this.changed = changed
    this.changedColumn = changed === undefined ? undefined : columnOf(this.change, changed.name)
  }

  /** The same over another connection. */
  over(world) {
    return new Workload(world, this.entity, this)
  }

  /** Somebody with all the rows that a new row needs. */
  async client() {
    const user = await somebody(this.world)
    const { rows } = await prepare(this.world, this.create, { user, extent: 'full' })
    return { user, given: new Map([...rows.values()].map((row) => [row.entity, row])) }
  }

  /** A request that makes a row with a text of its own. */
  async creation({ user, given }, text) {
    const prepared = await prepare(this.world, this.create, { user, given, extent: 'full' })
    return {
      prepared,
      request: render(prepared, this.text === undefined ? {} : { content: { [this.text.name]: text } }),
    }
  }

  /** The row that an answer to a creation shows. */
  made({ prepared }, { json }) {
    const values = shownColumns(this.create.responseBody, json)
    return values === null ? null : { entity: this.entity, user: prepared.user, values }
  }

  /** A request that reads a row back; null where the API has none. */
  async reading({ user, given }, row) {
    if (this.read === undefined) return null
    return render(
      await prepare(this.world, this.read, { user, given: new Map([...given, [this.entity, row]]) }),
    )
  }

  async listing({ user, given }) {
    return this.list === undefined ? null : render(await prepare(this.world, this.list, { user, given }))
  }

  /** A request that changes the text of a row; null where none can. */
  async changing({ user, given }, row, text) {
    if (this.change === undefined) return null
    const rows = new Map([...given, [this.entity, row]])
    const prepared = await prepare(this.world, this.change, { user, given: rows, extent: 'full' })
    return render(prepared, { content: { [this.changed.name]: text } })
  }

  /** The text that a reading shows; undefined when the row is not there. */
  readText({ status, json }, column = this.column) {
    if (status !== this.read.success) return undefined
    return shownColumns(this.read.responseBody, json)?.get(column) ?? null
  }
}

/** A workload for every entity whose rows this run can make. */
export async function workloadsOf(world) {
  const workloads = []
  for (const entity of world.backend.tables.keys()) {
    const create = creatorOf(world, entity)
    if (create === null || stepsOf(create, 'verify').length > 0) continue
    const { operations } = world.backend
    const finds = (operation) => findByPath(operation)?.entity === entity
    const read = operations.find(
      (one) => one.method === 'GET' && finds(one) && placedView(one.responseBody)?.isList === false,
    )
    const list = operations.find(
      (one) =>
        placedView(one.responseBody)?.isList === true &&
        stepsOf(one, 'select').some((step) => step.entity === entity),
    )
    const change = operations.find(
      (one) => finds(one) && stepsOf(one, 'assign').length > 0 && textField(one) !== undefined,
    )
    const workload = new Workload(world, entity, { create, read, list, change })
    try {
      const client = await workload.client()
      const creation = await workload.creation(client, 'first')
      const answer = await world.send(creation.request)
      const row = workload.made(creation, answer)
      if (answer.status !== create.success || row === null) throw new CannotPrepare(answer.text)
      await readable(workload, client, row)
      workloads.push(workload)
    } catch (error) {
      if (!(error instanceof CannotPrepare)) throw error
      console.log(`  not loaded: ${entity} (${error.message.split('\n')[0]})`)
    }
  }
  return workloads
}

/** Leaves out what cannot be tried: reading, listing or changing. */
async function readable(workload, client, row) {
  for (const [name, request] of [
    ['read', () => workload.reading(client, row)],
    ['list', () => workload.listing(client)],
    ['change', () => workload.changing(client, row, 'first')],
  ]) {
    try {
      const sent = await request()
      const answer = sent === null ? { status: 0 } : await workload.world.send(sent)
      if (answer.status !== workload[name]?.success) forget(workload, name)
    } catch (error) {
      if (!(error instanceof CannotPrepare)) throw error
      forget(workload, name)
    }
  }
}

function forget(workload, name) {
  workload[name] = undefined
}
