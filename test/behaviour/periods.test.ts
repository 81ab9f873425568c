import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clientOf } from '../interpreter/client.js'
import { designOf } from './design-of.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/periods')
const as = 'ann'

function hours(from: number, to: number) {
  const at = (hour: number): string => `2030-05-01T${String(hour).padStart(2, '0')}:00:00Z`
  return { room_id: 1, starts_at: at(from), ends_at: at(to) }
}

describe('periods that keep apart', () => {
  it('are refused where they overlap, and may touch', async () => {
    const design = await designOf(join(FOLDER, 'rooms'))
    const { interpreter, send } = clientOf(design)
    expect(interpreter.unsupported).toEqual([])
    send('POST', '/rooms', { as, json: { name: 'North' } })
    send('POST', '/rooms', { as, json: { name: 'South' } })
    const book = (json: object): number => send('POST', '/bookings', { as, json }).status
    expect(book(hours(10, 12))).toBe(201)
    expect(book(hours(11, 13))).toBe(409)
    expect(book(hours(9, 14))).toBe(409)
    expect(book(hours(12, 13))).toBe(201)
    expect(book({ ...hours(10, 12), room_id: 2 })).toBe(201)
    const later = { ends_at: hours(10, 13).ends_at }
    expect(send('PATCH', '/bookings/1', { as, json: later }).status).toBe(409)
    expect(send('PATCH', '/bookings/1', { as, json: hours(9, 12) }).status).toBe(200)
  })

  it('do not count where the documents leave them out', async () => {
    const { send } = clientOf(await designOf(join(FOLDER, 'rooms')))
    send('POST', '/rooms', { as, json: { name: 'North' } })
    expect(send('POST', '/bookings', { as, json: hours(10, 12) }).status).toBe(201)
    expect(send('POST', '/bookings/1/cancel', { as }).status).toBe(200)
    expect(send('POST', '/bookings', { as, json: hours(10, 12) }).status).toBe(201)
  })

  it('are asked whether those that are over count, where no document says it', async () => {
    const asked = await designOf(join(FOLDER, 'courts'))
    expect(asked.questions.map(({ id }) => id)).toContain('reservation-overlap')
    const told = await designOf(join(FOLDER, 'rooms'))
    expect(told.questions.map(({ id }) => id)).not.toContain('booking-overlap')
  })
})
