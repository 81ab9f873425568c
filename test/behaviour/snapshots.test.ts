import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clientOf } from '../interpreter/client.js'
import { designOf } from './design-of.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/snapshots')
const as = 'ann'

describe('a column that keeps what another row holds', () => {
  it('takes it when the row is made, and keeps it when the other one changes', async () => {
    const design = await designOf(join(FOLDER, 'buns'))
    const { send } = clientOf(design)
    expect(design.operations.find(({ id }) => id === 'POST /orders')?.body.map(({ name }) => name)).toEqual([
      'bun_id',
      'quantity',
    ])
    send('POST', '/buns', { as, json: { title: 'Rye', price: 1.5 } })
    const order = { unit_price: 1.5, bun_title: 'Rye' }
    expect(send('POST', '/orders', { as, json: { bun_id: 1, quantity: 2 } })).toMatchObject({
      status: 201,
      body: order,
    })
    expect(send('PATCH', '/buns/1', { as, json: { price: 2 } }).status).toBe(200)
    expect(send('GET', '/orders', { as }).body).toMatchObject([order])
  })

  it('is asked where words and names do not tell which column it keeps', async () => {
    const design = await designOf(join(FOLDER, 'tools'))
    expect(design.operations.find(({ id }) => id === 'POST /rentals')?.notImplemented).toBe(
      'nothing gives Rental.rate_at_booking its value',
    )
  })
})
