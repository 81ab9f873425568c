import { describe, expect, it } from 'vitest'
import type { HttpResponse } from '../../../src/interpreter/http.js'
import { raceProbes } from '../../../src/verify/probes/operation/race.js'
import { relationProbes } from '../../../src/verify/probes/specification/relation.js'
import { changedPassword } from '../../../src/verify/probes/specification/changed-password.js'
import { consequences } from '../../../src/verify/probes/specification/consequence.js'
import { knownAccounts } from '../../../src/verify/probes/specification/known-accounts.js'
import { listProbes } from '../../../src/verify/probes/specification/list.js'
import { ownAccount } from '../../../src/verify/probes/specification/own-account.js'
import { sameRow } from '../../../src/verify/probes/specification/same-row.js'
import { tieCounts, untiesAlone } from '../../../src/verify/probes/specification/tie.js'
import { optionalToken } from '../../../src/verify/probes/tokens/optional.js'
import { probed, type Fault } from './plants.js'
import { jsonOf } from './requests.js'

/** A market whose potters follow each other and like pieces. */
const MARKET = '../../mutants/market'

const probes = [
  ...relationProbes,
  ...raceProbes,
  tieCounts,
  untiesAlone,
  sameRow,
  ownAccount,
  changedPassword,
  optionalToken,
  knownAccounts,
  consequences,
  ...listProbes,
]

/** A list of all pieces in place of another one. */
const allPieces =
  (path: string): Fault =>
  (request, answer) =>
    request.target.startsWith(path) ? answer({ ...request, target: '/api/pieces?limit=50' }) : answer(request)

/** An answer with a value in place of each that stands under a key. */
function withEach(answer: HttpResponse, key: string, value: (old: unknown) => unknown): HttpResponse {
  const replaced: unknown = JSON.parse(
    JSON.stringify(answer.body ?? null, (name, old: unknown) => (name === key ? value(old) : old)),
  )
  return answer.body === undefined ? answer : Object.assign({}, answer, { body: replaced })
}

/** Addresses of accounts that were made. */
const known = new Set<string>()

const CARELESS: readonly (readonly [probe: string, what: string, fault: Fault])[] = [
  [
    'tie-counts',
    'counts the ties of all rows',
    (request, answer) => withEach(answer(request), 'favoritesCount', () => 7),
  ],
  [
    'tie-counts',
    'counts no more than one',
    (request, answer) => withEach(answer(request), 'followersCount', (old) => Math.min(Number(old), 1)),
  ],
  [
    'tie-counts',
    'takes ties of others for those of the caller',
    (request, answer) => withEach(answer(request), 'favorited', () => true),
  ],
  [
    'untied-alone',
    'unties more than the one row',
    (request, answer) =>
      withEach(answer(request), 'following', (old) => (request.method === 'GET' ? false : old)),
  ],
  ['tied-rows', 'feeds pieces of everybody', allPieces('/api/pieces/feed')],
  [
    'token-optional',
    'takes a bad token for none',
    (request, answer) => {
      const own = answer(request)
      const headers = new Map([...request.headers].filter(([name]) => name !== 'authorization'))
      return own.status === 401 ? answer({ ...request, headers }) : own
    },
  ],
  [
    'known-accounts',
    'tells which accounts there are',
    (request, answer) => {
      const own = answer(request)
      const isKnown = known.has(String(jsonOf(request)['email']))
      if (request.target === '/api/auth/register') known.add(String(jsonOf(request)['email']))
      return own.status === 401 && request.target === '/api/auth/login' && !isKnown
        ? Object.assign({}, own, { body: { detail: 'No such account' } })
        : own
    },
  ],
  [
    'consequences',
    'keeps the address of a piece whose title changes',
    (request, answer) => {
      const own = answer(request)
      const slug = request.target.split('/').at(-1)
      return request.method === 'PATCH' ? withEach(own, 'slug', () => slug) : own
    },
  ],
  [
    'own-account',
    'shows one account to all',
    (request, answer) =>
      request.target === '/api/me' ? withEach(answer(request), 'handle', () => 'somebody') : answer(request),
  ],
  [
    'same-row',
    'shows one potter with all pieces of a list',
    (request, answer) =>
      request.target.startsWith('/api/pieces?') || request.target === '/api/pieces'
        ? withEach(answer(request), 'handle', () => 'somebody')
        : answer(request),
  ],
  [
    'collected-texts',
    'shows texts in another order',
    (request, answer) =>
      withEach(answer(request), 'glazes', (old) => (Array.isArray(old) ? old.toSorted() : old)),
  ],
]

describe('probes of ties and of rows in lists', () => {
  it('pass a service that keeps its specification', async () => {
    const results = await probed(probes, undefined, MARKET)
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    const fired = new Set(results.map(({ probe }) => probe))
    expect([...fired]).toEqual(
      expect.arrayContaining([
        'tie-counts',
        'untied-alone',
        'same-row',
        'collected-texts',
        'race-numbers',
        'tied-rows',
        'own-account',
        'token-optional',
      ]),
    )
  })

  it.each(CARELESS)('%s catches a service that %s', async (id, _, fault) => {
    const results = await probed(
      probes.filter((probe) => probe.id === id),
      fault,
      MARKET,
    )
    expect(results.map(({ outcome }) => outcome)).toContain('failed')
  })
})
