import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openIssuer } from '../../src/verify/issuer.js'

const published = z.object({ keys: z.tuple([z.record(z.string(), z.string())]) })

describe('an issuer whose keys are published', () => {
  test.each([
    ['RS256', 'sha256'],
    ['ES256', 'sha256'],
    ['EdDSA', null],
  ])('signs with %s what its published key verifies', async (algorithm, hash) => {
    const issuer = await openIssuer(algorithm)
    if (issuer === null) throw new Error('no issuer')
    try {
      const { keys } = published.parse(await (await fetch(issuer.address)).json())
      const [key] = keys
      const [head = '', claims = '', signature = ''] = issuer.sign('{"sub":"ada"}').split('.')
      expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({
        alg: algorithm,
        typ: 'JWT',
        kid: key['kid'],
      })
      expect(key['d']).toBeUndefined()
      const publicKey = createPublicKey({ format: 'jwk', key })
      const signed = Buffer.from(`${head}.${claims}`)
      const valid = verify(
        hash,
        signed,
        { key: publicKey, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      )
      expect(valid).toBe(true)
    } finally {
      await issuer.close()
    }
  })

  test('knows no keys for a shared secret', async () => {
    expect(await openIssuer('HS256')).toBeNull()
  })
})
