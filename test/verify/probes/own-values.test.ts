import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../../src/claims/json.js'
import { isObject } from '../../../src/design/conformance.js'
import type { HttpResponse } from '../../../src/interpreter/http.js'
import { operationProbes } from '../../../src/verify/probes/catalogue.js'
import { probed, type Fault } from './plants.js'
import { as, claimsOf, jsonOf, withBody } from './requests.js'

/** Repairs, which begin open and are closed at a moment. */
const REPAIRS = '../../fixtures/verify/probes/repairs'

const IDS = new Set([
  'like-identity',
  'own-values',
  'zero-value',
  'datetime-offset',
  'filters',
  'limits-allowed',
])
const probes = operationProbes.filter(({ id }) => IDS.has(id))

/** The answer with another row in it. */
function showing(
  { body, ...answer }: HttpResponse,
  change: Readonly<Record<string, JsonValue>>,
): HttpResponse {
  return { ...answer, body: isObject(body) && 'title' in body ? { ...body, ...change } : body }
}

const CARELESS: readonly (readonly [probe: string, what: string, fault: Fault])[] = [
  [
    'own-values',
    'sets no moment',
    (request, answer) => {
      const own = answer(request)
      return request.target.endsWith('/close') ? showing(own, { closed_at: null }) : own
    },
  ],
  [
    'own-values',
    'lives in another zone',
    (request, answer) => showing(answer(request), { created_at: '2026-01-05T09:00:00Z' }),
  ],
  [
    'zero-value',
    'takes zero for nothing',
    (request, answer) => {
      const { hours, ...rest } = jsonOf(request)
      return answer(hours === 0 && request.method === 'PATCH' ? withBody(request, rest) : request)
    },
  ],
  [
    'zero-value',
    'takes false for nothing',
    (request, answer) => {
      const { urgent, ...rest } = jsonOf(request)
      return answer(urgent === false && request.method === 'PATCH' ? withBody(request, rest) : request)
    },
  ],
  [
    'datetime-offset',
    'drops the offset',
    (request, answer) => {
      const sent = jsonOf(request)
      const moment = sent['brought_at']
      return answer(
        typeof moment === 'string'
          ? withBody(request, { ...sent, brought_at: moment.replace(/[+-]\d\d:\d\d$/u, 'Z') })
          : request,
      )
    },
  ],
  [
    'like-identity',
    'minds no case of identities',
    (request, answer) => answer(as(request, String(claimsOf(request)['sub']).toLowerCase())),
  ],
  [
    'like-identity',
    'cuts long identities',
    (request, answer) => answer(as(request, String(claimsOf(request)['sub']).slice(0, 64))),
  ],
  [
    'filters',
    'searches everywhere',
    (request, answer) =>
      answer(
        request.target.includes('search=')
          ? { ...request, target: request.target.replace(/urgent=\w+&?/u, '') }
          : request,
      ),
  ],
  [
    'limits-allowed',
    'cuts long texts',
    (request, answer) => {
      const { title } = jsonOf(request)
      const own = answer(request)
      return typeof title === 'string' ? showing(own, { title: title.slice(0, 40) }) : own
    },
  ],
]

describe('probes of what becomes of values', () => {
  it('pass a service that keeps its specification', async () => {
    const results = await probed(probes, undefined, REPAIRS)
    const unlike = results.filter(({ outcome }) => outcome !== 'passed')
    expect(unlike.map(({ probe, operation, attempts }) => [probe, operation, attempts])).toEqual([])
    expect(results.map(({ probe, operation }) => `${probe} ${operation ?? ''}`)).toEqual([
      'like-identity GET /api/repairs',
      'filters GET /api/repairs',
      'datetime-offset POST /api/repairs',
      'own-values POST /api/repairs',
      'limits-allowed POST /api/repairs',
      'limits-allowed PATCH /api/repairs/{id}',
      'zero-value PATCH /api/repairs/{id}',
      'own-values POST /api/repairs/{id}/close',
    ])
  })

  it.each(CARELESS)('%s catches a service that %s', async (id, _, fault) => {
    const results = await probed(
      probes.filter((probe) => probe.id === id),
      fault,
      REPAIRS,
    )
    expect(results.map(({ outcome }) => outcome)).toContain('failed')
  })
})
