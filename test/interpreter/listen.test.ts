import { expect, it } from 'vitest'
import { listen } from '../../src/interpreter/listen.js'
import { library } from '../fastapi/fixtures/library.js'
import { clientOf } from './client.js'

it('serves over HTTP, and lets pages of the front end read the answers', async () => {
  const { interpreter } = clientOf(library)
  const server = await listen({
    port: 0,
    interpreter: () => interpreter,
    origins: () => ['http://localhost:3000'],
  })
  try {
    const address = `http://127.0.0.1:${server.port}`
    const own = await fetch(`${address}/health`, { headers: { Origin: 'http://localhost:3000' } })
    expect([own.status, await own.json()]).toEqual([200, { status: 'ok' }])
    expect(own.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
    const other = await fetch(`${address}/health`, { headers: { Origin: 'http://evil.example' } })
    expect(other.headers.has('access-control-allow-origin')).toBe(false)
    const preflight = await fetch(`${address}/api/books`, {
      method: 'OPTIONS',
      headers: { Origin: 'http://localhost:3000', 'Access-Control-Request-Method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST')
    const malformed = await fetch(`${address}/api/books?genre=%FF%zz`)
    expect(malformed.status).toBe(422)
  } finally {
    await server.close()
  }
})
