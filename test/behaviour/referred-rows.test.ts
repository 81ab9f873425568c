import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clientOf } from '../interpreter/client.js'
import { designOf } from './design-of.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/referred-rows')

describe('a row to which others refer', () => {
  it('stays, with the answer that documents give', async () => {
    const design = await designOf(join(FOLDER, 'depots'))
    const { send } = clientOf(design)
    const as = 'ann'
    expect(send('POST', '/depots', { as, json: { name: 'North' } }).status).toBe(201)
    expect(send('POST', '/vans', { as, json: { depot_id: 1, plate: 'A 1' } }).status).toBe(201)
    expect(send('DELETE', '/depots/1', { as })).toMatchObject({
      status: 409,
      body: { detail: 'Depot still has vans' },
    })
    expect(design.questions.map(({ id }) => id)).not.toContain('delete-referenced')
  })

  it('is refused with 409 where no document says what becomes of it, and asked', async () => {
    const design = await designOf(join(FOLDER, 'kennel'))
    const steps = design.operations.find(({ id }) => id === 'DELETE /breeds/{id}')?.steps ?? []
    expect(steps.find(({ kind }) => kind === 'remove')).toMatchObject({
      referred: { status: 409, message: 'Breed still has dogs' },
    })
    expect(design.questions.map(({ id }) => id)).toContain('delete-referenced')
  })
})
