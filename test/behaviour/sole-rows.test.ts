import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clientOf, type Sent } from '../interpreter/client.js'
import { designOf } from './design-of.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/sole-rows')

async function project(name: string) {
  const design = await designOf(join(FOLDER, name))
  const { interpreter, send: sendAs } = clientOf(design)
  const send = (method: string, target: string, sent: Sent = {}) =>
    sendAs(method, target, { as: 'ann', ...sent })
  return { design, interpreter, send }
}

describe('the only row of a caller', () => {
  it('is made with its defaults when it is first asked for', async () => {
    const { design, interpreter, send } = await project('podcasts')
    expect(interpreter.unsupported).toEqual([])
    expect(design.questions.map(({ id }) => id)).toContain('preference-absent')
    expect(send('GET', '/users/me/preferences').body).toMatchObject({ theme: 'system', skip_silence: false })
    expect(send('PATCH', '/users/me/preferences', { json: { theme: 'dark' } }).status).toBe(200)
    expect(send('GET', '/users/me/preferences').body).toMatchObject({ theme: 'dark' })
    expect(interpreter.rows('Preference')).toHaveLength(1)
  })

  it('is unique by its owner', async () => {
    const { design } = await project('podcasts')
    const preference = design.entities.find(({ name }) => name === 'Preference')
    expect(preference?.fields.filter(({ unique }) => unique).map(({ name }) => name)).toEqual(['user_id'])
  })

  it('is made by the first change, and absent before it, where documents say 404', async () => {
    const { design, interpreter, send } = await project('garden')
    expect(design.operations.map(({ notImplemented }) => notImplemented)).toEqual([null, null, null, null])
    expect(send('GET', '/api/v1/profile').status).toBe(404)
    expect(send('PUT', '/api/v1/profile', { json: { display_name: 'Fern' } }).status).toBe(200)
    expect(send('PUT', '/api/v1/profile', { json: { display_name: 'Moss' } }).status).toBe(200)
    expect(send('GET', '/api/v1/profile').body).toMatchObject({ display_name: 'Moss' })
    expect(interpreter.rows('Profile')).toHaveLength(1)
  })

  it('is removed without its key in the path', async () => {
    const { interpreter, send } = await project('running')
    expect(send('DELETE', '/api/goal').status).toBe(404)
    expect(send('PUT', '/api/goal', { json: { weekly_km: 30, rest_days: 2 } }).status).toBe(200)
    expect(send('DELETE', '/api/goal').status).toBe(204)
    expect(interpreter.rows('RunnerGoal')).toEqual([])
  })
})
