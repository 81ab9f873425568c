import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBackend, writeBackend, type WrittenBackend } from '../better-auth/backend.js'
import { startBucket } from './fake-bucket.js'

const SECRET = 'a secret of the museum that nobody else knows'
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex')

/** Time for packages to be installed on a slow machine. */
const TIMEOUT = 600_000

const cleanups: (() => Promise<void>)[] = []
let backend: WrittenBackend

beforeAll(async () => {
  backend = await writeBackend(join(import.meta.dirname, '../fixtures/fastapi/museum'))
}, TIMEOUT)

afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

/** A token of a user, valid for a minute. */
function token(sub: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const exp = Math.floor(Date.now() / 1000) + 60
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub, exp })}`
  return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`
}

test('files go to the bucket of the settings, and go with their rows', { timeout: TIMEOUT }, async () => {
  const bucket = await startBucket()
  const started = await startBackend(backend, {
    BETTER_AUTH_SECRET: SECRET,
    FILES_URL: 'https://files.museum.example',
    S3_BUCKET: 'exhibits',
    S3_ENDPOINT_URL: bucket.origin,
    S3_REGION: 'eu-central-1',
    S3_ACCESS_KEY_ID: 'key',
    S3_SECRET_ACCESS_KEY: 'secret of the key',
  })
  if (!started.serves) throw new Error(started.log)
  cleanups.push(started.stop, bucket.close)
  const call = async (method: string, path: string, body?: FormData | string) => {
    const headers = {
      Authorization: `Bearer ${token('ann')}`,
      ...(typeof body === 'string' ? { 'Content-Type': 'application/json' } : {}),
    }
    return await fetch(`${started.origin}/api/exhibits${path}`, { method, headers, body: body ?? null })
  }
  const cover = (): FormData => {
    const form = new FormData()
    form.set('cover', new Blob([PNG], { type: 'text/html' }), '../../cover.html')
    return form
  }
  const made = (await (await call('POST', '', '{"title": "Fossil"}')).json()) as { id: string }

  const kept = (await (await call('PUT', `/${made.id}/cover`, cover())).json()) as { cover_url: string }
  expect(kept.cover_url).toMatch(/^https:\/\/files\.museum\.example\/[0-9a-f]{32}\.png$/)
  const [[path, object] = []] = bucket.objects
  expect(path).toBe(`/exhibits/${kept.cover_url.slice('https://files.museum.example/'.length)}`)
  expect(object?.content).toEqual(PNG)
  expect(object?.type).toBe('image/png')
  expect(object?.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-central-1\/s3\//)

  await call('PUT', `/${made.id}/cover`, cover())
  expect(bucket.objects.size).toBe(1)
  expect(bucket.objects.has(path ?? '')).toBe(false)

  expect((await call('DELETE', `/${made.id}`)).status).toBe(204)
  expect(bucket.objects.size).toBe(0)

  const other = (await (await call('POST', '', '{"title": "Vase"}')).json()) as { id: string }
  await bucket.close()
  cleanups.pop()
  const refused = await call('PUT', `/${other.id}/cover`, cover())
  expect(refused.status).toBe(503)
  expect(await refused.json()).toEqual({ detail: 'Files cannot be kept at the moment' })
  expect(await (await call('GET', '')).json()).toMatchObject([{ title: 'Vase', cover_url: null }])
})
