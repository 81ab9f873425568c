import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from '../behaviour/design-of.js'
import type { Design } from '../../src/design/design.js'
import { clientOf } from './client.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/restore')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

describe('a row that is removed softly', () => {
  it('is absent, comes back once, and not beside another with its title', () => {
    const { interpreter, send } = clientOf(design)
    expect(interpreter.unsupported).toEqual([])
    const make = () => send('POST', '/notebooks', { as: 'ada', json: { title: 'Knots' } })
    expect(make().status).toBe(201)
    const path = `/notebooks/${String(interpreter.rows('Notebook')[0]?.values.get('id'))}`
    expect(send('POST', `${path}/restore`, { as: 'ada' })).toMatchObject({
      status: 409,
      body: { detail: 'Notebook is not deleted' },
    })
    expect(send('DELETE', path, { as: 'ada' }).status).toBe(204)
    expect(send('GET', path, { as: 'ada' }).status).toBe(404)
    expect(send('POST', `${path}/restore`, { as: 'bob' }).status).toBe(404)
    expect(send('POST', `${path}/restore`, { as: 'ada' }).status).toBe(200)
    expect(send('GET', path, { as: 'ada' }).status).toBe(200)
  })
})

describe('a row that comes with the service', () => {
  it.each([
    ['DELETE', 400, 'Default notebooks cannot be deleted'],
    ['PUT', 403, 'Default notebooks cannot be renamed'],
  ])('is refused by %s', (method, status, message) => {
    const steps = design.operations.find(({ id }) => id === `${method} /notebooks/{id}`)?.steps ?? []
    expect(steps.findLast(({ kind }) => kind === 'check')).toMatchObject({
      condition: { kind: 'equal', left: { kind: 'field', field: 'is_default' } },
      otherwise: { status, message },
    })
  })
})
