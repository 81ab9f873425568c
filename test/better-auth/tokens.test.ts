import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBackend, writeBackend, type WrittenBackend } from './backend.js'
import { startBetterAuth, type AuthServer, type Signing } from './server.js'

const SECRET = 'a secret of the shop that nobody else knows'
const OLD_SECRET = 'the secret that was in use until yesterday'

/** What Better Auth signs with when nobody configures a secret. */
const DEFAULT_SECRET = 'better-auth-secret-12345678901234567890'

/** Time for packages to be installed on a slow machine. */
const TIMEOUT = 600_000

const cleanups: (() => Promise<void>)[] = []
let backend: WrittenBackend

beforeAll(async () => {
  backend = await writeBackend()
}, TIMEOUT)

afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

async function issuer(signing: Signing, secrets: readonly string[] = [SECRET]): Promise<AuthServer> {
  const server = await startBetterAuth(signing, secrets)
  cleanups.push(server.close)
  return server
}

/** Starts the backend with these settings; `ask` lists the plants of the caller, `plant` adds one. */
async function service(variables: Readonly<Record<string, string>>) {
  const started = await startBackend(backend, variables)
  if (!started.serves) throw new Error(started.log)
  cleanups.push(started.stop)
  const send = (token: string, init: RequestInit = {}) =>
    fetch(`${started.origin}/api/plants`, {
      ...init,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    })
  return {
    status: async (token: string) => (await send(token)).status,
    plant: (token: string, name: string) => send(token, { method: 'POST', body: JSON.stringify({ name }) }),
    list: async (token: string) => (await send(token)).text(),
  }
}

test.concurrent(
  'tokens signed with the shared secret count, each for its own user',
  { timeout: TIMEOUT },
  async () => {
    const [server, diary] = await Promise.all([
      issuer({ kind: 'secret' }),
      service({ BETTER_AUTH_SECRET: SECRET }),
    ])
    const [ann, bob] = [await server.signUp('ann'), await server.signUp('bob')]
    expect((await diary.plant(ann.token, 'Monstera')).status).toBe(201)
    expect(await diary.list(ann.token)).toContain('Monstera')
    expect(await diary.list(bob.token)).not.toContain('Monstera')
    // The link that verifies an address holds a token that is signed with the same secret.
    expect(await diary.status(ann.verificationToken)).toBe(401)
    const [head, claims, signature] = ann.token.split('.')
    expect(await diary.status([head, bob.token.split('.')[1], signature].join('.'))).toBe(401)
    expect(await diary.status([head, claims, ''].join('.'))).toBe(401)
    const keyPair = await issuer({ kind: 'key-pair', algorithm: 'EdDSA' })
    expect(await diary.status((await keyPair.signUp('eve')).token)).toBe(401)
  },
)

test.concurrent('tokens signed with a published key count, and no others', { timeout: TIMEOUT }, async () => {
  const server = await issuer({ kind: 'key-pair', algorithm: 'EdDSA' })
  const diary = await service({
    BETTER_AUTH_SECRET: SECRET,
    BETTER_AUTH_JWKS_URL: `${server.origin}/api/auth/jwks`,
    JWT_AUDIENCE: server.origin,
    JWT_ISSUER: server.origin,
  })
  const ann = await server.signUp('ann')
  expect((await diary.plant(ann.token, 'Monstera')).status).toBe(201)
  expect(await diary.status(ann.verificationToken)).toBe(401)
  const [bySecret, byOtherKey] = [
    await issuer({ kind: 'secret' }),
    await issuer({ kind: 'key-pair', algorithm: 'EdDSA' }),
  ]
  expect(await diary.status((await bySecret.signUp('eve')).token)).toBe(401)
  expect(await diary.status((await byOtherKey.signUp('eve')).token)).toBe(401)
})

test.concurrent.each(['ES256', 'RS256'] as const)(
  'tokens signed with %s count where the key is published',
  { timeout: TIMEOUT },
  async (algorithm) => {
    const server = await issuer({ kind: 'key-pair', algorithm })
    const diary = await service({ BETTER_AUTH_JWKS_URL: `${server.origin}/api/auth/jwks` })
    expect(await diary.status((await server.signUp('ann')).token)).toBe(200)
  },
)

test.concurrent(
  'tokens for another audience or of another issuer are refused',
  { timeout: TIMEOUT },
  async () => {
    const server = await issuer({ kind: 'secret' })
    const ann = await server.signUp('ann')
    const settings = [
      [{ JWT_AUDIENCE: 'https://elsewhere.example' }, 401],
      [{ JWT_ISSUER: 'https://elsewhere.example' }, 401],
    ] as const
    for (const [variables, status] of settings) {
      const diary = await service({ BETTER_AUTH_SECRET: SECRET, ...variables })
      expect(await diary.status(ann.token)).toBe(status)
    }
  },
)

test.concurrent(
  'while the secret is changed, the new and the old one count',
  { timeout: TIMEOUT },
  async () => {
    const diary = await service({ BETTER_AUTH_SECRETS: `2:${SECRET},1:${OLD_SECRET}` })
    const [before, after, stranger] = [
      await issuer({ kind: 'secret' }, [OLD_SECRET]),
      await issuer({ kind: 'secret' }, [SECRET, OLD_SECRET]),
      await issuer({ kind: 'secret' }, ['a secret that the backend has never heard of']),
    ]
    expect(await diary.status((await before.signUp('ann')).token)).toBe(200)
    expect(await diary.status((await after.signUp('ann')).token)).toBe(200)
    expect(await diary.status((await stranger.signUp('ann')).token)).toBe(401)
  },
)

test.concurrent('a key server that is down is no fault of the caller', { timeout: TIMEOUT }, async () => {
  const server = await issuer({ kind: 'key-pair', algorithm: 'EdDSA' })
  const { token } = await server.signUp('ann')
  const diary = await service({ BETTER_AUTH_JWKS_URL: `${server.origin}/api/auth/jwks` })
  await server.close()
  expect(await diary.status(token)).toBe(503)
  expect(await diary.status('no.token.at-all')).toBe(401)
})

test.concurrent.each([
  ['no secret', {}],
  ['the secret that Better Auth falls back to', { BETTER_AUTH_SECRET: DEFAULT_SECRET }],
  ['a rotation that holds it', { BETTER_AUTH_SECRETS: `2:${SECRET},1:${DEFAULT_SECRET}` }],
])('a backend with %s does not start', { timeout: TIMEOUT }, async (_, variables) => {
  const started = await startBackend(backend, variables)
  if (started.serves) await started.stop()
  expect(started.serves ? 'it serves' : started.log).toContain('must be a secret of your own')
  expect(started.serves ? '' : started.log).not.toContain(DEFAULT_SECRET)
})
