import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { operationProbes, serviceProbes } from '../../../src/verify/probes/catalogue.js'
import { FAULTS } from './faults.js'
import { probed } from './plants.js'
import { never } from './requests.js'

describe('probes', () => {
  it('pass a service that keeps its specification', async () => {
    const results = await probed(operationProbes)
    const failed = results.filter(({ outcome }) => outcome === 'failed')
    expect(
      failed.map(({ probe, operation, attempts }) => [
        probe,
        operation,
        attempts.find(({ fault }) => fault !== null),
      ]),
    ).toEqual([])
    expect(results.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(150)
  })

  it.each(FAULTS)('%s catches a service that %s', async (id, _, fault) => {
    const results = await probed(
      operationProbes.filter((probe) => probe.id === id),
      fault,
    )
    expect(results.filter(({ outcome }) => outcome === 'failed').map(({ probe }) => probe)).toContain(id)
  })

  it('tell once that invalid requests are refused with another status', async () => {
    const results = await probed(operationProbes, (request, answer) => {
      const own = answer(request)
      return own.status === 422 ? { ...own, status: 400 } : own
    })
    const failed = results.filter(({ outcome }) => outcome === 'failed')
    expect(new Set(failed.map(({ probe }) => probe))).toEqual(new Set(['refusal-status']))
  })

  it('tell once that a valid request fails', async () => {
    const results = await probed(operationProbes, (request, answer) =>
      request.method === 'POST' && answer(request).status === 201
        ? { status: 500, headers: never, body: { detail: 'Internal server error' } }
        : answer(request),
    )
    const failed = results.filter(({ outcome, operation }) => outcome === 'failed' && operation !== null)
    expect(failed.map(({ probe, operation }) => [probe, operation])).toEqual([
      ['success', 'POST /api/plants'],
    ])
  })

  it('are all on their page, and no others', () => {
    const page = readFileSync(new URL('../../../docs/probes.md', import.meta.url), 'utf8')
    const rows = page.split('\n').filter((line) => line.startsWith('| `'))
    expect(rows).toEqual(
      [...operationProbes, ...serviceProbes].map(
        ({ id, entry, title, cwe, clause }) =>
          `| \`${id}\` | ${entry ?? ''} | ${title} | ${cwe ?? ''} | ${clause ?? ''} |`,
      ),
    )
  })

  it('have ids of their own', () => {
    const ids = [...operationProbes, ...serviceProbes].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
