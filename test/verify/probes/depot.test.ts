import { describe, expect, it } from 'vitest'
import { raceProbes } from '../../../src/verify/probes/operation/race.js'
import { successProbes } from '../../../src/verify/probes/specification/success.js'
import { updateProbes } from '../../../src/verify/probes/specification/update.js'
import { probed } from './plants.js'

/** A depot whose parcels have an address of their own, and are confirmed before they are shipped. */
const DEPOT = '../../fixtures/verify/probes/depot'

const probes = [...successProbes, ...updateProbes, ...raceProbes]

describe('probes of rows that stand beside others', () => {
  it('send no value that another row has, and bring a row to the state that is asked for', async () => {
    const results = await probed(probes, undefined, DEPOT)
    const unlike = results.filter(({ outcome }) => outcome !== 'passed')
    expect(
      unlike.map(({ probe, operation, reason, attempts }) => [probe, operation, reason, attempts]),
    ).toEqual([])
    expect(results.map(({ probe, operation }) => `${probe} ${operation ?? ''}`)).toEqual([
      'success POST /api/parcels',
      'stored POST /api/parcels',
      'defaults POST /api/parcels',
      'race-duplicate POST /api/parcels',
      'success PATCH /api/parcels/{id}',
      'stored PATCH /api/parcels/{id}',
      'partial-update PATCH /api/parcels/{id}',
      'emptied-field PATCH /api/parcels/{id}',
      'race-update PATCH /api/parcels/{id}',
      'success POST /api/parcels/{id}/confirm',
      'success POST /api/parcels/{id}/ship',
    ])
  })

  it('fail where a move is refused in the state from which it is made', async () => {
    const results = await probed(
      successProbes,
      (request, answer) => {
        const own = answer(request)
        return request.target.endsWith('ship') && own.status === 200 ? { ...own, status: 409 } : own
      },
      DEPOT,
    )
    const failed = results.filter(({ outcome }) => outcome === 'failed')
    expect(failed.map(({ probe, operation }) => `${probe} ${operation ?? ''}`)).toEqual([
      'success POST /api/parcels/{id}/ship',
    ])
  })
})
