import { constants, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'

/** Who issues the tokens of one run: its public key stands at an address of this machine. */
export interface Issuer {
  /** Where its keys are published (RFC 7517, section 5). */
  readonly address: string
  /** Signs claims, given as JSON text. */
  readonly sign: (payload: string) => string
  readonly close: () => Promise<void>
}

interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/**
 * Opens an issuer for backends that verify tokens by published keys.
 *
 * @param algorithm how tokens are signed (RFC 7518, section 3.1; RFC 8037): `RS256`, `ES256`, `EdDSA`
 * @returns null for an algorithm that needs a shared secret
 */
export async function openIssuer(algorithm: string): Promise<Issuer | null> {
  const pair = pairFor(algorithm)
  if (pair === null) return null
  const kid = randomUUID()
  const keys = { keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' }] }
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(keys))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const place = server.address()
  const port = place !== null && typeof place === 'object' ? place.port : 0
  const encode = (text: string): string => Buffer.from(text).toString('base64url')
  return {
    address: `http://127.0.0.1:${String(port)}/jwks`,
    sign: (payload) => {
      const input = `${encode(JSON.stringify({ alg: algorithm, typ: 'JWT', kid }))}.${encode(payload)}`
      return `${input}.${signature(algorithm, Buffer.from(input), pair.privateKey).toString('base64url')}`
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function pairFor(algorithm: string): KeyPair | null {
  if (/^(?:RS|PS)(?:256|384|512)$/.test(algorithm)) return generateKeyPairSync('rsa', { modulusLength: 2048 })
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return algorithm === 'EdDSA' ? generateKeyPairSync('ed25519') : null
}

function signature(algorithm: string, input: Buffer, key: KeyObject): Buffer {
  if (algorithm === 'EdDSA') return sign(null, input, key)
  const hash = `sha${algorithm.slice(2)}`
  if (algorithm.startsWith('ES')) return sign(hash, input, { key, dsaEncoding: 'ieee-p1363' })
  return algorithm.startsWith('PS')
    ? sign(hash, input, {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      })
    : sign(hash, input, key)
}
