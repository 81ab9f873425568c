import { describe, expect, it } from 'vitest'
import type { HttpRequest, HttpResponse } from '../../../src/interpreter/http.js'
import { childProbes } from '../../../src/verify/probes/specification/children.js'
import { listProbes } from '../../../src/verify/probes/specification/list.js'
import { keptReferences } from '../../../src/verify/probes/specification/reference.js'
import { probed, type Fault } from './plants.js'
import { jsonOf } from './requests.js'

/** A bakery whose loaves lie on shelves, and are listed for everybody. */
const BAKERY = '../../fixtures/verify/probes/bakery'

const probes = [keptReferences, ...listProbes, ...childProbes]

const listed = (answer: HttpResponse, change: (rows: readonly object[]) => readonly object[]): HttpResponse =>
  Array.isArray(answer.body) ? Object.assign({}, answer, { body: change(answer.body) }) : answer

/** A list in which a parameter of the query is not looked at. */
const without =
  (parameter: string): Fault =>
  (request, answer) => {
    const url = new URL(request.target, 'http://localhost')
    url.searchParams.delete(parameter)
    return answer({ ...request, target: `${url.pathname}${url.search}` })
  }

const isList = ({ method, target }: HttpRequest): boolean => method === 'GET' && /loaves(?:\?|$)/.test(target)

const CARELESS: readonly (readonly [probe: string, what: string, fault: Fault])[] = [
  [
    'references',
    'empties the flour at every change',
    (request, answer) => {
      const own = answer(request)
      return request.method === 'PATCH' && !('flour_id' in jsonOf(request)) && own.status === 200
        ? Object.assign({}, own, { body: { ...Object(own.body), flour_id: null } })
        : own
    },
  ],
  [
    'references',
    'forgets the flour of a new loaf',
    (request, answer) => {
      const own = answer(request)
      return request.method === 'POST' && own.status === 201
        ? Object.assign({}, own, { body: { ...Object(own.body), flour_id: null } })
        : own
    },
  ],
  [
    'listed-children',
    'lists the loaves of all shelves below each',
    (request, answer) =>
      /^\/shelves\/\d+\/loaves$/.test(request.target)
        ? answer({ ...request, target: '/loaves?limit=50' })
        : answer(request),
  ],
  [
    'removed-with-children',
    'keeps shelves on which loaves lie',
    (request, answer) => {
      const below = answer({
        ...request,
        method: 'GET',
        target: `${request.target}/loaves`,
        body: Buffer.alloc(0),
      })
      return request.method === 'DELETE' && Array.isArray(below.body) && below.body.length > 0
        ? { ...below, status: 409, body: { detail: 'Shelf is not empty' } }
        : answer(request)
    },
  ],
  ['paging', 'passes over the offset', without('offset')],
  [
    'paging',
    'shows one row more than was asked for',
    (request, answer) =>
      answer({
        ...request,
        target: request.target.replace(/limit=(\d+)/, (_, size) => `limit=${Number(size) + 1}`),
      }),
  ],
  [
    'sort',
    'sorts rows of the same weight by their age',
    (request, answer) => {
      const weight = (row: object): number => Number(Reflect.get(row, 'grams'))
      const age = (row: object): number => Number(Reflect.get(row, 'id'))
      const byWeight = (one: object, other: object): number =>
        weight(one) - weight(other) || age(one) - age(other)
      return isList(request) ? listed(answer(request), (rows) => rows.toSorted(byWeight)) : answer(request)
    },
  ],
  ['filters', 'passes over a filter', without('flour_id')],
]

describe('probes of rows that belong to others', () => {
  it('pass a service that keeps its specification', async () => {
    const results = await probed(probes, undefined, BAKERY)
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    expect(results.map(({ probe, operation }) => `${probe} ${operation ?? ''}`)).toEqual(
      expect.arrayContaining([
        'references POST /loaves',
        'references PATCH /loaves/{id}',
        'paging GET /loaves',
        'sort GET /loaves',
        'listed-children GET /shelves/{id}/loaves',
        'removed-with-children DELETE /shelves/{id}',
      ]),
    )
  })

  it.each(CARELESS)('%s catches a service that %s', async (id, _, fault) => {
    const results = await probed(
      probes.filter((probe) => probe.id === id),
      fault,
      BAKERY,
    )
    expect(results.map(({ outcome }) => outcome)).toContain('failed')
  })
})
