import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from '../behaviour/design-of.js'
import type { Design } from '../../src/design/design.js'
import type { Step } from '../../src/design/step.js'
import { clientOf } from './client.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/states')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

function stepsOf(id: string): readonly Step[] {
  return design.operations.find((operation) => operation.id === id)?.steps ?? []
}

describe('a state in a body', () => {
  it('moves along the edges of its column, with the documented refusal', () => {
    const check = stepsOf('PATCH /bookings/{id}').find(({ kind }) => kind === 'check')
    expect(check).toMatchObject({
      condition: {
        kind: 'edge',
        field: 'status',
        body: 'status',
        edges: [
          { from: 'requested', to: 'confirmed' },
          { from: 'requested', to: 'withdrawn' },
          { from: 'confirmed', to: 'attended' },
          { from: 'confirmed', to: 'withdrawn' },
        ],
      },
      otherwise: { status: 409, message: 'Invalid status transition' },
    })
  })

  it('is refused elsewhere, may stay, and leaves its moment', () => {
    const { interpreter, send } = clientOf(design)
    expect(interpreter.unsupported).toEqual([])
    send('POST', '/bookings', { as: 'ada', json: { title: 'Felting' } })
    const id = interpreter.rows('Booking')[0]?.values.get('id')
    const move = (json: object) => send('PATCH', `/bookings/${String(id)}`, { as: 'ada', json })
    const moment = () => interpreter.rows('Booking')[0]?.values.get('confirmed_at')
    expect(move({ status: 'attended' })).toMatchObject({
      status: 409,
      body: { detail: 'Invalid status transition' },
    })
    expect([move({ status: 'requested' }).status, moment()]).toEqual([200, null])
    expect([move({ status: 'confirmed' }).status, moment()]).toEqual([200, expect.anything()])
    const confirmed = moment()
    expect([move({ title: 'Spinning' }).status, moment()]).toEqual([200, confirmed])
    expect(move({ status: 'requested' }).status).toBe(409)
    expect(move({ status: 'withdrawn' }).status).toBe(200)
  })
})
