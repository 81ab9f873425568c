import { describe, expect, it } from 'vitest'
import { isObject } from '../../../src/design/conformance.js'
import { issuedTokens } from '../../../src/verify/probes/tokens/issued.js'
import { signShared } from '../../../src/verify/probes/token.js'
import { probed, SECRET, type Fault } from './plants.js'

/** A market whose people sign in. */
const MARKET = '../../mutants/market'

/** Answers with other tokens. */
const issuing =
  (token: (own: string) => string): Fault =>
  (request, answer) => {
    const own = answer(request)
    if (!request.target.endsWith('/login') || !isObject(own.body)) return own
    const body = Object.fromEntries(
      Object.entries(own.body).map(([key, value]) => [
        key,
        typeof value === 'string' && value.split('.').length === 3 ? token(value) : value,
      ]),
    )
    return { ...own, body }
  }

const CARELESS: readonly (readonly [what: string, fault: Fault])[] = [
  ['issues tokens that it does not take', issuing((own) => `${own.slice(0, -4)}AAAA`)],
  [
    'issues tokens for a year',
    issuing((own) => {
      const claims: unknown = JSON.parse(Buffer.from(own.split('.')[1] ?? '', 'base64url').toString())
      const exp = Math.floor(Date.now() / 1000) + 31_536_000
      const payload = JSON.stringify({ ...(typeof claims === 'object' ? claims : {}), exp })
      return signShared({ header: {}, payload }, SECRET)
    }),
  ],
]

describe('the probe of tokens that a service issues', () => {
  it('passes a service that keeps its specification', async () => {
    const results = await probed([issuedTokens], undefined, MARKET)
    expect(results.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['POST /api/auth/login', 'passed'],
    ])
  })

  it.each(CARELESS)('catches a service that %s', async (_, fault) => {
    const results = await probed([issuedTokens], fault, MARKET)
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed'])
  })
})
