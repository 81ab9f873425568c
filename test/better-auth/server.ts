import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { toNodeHandler } from 'better-auth/node'
import { bearer, jwt } from 'better-auth/plugins'

/** How a Better Auth server signs its tokens. */
export type Signing =
  /** A key pair of its own, which it publishes: Better Auth's default. */
  | { readonly kind: 'key-pair'; readonly algorithm: 'EdDSA' | 'ES256' | 'RS256' }
  /** The shared secret. */
  | { readonly kind: 'secret' }

/** A Better Auth server that runs. */
export interface AuthServer {
  readonly origin: string
  /** Signs a user up over HTTP. */
  readonly signUp: (name: string) => Promise<SignedUp>
  /** The rows of its table of sessions. */
  readonly sessions: () => readonly SessionRow[]
  readonly close: () => Promise<void>
}

/** A session as Better Auth stores it. */
export interface SessionRow {
  readonly id: string
  readonly token: string
  readonly userId: string
  readonly expiresAt: Date
}

/** A user who is signed in. */
interface SignedUp {
  readonly id: string
  /** The cookies of the browser, as a header holds them. */
  readonly cookie: string
  /** What the `bearer` plugin hands out. */
  readonly bearer: string
  /** The token of the `jwt` plugin. */
  readonly token: string
  /** The token in the link of the e-mail that verifies the address. */
  readonly verificationToken: string
}

/**
 * Starts a real Better Auth server on the loopback interface with rows in memory.
 *
 * @param secrets as in `BETTER_AUTH_SECRETS`, the newest first; the first one signs
 */
export async function startBetterAuth(signing: Signing, secrets: readonly string[]): Promise<AuthServer> {
  const session: SessionRow[] = []
  const rows = { user: [], session, account: [], verification: [], jwks: [] }
  const [newest = ''] = secrets
  const mails = new Map<string, string>()
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${String(port)}`
  const auth = betterAuth({
    baseURL: origin,
    secrets: secrets.map((value, index) => ({ version: secrets.length - index, value })),
    database: memoryAdapter(rows),
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true },
    emailVerification: {
      sendOnSignUp: true,
      sendVerificationEmail: ({ user, token }) => {
        mails.set(user.email, token)
        return Promise.resolve()
      },
    },
    plugins: [
      bearer(),
      jwt(
        signing.kind === 'secret'
          ? signedWith(newest)
          : { jwks: { keyPairConfig: { alg: signing.algorithm } } },
      ),
    ],
  })
  server.on('request', toNodeHandler(auth))
  return {
    origin,
    signUp: (name) => signUp(origin, name, mails),
    sessions: () => rows.session,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

/** The least configuration with which Better Auth signs with a secret (HS256) instead of a key pair. */
function signedWith(secret: string): Parameters<typeof jwt>[0] {
  return {
    jwks: { remoteUrl: 'https://keys.invalid/jwks', keyPairConfig: { alg: 'EdDSA' } },
    jwt: {
      sign: (payload: object) => {
        const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
        const input = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`
        return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
      },
    },
  }
}

async function signUp(origin: string, name: string, mails: ReadonlyMap<string, string>): Promise<SignedUp> {
  const email = `${name}@example.org`
  const signedUp = await fetch(`${origin}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ name, email, password: 'a password of this test' }),
  })
  const { user } = (await signedUp.json()) as { readonly user: { readonly id: string } }
  const cookie = signedUp.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ')
  const answered = await fetch(`${origin}/api/auth/token`, { headers: { Cookie: cookie } })
  const { token } = (await answered.json()) as { readonly token: string }
  return {
    id: user.id,
    cookie,
    bearer: signedUp.headers.get('set-auth-token') ?? '',
    token,
    verificationToken: mails.get(email) ?? '',
  }
}
