import { execFileSync } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startBackend, writeBackend, type WrittenBackend } from './backend.js'
import { startBetterAuth, type SessionRow } from './server.js'

const SECRET = 'a secret of the desk that nobody else knows'

/** Time for packages to be installed on a slow machine. */
const TIMEOUT = 600_000

const FIXTURES = join(import.meta.dirname, '../fixtures/better-auth')

/** The table as Better Auth's own migrations make it in SQLite, with the rows that its server has. */
const STORE = `
import json, sqlite3, sys
base = sqlite3.connect(sys.argv[1])
base.execute('create table if not exists "session" ("id" text primary key, "expiresAt" date not null, "token" text unique, "userId" text)')
base.execute('delete from "session"')
for row in json.loads(sys.argv[2]):
    base.execute('insert into "session" values (?, ?, ?, ?)', (row["id"], row["expiresAt"], row["token"], row["userId"]))
base.commit()
`

const cleanups: (() => Promise<void>)[] = []

afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

/** A Better Auth server and a backend of a fixture, with the sessions of the one in the database of the other. */
async function neighbours(fixture: string) {
  const backend: WrittenBackend = await writeBackend(join(FIXTURES, fixture))
  const file = join(await mkdtemp(join(tmpdir(), 'specwright-better-auth-')), 'shared.db')
  const server = await startBetterAuth({ kind: 'secret' }, [SECRET])
  cleanups.push(server.close)
  const store = (rows: readonly Readonly<Record<keyof SessionRow, unknown>>[] = server.sessions()) =>
    execFileSync(backend.python, ['-c', STORE, file, JSON.stringify(rows)])
  store()
  const started = await startBackend(backend, {
    BETTER_AUTH_SECRET: SECRET,
    DATABASE_URL: `sqlite:///${file}`,
    CORS_ORIGINS: 'https://desk.example',
  })
  if (!started.serves) throw new Error(started.log)
  cleanups.push(started.stop)
  const send = async (path: string, headers: Readonly<Record<string, string>>, body?: object) => {
    const answer = await fetch(`${started.origin}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    })
    return { status: answer.status, text: await answer.text() }
  }
  return { server, store, send }
}

test('the cookie of a session counts for as long as the session is there', { timeout: TIMEOUT }, async () => {
  const { server, store, send } = await neighbours('parcel-desk')
  const [ann, bob] = [await server.signUp('ann'), await server.signUp('bob')]
  store()
  const [own, others] = [{ Cookie: ann.cookie }, { Cookie: bob.cookie }]
  expect((await send('/api/parcels', own, { carrier: 'Post' })).status).toBe(201)
  expect((await send('/api/parcels', own)).text).toContain('Post')
  expect(await send('/api/parcels', others)).toEqual({ status: 200, text: '[]' })
  // Over HTTPS the name has a prefix.
  const secure = ann.cookie.replaceAll('better-auth.', '__Secure-better-auth.')
  expect((await send('/api/parcels', { Cookie: secure })).text).toContain('Post')
  // The token is nothing without the signature, and no token of another kind is one.
  const [token = ''] = ann.bearer.split('.')
  for (const value of [token, `${token}.`, bob.bearer.replace(/^[^.]+/, token), ann.token])
    expect((await send('/api/parcels', { Cookie: `better-auth.session_token=${value}` })).status).toBe(401)
  expect((await send('/api/parcels', { Authorization: `Bearer ${ann.bearer}` })).status).toBe(401)
  // A page of another origin changes nothing; the page of the desk does.
  const from = (origin: string) => send('/api/parcels', { ...own, Origin: origin }, { carrier: 'Post' })
  expect((await from('https://elsewhere.example')).status).toBe(403)
  expect((await from('https://desk.example')).status).toBe(201)
  // Prisma keeps moments in milliseconds.
  store(server.sessions().map((row) => ({ ...row, expiresAt: row.expiresAt.getTime() })))
  expect((await send('/api/parcels', own)).status).toBe(200)
  store(server.sessions().map((row) => ({ ...row, expiresAt: new Date(Date.now() - 1000) })))
  expect(await send('/api/parcels', own)).toEqual({ status: 401, text: '{"detail":"Token expired"}' })
  // Who signs out is refused at once.
  store([])
  expect((await send('/api/parcels', own)).status).toBe(401)
})

test('the token of a session counts with its signature and without', { timeout: TIMEOUT }, async () => {
  const { server, store, send } = await neighbours('seed-swap')
  const [ann, bob] = [await server.signUp('ann'), await server.signUp('bob')]
  store()
  const status = async (token: string) =>
    (await send('/api/seeds', { Authorization: `Bearer ${token}` })).status
  const [token = '', signature = ''] = ann.bearer.split('.')
  expect(await status(ann.bearer)).toBe(200)
  expect(await status(token)).toBe(200)
  expect(await status(`${bob.bearer.split('.')[0] ?? ''}.${signature}`)).toBe(401)
  expect(await status(ann.token)).toBe(401)
  expect(await status(ann.verificationToken)).toBe(401)
  store([])
  expect(await status(ann.bearer)).toBe(401)
})
