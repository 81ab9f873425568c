import { createHmac, generateKeyPairSync, sign } from 'node:crypto'

/** The three parts of a JSON Web Token (RFC 7515) before they are signed. */
export interface TokenParts {
  readonly header: Readonly<Record<string, unknown>>
  /** JSON text of the claims: text, so that a probe can write what no object holds. */
  readonly payload: string
}

const HASHES = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' } as const

/** Signs with a shared secret. */
export function signShared(
  { header, payload }: TokenParts,
  secret: string,
  algorithm: keyof typeof HASHES = 'HS256',
): string {
  const input = signingInput({ header: { alg: algorithm, typ: 'JWT', ...header }, payload })
  return `${input}.${createHmac(HASHES[algorithm], secret).update(input).digest('base64url')}`
}

/** A token without a signature, whose header claims that none is needed. */
export function unsigned(payload: string, algorithm: string): string {
  return `${signingInput({ header: { alg: algorithm, typ: 'JWT' }, payload })}.`
}

let pair: { readonly publicPem: string; readonly privatePem: string } | null = null

/** An RSA key pair of this run. */
function keyPair(): { readonly publicPem: string; readonly privatePem: string } {
  if (pair === null) {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    pair = {
      publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    }
  }
  return pair
}

/** HS256 with an RSA public key as the secret: accepted by a service that takes the algorithm from the header. */
export function signConfused(payload: string): string {
  return signShared({ header: {}, payload }, keyPair().publicPem)
}

/** RS256 with a key that nobody knows, which the header offers along. */
export function signForeign(payload: string): string {
  const { publicPem, privatePem } = keyPair()
  const input = signingInput({ header: { alg: 'RS256', typ: 'JWT', jwk: { pem: publicPem } }, payload })
  return `${input}.${sign('sha256', Buffer.from(input), privatePem).toString('base64url')}`
}

function signingInput({ header, payload }: TokenParts): string {
  return `${encode(JSON.stringify(header))}.${encode(payload)}`
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url')
}
