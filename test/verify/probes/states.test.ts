import { describe, expect, it } from 'vitest'
import type { HttpResponse } from '../../../src/interpreter/http.js'
import { clockRule } from '../../../src/verify/probes/specification/clock.js'
import { refusedRow } from '../../../src/verify/probes/specification/refused-row.js'
import { stateProbes } from '../../../src/verify/probes/specification/state.js'
import { probed, type Fault } from './plants.js'
import { jsonOf, withBody } from './requests.js'

/** A market with states, days in the future and rows that may not be changed. */
const MARKET = '../../mutants/market'

const probes = [clockRule, refusedRow, ...stateProbes]

const CARELESS: readonly (readonly [probe: string, what: string, fault: Fault])[] = [
  [
    'clock-rule',
    'takes a day in the past',
    (request, answer) => {
      const sent = jsonOf(request)
      return answer('due_on' in sent ? withBody(request, { ...sent, due_on: '2199-01-01' }) : request)
    },
  ],
  [
    'clock-rule',
    'takes the present day for the future',
    (request, answer) => {
      const sent = jsonOf(request)
      const today = new Date().toISOString().slice(0, 10)
      return answer(sent['due_on'] === today ? withBody(request, { ...sent, due_on: '2199-01-01' }) : request)
    },
  ],
  ['refused-row', 'refuses with another status', (request, answer) => instead(answer(request), 409, 403)],
  ['refused-row', 'refuses nothing', (request, answer) => instead(answer(request), 409, 200)],
  ['state-moves', 'moves along any edge', (request, answer) => instead(answer(request), 409, 200)],
  ['state-moves', 'refuses with another status', (request, answer) => instead(answer(request), 409, 400)],
  [
    'state-moves',
    'sets no moment',
    (request, answer) => {
      const own = answer(request)
      return typeof own.body === 'object' ? { ...own, body: { ...own.body, fired_at: null } } : own
    },
  ],
]

function instead(answer: HttpResponse, status: number, other: number): HttpResponse {
  return answer.status === status ? { ...answer, status: other } : answer
}

describe('probes of states and of the clock', () => {
  it('pass a service that keeps its specification', async () => {
    const results = await probed(probes, undefined, MARKET)
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    expect(results.map(({ probe, operation }) => `${probe} ${operation ?? ''}`)).toEqual([
      'clock-rule POST /api/commissions',
      'clock-rule PATCH /api/commissions/{id}',
      'refused-row PATCH /api/commissions/{id}',
      'state-moves PATCH /api/commissions/{id}/status',
    ])
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
