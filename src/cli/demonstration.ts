import { createHmac, randomBytes } from 'node:crypto'
import type { Design } from '../design/design.js'
import type { JsonValue } from '../claims/json.js'
import type { BodyField, Operation } from '../design/operation.js'
import { callerHeader } from './caller-header.js'
import { quoted } from './shell-word.js'

/** How long the token of the demonstration is valid, in seconds. */
const TOKEN_SECONDS = 15 * 60

/** The user of the demonstration. */
const USER = 'demo-user'

/**
 * An HS256 token (RFC 7519) as Better Auth's server would sign it; it ends soon unless its claims say when.
 * @param now seconds since 1970
 */
export function signToken(
  claims: Readonly<Record<string, string | number>>,
  secret: string,
  now: number,
): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = encode({ alg: 'HS256', typ: 'JWT' })
  const body = encode({ iat: now, exp: now + TOKEN_SECONDS, ...claims })
  const signature = createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')
  return `${head}.${body}.${signature}`
}

/** What the closing lines of `implement` need to know of the machine. */
export interface DemonstrationInput {
  readonly design: Design
  /** Absolute path of the backend. */
  readonly backend: string
  /** The interpreter of the backend's environment. */
  readonly python: string
  /** The user's own secret, when the environment has it. */
  readonly secret: string | null
  /** Seconds since 1970. */
  readonly now: number
}

/**
 * How to start the service, and a request that works at once with a short-lived token.
 * @returns lines for a terminal
 */
export function demonstration(input: DemonstrationInput): string[] {
  const { design, python } = input
  const secretEnv = design.auth.secretEnv
  const secret = input.secret ?? randomBytes(24).toString('base64url')
  const module = design.service.layout.main.replace(/\.py$/u, '').replaceAll('/', '.')
  const assignment =
    secretEnv === null || input.secret !== null ? '' : `export ${quoted(secretEnv)}=${secret}`
  const lookedUp = (design.auth.lookup ?? null) !== null
  const call = tryOut(design, secret, input.now)
  return [
    'Start the service:',
    `  cd ${quoted(input.backend)}`,
    ...(assignment === ''
      ? []
      : [
          design.auth.issuedHere
            ? `  ${assignment}  # made up for this demonstration; keep one of your own`
            : `  ${assignment}  # made up for this demonstration; use the secret of your Better Auth server`,
        ]),
    `  ${quoted(python)} -m alembic upgrade head`,
    `  ${quoted(python)} -m uvicorn ${quoted(`${module}:app`)}`,
    ...(design.auth.issuedHere ? signingIn(design) : []),
    ...(lookedUp ? SIGNED_IN_ELSEWHERE : []),
    ...(call === null || design.auth.issuedHere || lookedUp
      ? []
      : [`Try it, as ${USER}, for the next ${TOKEN_SECONDS / 60} minutes:`, `  ${call}`]),
  ]
}

/** A session that nobody opened cannot be made up. */
const SIGNED_IN_ELSEWHERE = [
  'Sign in through Better Auth, with the same secret and database: its sessions count.',
]

/** Requests that make an account and sign in to it, with values for everything that they must send. */
function signingIn(design: Design): string[] {
  const lines = (['register', 'login'] as const).flatMap((behaviour) => {
    const operation = design.operations.find((one) => one.behaviour === behaviour && one.steps !== null)
    return operation === undefined ? [] : [`  ${requestOf(operation)}`]
  })
  return lines.length === 0 ? [] : ['Try it; the answer to signing in holds the token:', ...lines]
}

function requestOf({ method, path, body, bodyKey, form }: Operation): string {
  const sent = Object.fromEntries(
    body.filter(({ required }) => required).map((field) => [field.name, sampleOf(field)]),
  )
  const url = `http://127.0.0.1:8000${path}`
  if (form === true) return `curl -X ${method} ${formOptions(sent)} ${quoted(url)}`
  const content = JSON.stringify(bodyKey === null ? sent : { [bodyKey]: sent })
  return `curl -X ${method} -H 'Content-Type: application/json' -d ${quoted(content)} ${quoted(url)}`
}

/** The options of curl that send an encoded form. */
export function formOptions(sent: JsonValue): string {
  return Object.entries(sent ?? {})
    .map(([name, value]) => `--data-urlencode ${quoted(`${name}=${String(value)}`)}`)
    .join(' ')
}

/** A value that the rules of a field allow, as far as a person need not choose it. */
function sampleOf({ name, type, default: preset, enum: words, minLength }: BodyField): JsonValue {
  if (preset !== null) return preset
  if (words !== null) return words[0] ?? ''
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number' || type === 'decimal') return 1
  const text = /mail/iu.test(name) ? 'demo@example.com' : /passw|pwd/iu.test(name) ? 'Demo-passw0rd' : 'demo'
  return text.padEnd(Math.min(minLength ?? 0, 200), '1')
}

function tryOut(design: Design, secret: string, now: number): string | null {
  const needsToken = (operation: Operation): boolean => operation.access !== 'public'
  const candidates = design.operations.filter(
    (operation) =>
      operation.method === 'GET' &&
      operation.steps !== null &&
      operation.query.every(({ required }) => !required) &&
      operation.parameters.every(({ name }) => operation.access === 'owner' && /user/iu.test(name)),
  )
  const operation = candidates.find(needsToken) ?? candidates[0]
  if (operation === undefined) return null
  const path = operation.path.replaceAll(/\{[^}]*\}/gu, USER)
  const url = quoted(`http://127.0.0.1:8000${path}`)
  if (!needsToken(operation)) return `curl ${url}`
  const token = signToken({ sub: USER }, secret, now)
  return `curl -H ${quoted(callerHeader(design.auth, token))} ${url}`
}
